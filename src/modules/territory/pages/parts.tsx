import type { PlacePart, SourcedFigure } from '#platform/context'
import { ButtonLink } from '#ui/action'
import { FigureWithSource, type Source } from '#ui/figure'
import { formatInteger } from '#ui/format'
import { Section } from '#ui/heading'
import { EntryList } from '#ui/list'
import { type MapShape, TerritoryMap } from '#ui/map'
import type { Atlas } from '../atlas/index.ts'
import type { Drawing } from '../map/index.ts'
import { type DataSource, slugOf } from '../model.ts'

/** What other modules tell of the place. */
export function PlaceParts({ parts }: { readonly parts: readonly PlacePart[] }) {
  return (
    <>
      {parts.map(({ title, lead, figures = [], entries, more }, index) => (
        <Section id={`sujet-${index + 1}`} title={title} lead={lead}>
          {figures.length > 0 && <Figures figures={figures} />}
          {entries.length > 0 && (
            <EntryList
              level={3}
              entries={entries.map((entry) => ({ ...entry, facts: [{ label: 'Source', value: entry.source }] }))}
            />
          )}
          {more && (
            <p>
              <ButtonLink href={more.href} weight="quiet">
                {more.label}
              </ButtonLink>
            </p>
          )}
        </Section>
      ))}
    </>
  )
}

/** Several figures side by side, each with its source. */
export function Figures({ figures }: { readonly figures: readonly SourcedFigure[] }) {
  return (
    <div class="home-figures">
      {figures.map((figure) => (
        <FigureWithSource
          value={figure.value}
          unit={figure.unit}
          label={figure.label}
          source={{
            producer: figure.producer,
            status: figure.nature,
            date: figure.vintage,
            url: figure.url ?? undefined,
            licence: figure.licence ?? undefined,
            scope: [figure.scope, figure.note].flatMap((part) => (part ? [sentence(part)] : [])).join(' '),
          }}
        />
      ))}
    </div>
  )
}

/** A number of inhabitants, cited or summed here. */
export function Inhabitants(props: {
  readonly count: number
  readonly label: string
  readonly source: DataSource
  readonly nature: 'cited' | 'computed'
  readonly scope?: string | undefined
}) {
  const { count, label, source, nature, scope } = props
  return (
    <FigureWithSource
      value={formatInteger(count)}
      unit={count < 2 ? 'habitant' : 'habitants'}
      label={label}
      source={{ ...sourceOf(source), status: nature, scope }}
    />
  )
}

/** As one line under a map or a list. */
export function sourceLine(what: string, { producer, vintage, licence }: DataSource): string {
  return `${what} : ${[producer, vintage, licence].filter(Boolean).join(', ')}.`
}

/** The communes of an EPCI close up, one of them set apart when the page is about it. */
export function CloseUp(props: {
  readonly atlas: Atlas
  readonly epciCode: string
  readonly title: string
  readonly here?: string
}) {
  const { atlas, epciCode, title, here } = props
  return (
    <PlaceMap
      drawing={atlas.drawings().closeUp(epciCode)}
      title={title}
      labelOf={(code) => atlas.communeByCode.get(code)!.name}
      here={here}
    />
  )
}

function PlaceMap(props: {
  readonly drawing: Drawing
  readonly title: string
  readonly labelOf: (code: string) => string
  readonly here?: string | undefined
}) {
  const { drawing, title, labelOf, here } = props
  const shapes = drawing.shapes.map(
    ({ code, path, tint }): MapShape => ({ label: labelOf(code), path, tint, isHere: code === here }),
  )
  return <TerritoryMap title={title} width={drawing.width} height={drawing.height} shapes={shapes} />
}

/** Names that lead to their pages. */
export function Places({ places }: { readonly places: readonly { readonly code: string; readonly name: string }[] }) {
  return (
    <ul class="places">
      {places.map((place) => (
        <li>
          <a href={`/territoire/${slugOf(place)}`}>{place.name}</a>
        </li>
      ))}
    </ul>
  )
}

export function sourceOf({ producer, vintage, url, licence }: DataSource): Omit<Source, 'status'> {
  return { producer, date: vintage, url: url ?? undefined, licence: licence ?? undefined }
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`
}
