import { DeskPage } from '#ui/desk'
import { Form, type FormState, SelectField, SubmitRow } from '#ui/form'
import { formatCount, formatDay } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { EmptyState, Notice } from '#ui/message'
import { DataTable } from '#ui/table'
import type { AimEntry } from '../model.ts'
import { keyOf, type Thing, type ThingKind } from '../store/index.ts'
import type { Shell } from './forms.tsx'
import { DESK } from './submitting.ts'

const TAGS = `${DESK}/etiquettes`

export type TaggedThings = readonly { readonly thing: Thing; readonly aims: readonly string[] }[]

/** What is shown of what may be tagged. */
export type Narrowing = { readonly year: number; readonly kind: ThingKind | undefined }

type TagsProps = Shell & {
  readonly kinds: readonly ThingKind[]
  readonly aims: readonly AimEntry[]
  readonly narrowing: Narrowing
  readonly shown: TaggedThings
  readonly total: number
  readonly untagged: number
  readonly chosen: readonly string[]
  readonly state: FormState
  readonly taggedCount: number | undefined
}

/** `/agents/politique/etiquettes`: things of a year, those nobody tagged first; one aim for several at once. */
export function TagsPage(props: TagsProps) {
  const { site, desk, kinds, narrowing, shown, total, untagged } = props
  const { year } = narrowing
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Rattacher aux orientations"
      description="Dire à quelle orientation servent les événements, les décisions, les reconnaissances."
      current={TAGS}
      publicFace={{ label: 'Voir les bilans', href: '/politique/bilan' }}
    >
      <PageHeader
        title="Rattacher aux orientations"
        lead="Ce qui est rattaché ici entre de lui-même dans le bilan de l’année."
      />
      {props.taggedCount !== undefined && (
        <Notice kind="success" title={`C’est fait pour ${formatCount(props.taggedCount, 'ligne', 'lignes')}.`} />
      )}
      <Narrow kinds={kinds} narrowing={narrowing} />
      <Section
        id="choisir"
        title={`${year} : ${formatCount(untagged, 'à rattacher', 'à rattacher')} sur ${total}`}
        lead="Ce qui n’est rattaché à rien vient en premier."
      >
        {shown.length === 0 ? (
          <EmptyState title="Rien de public n’a de date cette année-là.">
            <p>Choisissez une autre année ou une autre sorte de choses.</p>
          </EmptyState>
        ) : (
          <TagForm {...props} />
        )}
      </Section>
    </DeskPage>
  )
}

function Narrow({ kinds, narrowing }: Pick<TagsProps, 'kinds' | 'narrowing'>) {
  const { year, kind } = narrowing
  return (
    <>
      <nav class="orders" aria-label="Année">
        <ul>
          {[year + 1, year, year - 1].map((each) => (
            <li>
              <a href={addressOf({ ...narrowing, year: each })} aria-current={each === year ? 'true' : undefined}>
                {each}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <nav class="orders" aria-label="Quoi rattacher">
        <ul>
          {[undefined, ...kinds].map((each) => (
            <li>
              <a
                href={addressOf({ ...narrowing, kind: each })}
                aria-current={kind?.module === each?.module && kind?.kind === each?.kind ? 'true' : undefined}
              >
                {each === undefined ? 'Tout' : each.label}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </>
  )
}

function TagForm(props: TagsProps) {
  const { keys, aims, narrowing, shown, total, chosen, state } = props
  const { year, kind } = narrowing
  return (
    <Form
      action={TAGS}
      keys={keys}
      state={state}
      keep={{ annee: String(year), genre: kind === undefined ? '' : `${kind.module}/${kind.kind}` }}
    >
      <ThingTable shown={shown} aims={aims} chosen={chosen} />
      {total > shown.length && (
        <p>Seules les {shown.length} premières lignes sont montrées : rattachez-les, et les suivantes viendront.</p>
      )}
      <SelectField
        name="but"
        label="Rattacher à"
        state={state}
        empty="Choisir une ambition, une orientation ou une action"
        options={aims.map(({ kind: level, slug, title }) => ({ value: slug, label: `${INDENT[level]}${title}` }))}
      />
      <SubmitRow
        label="Rattacher ce qui est coché"
        others={[{ label: 'Détacher ce qui est coché', name: 'geste', value: 'detacher' }]}
      />
    </Form>
  )
}

function ThingTable(props: {
  readonly shown: TaggedThings
  readonly aims: readonly AimEntry[]
  readonly chosen: readonly string[]
}) {
  const titleOf = (slug: string) => props.aims.find((aim) => aim.slug === slug)?.title ?? slug
  return (
    <DataTable
      caption="Ce qui peut être rattaché"
      captionHidden
      rows={props.shown}
      selection={{
        name: 'chose',
        keyOf: ({ thing }) => keyOf(thing),
        labelOf: ({ thing }) => `Choisir ${thing.title}`,
        chosen: props.chosen,
      }}
      columns={[
        { header: 'Quoi', namesRow: true, cell: ({ thing }) => <a href={thing.href}>{thing.title}</a> },
        { header: 'Sorte', cell: ({ thing }) => thing.kindLabel },
        { header: 'Jour', cell: ({ thing }) => formatDay(thing.day) },
        { header: 'Rattaché à', cell: ({ aims }) => aims.map(titleOf).join(', ') || 'rien' },
      ]}
    />
  )
}

/** Where a choice of things is: it can be shared. */
export function addressOf({ year, kind }: Pick<Narrowing, 'year' | 'kind'>): string {
  const genre = kind === undefined ? '' : `&genre=${kind.module}/${kind.kind}`
  return `${TAGS}?annee=${year}${genre}`
}

const INDENT: Readonly<Record<AimEntry['kind'], string>> = { ambition: '', orientation: '– ', action: '– – ' }
