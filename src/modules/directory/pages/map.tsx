import { ButtonLink } from '#ui/action'
import { formatCount } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { EmptyState } from '#ui/message'
import { Page, type SiteFrame } from '#ui/page'
import { type Asked, addressOf } from '../asked.ts'
import { type Atlas, geographyOf } from '../map/index.ts'
import type { Counts } from '../narrowing.ts'
import { type Circle, StructureMap } from './circles.tsx'
import { DirectoryFilters, NearField, QuestionField } from './filters.tsx'
import { DIRECTORY, TRAIL } from './list.tsx'
import { PointMap } from './point-map.tsx'

export type MapProps = {
  readonly site: SiteFrame
  readonly asked: Asked
  readonly atlas: Atlas
  readonly counts: Counts
  readonly byCommune: ReadonlyMap<string, number>
}

/** `/carte`: where the structures are. One group of communes chosen, its communes are close up. */
export function MapPage(props: MapProps) {
  const { site, asked, atlas, counts } = props
  const epci = atlas.epciByCode.get(asked.fields.epci)
  const title = epci ? `La carte de l’ESS : ${epci.name}` : 'La carte de l’ESS'
  return (
    <Page
      site={site}
      path="/carte"
      canonical={site.url === undefined ? undefined : `${site.url}${addressOf('/carte', asked.fields)}`}
      title={title}
      description={`Où sont les structures de l’économie sociale et solidaire du territoire ${site.territoryName}.`}
      current={DIRECTORY.href}
      trail={epci ? [...TRAIL, DIRECTORY, { label: 'La carte de l’ESS', href: '/carte' }] : [...TRAIL, DIRECTORY]}
      unlisted={asked.fields.q !== ''}
      scripts={['commune-picker', 'map']}
    >
      <PageHeader
        kicker={site.territoryName}
        title={title}
        lead="Un cercle par commune : plus il est grand, plus il y a de structures. La liste dit la même chose."
      />
      <div class="directory-ask">
        <QuestionField path="/carte" fields={asked.fields} />
        <NearField path="/annuaire" asked={asked} />
      </div>
      <Section
        id="carte"
        title="Où elles sont"
        lead={asked.active.length > 0 ? undefined : formatCount(counts.total, 'structure', 'structures')}
      >
        <DirectoryFilters path="/carte" {...{ asked, counts, atlas }} />
        <Drawn {...props} />
      </Section>
    </Page>
  )
}

function Drawn(props: MapProps) {
  const { asked, atlas } = props
  const epci = atlas.epciByCode.get(asked.fields.epci)
  const circles = epci ? circlesOfEpci(props, epci.code) : circlesOfTerritory(props)
  if (circles.length === 0) {
    return (
      <EmptyState title="Aucune structure ne répond." action={{ label: 'Tout voir', href: '/carte' }}>
        <p>Enlevez un filtre ou un mot pour voir plus large.</p>
      </EmptyState>
    )
  }
  // Over the whole territory the circles tell the communes: their borders would weigh more than all the rest.
  const { width, height, shapes } = epci ? geographyOf(atlas).closeUp(epci.code) : atlas.drawings().light
  return (
    <div class="map-wide">
      <div class="map-frame">
        <div id="carte-dessinee">
          <StructureMap
            title="Carte : choisir une commune"
            width={width}
            height={height}
            outlines={shapes}
            circles={circles}
            words={wordsFor}
          />
        </div>
        <PointMap {...props} />
        <p class="source">
          Structures : calculé ici, d’après les sources dites sur la page de chacune. Contours :{' '}
          {atlas.sources.shapes.producer}, {atlas.sources.shapes.vintage}.
        </p>
      </div>
      <div>
        <div id="dans-la-vue" hidden />
        <div id="listes-des-lieux">
          <Beside {...props} circles={circles} isWhole={epci === undefined} />
        </div>
      </div>
    </div>
  )
}

// In step with the circles: the largest first. Over the whole territory the groups come before, to come closer.
function Beside({
  asked,
  atlas,
  circles,
  isWhole,
}: MapProps & { readonly circles: readonly Circle[]; readonly isWhole: boolean }) {
  const sorted = circles.toSorted((one, other) => other.count - one.count || (one.name < other.name ? -1 : 1))
  const groups = isWhole ? groupsOf(sorted, atlas) : []
  return (
    <>
      {isWhole && (
        <>
          <h3 id="groupements">Par groupement de communes</h3>
          <PlaceList
            places={groups.map(({ code, name, count }) => ({
              name,
              count,
              href: addressOf('/carte', asked.fields, { epci: code }),
            }))}
          />
        </>
      )}
      <h3 id="communes">Par commune</h3>
      <PlaceList places={isWhole ? sorted.slice(0, FIRST) : sorted} />
      {isWhole && sorted.length > FIRST && (
        <p class="hint">
          Les {FIRST} communes qui en ont le plus, sur {sorted.length}. Choisissez un groupement pour voir toutes les
          siennes.
        </p>
      )}
      <p>
        <ButtonLink href={addressOf('/annuaire', asked.fields)} weight="quiet">
          Voir les structures en liste
        </ButtonLink>
      </p>
    </>
  )
}

const FIRST = 20

type Listed = { readonly name: string; readonly href: string; readonly count: number }

function PlaceList({ places }: { readonly places: readonly Listed[] }) {
  return (
    <ul class="directory-counts">
      {places.map(({ name, href, count }) => (
        <li>
          <a href={href}>{name}</a> <span>{wordsFor(count)}</span>
        </li>
      ))}
    </ul>
  )
}

function wordsFor(count: number): string {
  return formatCount(count, 'structure', 'structures')
}

function circlesOfTerritory({ atlas, asked, byCommune }: MapProps): readonly Circle[] {
  const { centreOf } = geographyOf(atlas)
  return [...byCommune].flatMap(([code, count]) => {
    const centre = centreOf(code)
    return centre ? [circleOf({ atlas, asked, code, count, centre: rounded(centre) })] : []
  })
}

function circlesOfEpci({ atlas, asked, byCommune }: MapProps, epciCode: string): readonly Circle[] {
  return geographyOf(atlas)
    .closeUp(epciCode)
    .shapes.flatMap(({ code, centre }) => {
      const count = byCommune.get(code)
      return count === undefined ? [] : [circleOf({ atlas, asked, code, count, centre })]
    })
}

function circleOf(told: {
  readonly atlas: Atlas
  readonly asked: Asked
  readonly code: string
  readonly count: number
  readonly centre: readonly [number, number]
}): Circle {
  const { atlas, asked, code, count, centre } = told
  const name = atlas.communeByCode.get(code)?.name ?? code
  return { code, name, count, centre, href: addressOf('/annuaire', asked.fields, { commune: code, epci: '' }) }
}

function rounded([x, y]: readonly [number, number]): readonly [number, number] {
  return [Math.round(x), Math.round(y)]
}

function groupsOf(circles: readonly Circle[], atlas: Atlas) {
  const counts = new Map<string, number>()
  for (const { code, count } of circles) {
    const group = atlas.communeByCode.get(code)?.epciCode
    if (group) counts.set(group, (counts.get(group) ?? 0) + count)
  }
  return [...counts]
    .map(([code, count]) => ({ code, count, name: atlas.epciByCode.get(code)?.name ?? code }))
    .toSorted((one, other) => other.count - one.count)
}
