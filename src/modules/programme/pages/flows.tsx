import { cents } from '#kernel/money'
import { ChartWithTable } from '#ui/chart'
import { type FlowBand, FlowChart, type FlowColumn } from '#ui/flow-chart'
import { Section } from '#ui/heading'
import { EmptyState } from '#ui/message'
import { DataTable } from '#ui/table'
import { listActions, type Programme } from '../model.ts'
import { linesOf, type Money, type MoneyLine, PERIMETERS, type Perimeter } from '../money.ts'
import { PERIMETER_WORDS } from '../sentences.ts'
import { writtenCents } from '../words.ts'
import { LineLink, MoneySource } from './money.tsx'
import type { Followed } from './side-by-side.tsx'

/** One way of the money: what a line paid for an action, at a place. */
export type Flow = {
  readonly line: MoneyLine
  readonly action: { readonly slug: string; readonly title: string }
  /** Null: the place is not known. */
  readonly place: string | null
  readonly paidCents: bigint
}

/** What each line of a perimeter paid for its action, place by place, in the order of the programme. */
export function flowsOf(programme: Programme, money: Money, perimeter: Perimeter): readonly Flow[] {
  return listActions(programme).flatMap(({ action }) =>
    linesOf(action, money)
      .filter((line) => line.perimeter === perimeter)
      .flatMap((line) => {
        const placed = money.paidAt.filter(({ code, paidCents }) => code === line.code && paidCents > 0n)
        const told = placed.reduce((sum, { paidCents }) => sum + paidCents, 0n)
        const rest = line.paidCents - told
        const ways = [...placed, ...(rest > 0n ? [{ place: null, paidCents: rest }] : [])]
        return ways.map(({ place, paidCents }) => ({ line, action, place, paidCents }))
      }),
  )
}

/** Where the money goes: one drawing for each perimeter, its table beside. */
export function FlowSection({ programme, followed }: { readonly programme: Programme; readonly followed: Followed }) {
  const { money, placeNames } = followed
  const drawn = PERIMETERS.map((perimeter) => ({ perimeter, flows: flowsOf(programme, money, perimeter) })).filter(
    ({ flows }) => flows.length > 0,
  )
  return (
    <Section
      id="argent"
      title="Où va l’argent ?"
      lead={`Ce qui a été payé en ${money.year} : des lignes de budget aux actions, puis aux lieux.`}
    >
      {drawn.length === 0 ? (
        <EmptyState title={`Aucun paiement de ${money.year} n’est encore rattaché à une action.`}>
          <p>Dès le premier, vous verrez ici de quelle ligne il vient, quelle action il sert, et où il va.</p>
        </EmptyState>
      ) : (
        drawn.map(({ perimeter, flows }) => (
          <ChartWithTable
            chart={
              <Drawing
                flows={flows}
                title={`${PERIMETER_WORDS[perimeter]}, payé en ${money.year}`}
                names={placeNames}
              />
            }
            table={
              <FlowTable
                flows={flows}
                caption={`${PERIMETER_WORDS[perimeter]}, payé en ${money.year}`}
                names={placeNames}
              />
            }
          />
        ))
      )}
      {drawn.length > 0 && <MoneySource money={money} />}
      <p class="source">Les projets s’ajouteront entre les actions et les lieux quand ils seront suivis ici.</p>
    </Section>
  )
}

type Drawn = { readonly flows: readonly Flow[]; readonly names: ReadonlyMap<string, string> }

function Drawing({ flows, names, title }: Drawn & { readonly title: string }) {
  const columns = columnsOf(flows, names)
  const [money, actions, places] = columns.map(({ nodes }) => nodes.length)
  return (
    <FlowChart
      title={title}
      description={`De ${money} lignes de budget vers ${actions} actions, puis vers ${places} lieux : tous les montants sont dans le tableau.`}
      columns={columns}
      bands={bandsOf(flows)}
    />
  )
}

function columnsOf(flows: readonly Flow[], names: ReadonlyMap<string, string>): readonly FlowColumn[] {
  const totals = (keyOf: (flow: Flow) => string) => {
    const sums = new Map<string, { readonly flow: Flow; readonly sum: bigint }>()
    for (const flow of flows) {
      const key = keyOf(flow)
      sums.set(key, { flow, sum: (sums.get(key)?.sum ?? 0n) + flow.paidCents })
    }
    return [...sums].map(([id, { flow, sum }], rank) => ({
      id,
      flow,
      display: writtenCents(cents(sum)),
      rank: rank + 1,
    }))
  }
  return [
    {
      title: 'Lignes de budget',
      nodes: totals(lineId).map(({ id, flow, display, rank }) => ({
        ...{ id, display, mark: `L${rank}`, label: flow.line.label },
        href: `/budget/lignes/${flow.line.code}`,
      })),
    },
    {
      title: 'Actions',
      nodes: totals(actionId).map(({ id, flow, display, rank }) => ({
        ...{ id, display, mark: `A${rank}`, label: flow.action.title },
        href: `/politique/actions/${flow.action.slug}`,
      })),
    },
    {
      title: 'Lieux, par le siège de qui est payé',
      nodes: totals(placeId).map(({ id, flow, display, rank }) => ({
        ...{ id, display, mark: `T${rank}`, label: placeName(flow.place, names) },
      })),
    },
  ]
}

function bandsOf(flows: readonly Flow[]): readonly FlowBand[] {
  const bands = new Map<string, FlowBand>()
  const add = (from: string, to: string, value: number) => {
    const key = `${from} ${to}`
    bands.set(key, { from, to, value: (bands.get(key)?.value ?? 0) + value })
  }
  for (const flow of flows) {
    // Only thicknesses come from it: the figures people read are exact.
    const value = Number(flow.paidCents)
    add(lineId(flow), actionId(flow), value)
    add(actionId(flow), placeId(flow), value)
  }
  return [...bands.values()]
}

const lineId = ({ line }: Flow) => `ligne:${line.code}`
const actionId = ({ action }: Flow) => `action:${action.slug}`
const placeId = ({ place }: Flow) => `lieu:${place ?? ''}`

function FlowTable({ flows, names, caption }: Drawn & { readonly caption: string }) {
  return (
    <DataTable
      caption={caption}
      rows={flows}
      columns={[
        { header: 'Ligne', namesRow: true, cell: ({ line }) => <LineLink line={line} /> },
        { header: 'Action', cell: ({ action }) => <a href={`/politique/actions/${action.slug}`}>{action.title}</a> },
        { header: 'Lieu', cell: ({ place }) => placeName(place, names) },
        { header: 'Payé', align: 'end', cell: ({ paidCents }) => writtenCents(cents(paidCents)) },
      ]}
    />
  )
}

function placeName(place: string | null, names: ReadonlyMap<string, string>): string {
  return place === null ? 'Lieu non connu ici' : (names.get(place) ?? place)
}
