import { Badge } from '#ui/badge'
import { BudgetStrip } from '#ui/budget-strip'
import { BarChart, ChartWithTable } from '#ui/chart'
import { StatList } from '#ui/figure'
import { formatCount, formatInteger, formatShare } from '#ui/format'
import { DataTable } from '#ui/table'
import type { Poll } from '../model.ts'
import type { Outcome } from './outcome.ts'
import { amountOf } from './words.ts'

export function Bought({ poll, outcome }: { readonly poll: Poll; readonly outcome: Outcome }) {
  const byCost = [...outcome.winners].sort((a, b) =>
    a.option.cost === b.option.cost ? 0 : a.option.cost < b.option.cost ? 1 : -1,
  )
  const named = Math.min(byCost.length, 6)
  const rest = byCost.slice(named)
  const left = poll.budget - outcome.cost
  return (
    <>
      <StatList
        stats={[
          { label: 'Budget', value: amountOf(poll, poll.budget) },
          {
            label: 'Dépensé',
            value: amountOf(poll, outcome.cost),
            hint: `${formatShare(outcome.cost, poll.budget)} du budget`,
          },
          { label: 'Reste', value: amountOf(poll, left) },
        ]}
      />
      <BudgetStrip
        title="Le budget, projet par projet"
        description={`${formatCount(byCost.length, 'projet', 'projets')} pour ${amountOf(poll, outcome.cost)}, reste ${amountOf(poll, left)}. Le tableau des projets financés donne chaque coût.`}
        budget={poll.budget}
        parts={byCost.map(({ option }) => ({
          label: option.name,
          amount: option.cost,
          display: amountOf(poll, option.cost),
        }))}
        named={named}
        others={
          rest.length > 0
            ? {
                label: formatCount(rest.length, 'autre projet', 'autres projets'),
                display: amountOf(
                  poll,
                  rest.reduce((sum, { option }) => sum + option.cost, 0n),
                ),
              }
            : undefined
        }
        remainder={{ label: 'Reste', display: amountOf(poll, left) }}
      />
    </>
  )
}

export function Votes({ poll, outcome }: { readonly poll: Poll; readonly outcome: Outcome }) {
  const all = [...outcome.winners, ...outcome.losers].sort((a, b) => b.option.voteCount - a.option.voteCount)
  const won = new Set(outcome.winners.map(({ option }) => option.code))
  const shown = all.slice(0, BARS)
  return (
    <ChartWithTable
      chart={
        <BarChart
          title={
            all.length > BARS
              ? `Nombre de personnes qui ont choisi chaque projet : les ${BARS} premiers`
              : 'Nombre de personnes qui ont choisi chaque projet'
          }
          description={`De ${formatInteger(all[0]?.option.voteCount ?? 0)} à ${formatInteger(all.at(-1)?.option.voteCount ?? 0)} personnes. Le tableau donne chaque nombre.`}
          legend={{ won: 'Financé', lost: 'Non financé' }}
          bars={shown.map(({ option }) => ({
            label: option.name,
            value: option.voteCount,
            display: formatInteger(option.voteCount),
            kind: won.has(option.code) ? 'won' : 'lost',
          }))}
        />
      }
      table={
        <DataTable
          caption="Personnes qui ont choisi chaque projet"
          rows={all}
          stateOf={({ option }) => (won.has(option.code) ? 'won' : undefined)}
          columns={[
            { header: 'Projet', namesRow: true, cell: ({ option }) => option.name },
            { header: 'Choisi par', align: 'end', cell: ({ option }) => formatInteger(option.voteCount) },
            {
              header: 'Part des votants',
              align: 'end',
              cell: ({ option }) => formatShare(option.voteCount, Math.max(poll.voterCount, 1)),
            },
            { header: 'Résultat', cell: ({ option }) => <Badge kind={won.has(option.code) ? 'won' : 'not-funded'} /> },
          ]}
        />
      }
    />
  )
}

// A chart longer than a screen or two is no longer a picture; the table under it holds every project.
const BARS = 30
