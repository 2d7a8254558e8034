import { Badge } from '#ui/badge'
import { BarChart, ChartWithTable } from '#ui/chart'
import { DataTable } from '#ui/table'
import { type Money, type MoneyLine, PERIMETERS, sumsOf } from '../money.ts'
import { PERIMETER_WORDS } from '../sentences.ts'
import { writtenCents } from '../words.ts'

/** The lines of an action or of an orientation: open, engaged, paid, each perimeter in a table of its own. */
export function MoneyTables(props: { readonly lines: readonly MoneyLine[]; readonly year: number }) {
  const { lines, year } = props
  const shown = PERIMETERS.filter((perimeter) => sumsOf(lines, perimeter) !== undefined)
  return (
    <>
      {shown.map((perimeter) => {
        const kept = lines.filter((line) => line.perimeter === perimeter)
        const sums = sumsOf(lines, perimeter)!
        return (
          <ChartWithTable
            chart={
              <BarChart
                title={`${PERIMETER_WORDS[perimeter]}, ${year}`}
                description={`Ouvert : ${writtenCents(sums.openedCents)}. Engagé : ${writtenCents(sums.engagedCents)}. Payé : ${writtenCents(sums.paidCents)}.`}
                bars={[
                  { label: 'Ouvert', value: Number(sums.openedCents), display: writtenCents(sums.openedCents) },
                  { label: 'Engagé', value: Number(sums.engagedCents), display: writtenCents(sums.engagedCents) },
                  { label: 'Payé', value: Number(sums.paidCents), display: writtenCents(sums.paidCents), kind: 'won' },
                ]}
              />
            }
            table={<LineTable lines={kept} caption={`${PERIMETER_WORDS[perimeter]}, ligne par ligne, ${year}`} />}
          />
        )
      })}
      {shown.length > 1 && (
        <p class="source">
          Les deux périmètres ne s’additionnent pas : le budget dédié est celui de la mission, l’autre est celui
          d’autres politiques qui servent aussi l’ESS.
        </p>
      )}
    </>
  )
}

function LineTable({ lines, caption }: { readonly lines: readonly MoneyLine[]; readonly caption: string }) {
  return (
    <DataTable
      caption={caption}
      rows={lines}
      columns={[
        { header: 'Ligne', namesRow: true, cell: (line) => <LineLink line={line} /> },
        { header: 'Ouvert', align: 'end', cell: ({ openedCents }) => writtenCents(openedCents) },
        { header: 'Engagé', align: 'end', cell: ({ engagedCents }) => writtenCents(engagedCents) },
        { header: 'Payé', align: 'end', cell: ({ paidCents }) => writtenCents(paidCents) },
      ]}
    />
  )
}

/** A budget line by its name, leading to its payments. */
export function LineLink({ line }: { readonly line: Pick<MoneyLine, 'code' | 'label' | 'isFictitious'> }) {
  return (
    <>
      <a href={`/budget/lignes/${line.code}`}>{line.label}</a> <code>{line.code}</code>{' '}
      {line.isFictitious && <Badge kind="fictitious" />}
    </>
  )
}

/** Where the figures of money come from. */
export function MoneySource({ money }: { readonly money: Money }) {
  return (
    <p class="source">
      Chiffre calculé ici. Source : journal de suivi du budget {money.year}, qui ne remplace pas la comptabilité tenue
      par le comptable public.
      {money.lines.some(({ isFictitious }) => isFictitious) && ' Données inventées pour la démonstration.'}
    </p>
  )
}
