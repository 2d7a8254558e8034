import { ChartWithTable } from '#ui/chart'
import { formatCount, formatInstant, formatInteger } from '#ui/format'
import { Section } from '#ui/heading'
import { LineChart } from '#ui/line-chart'
import { DataTable } from '#ui/table'
import { regularTurnout, type Turnout } from '../../sealed/turnout.ts'

// One an hour over a day, one a day over three weeks.
const MOST_MOMENTS = 24

/** How many voted, by the hour as the log is shown: never by project, by place or by way of voting. */
export function TurnoutSection({ shown }: { readonly shown: readonly Turnout[] }) {
  const last = shown.at(-1)
  if (!last) return null
  const moments = regularTurnout(shown, MOST_MOMENTS)
  const voted = formatCount(last.voters, 'personne a voté', 'personnes ont voté')
  return (
    <Section id="participation" title="La participation" lead="Comptée toutes les heures, en ligne et sur papier.">
      <p>
        <strong>{voted}</strong>, au {formatInstant(last.at)}.
      </p>
      {moments.length > 1 && (
        <ChartWithTable
          chart={
            <LineChart
              title="Personnes qui ont voté"
              description={`${voted} au ${formatInstant(last.at)}.`}
              // People are whole: between two of them the axis says nothing.
              tick={(value) => (Number.isInteger(value) ? formatInteger(value) : '')}
              lines={[
                {
                  label: 'Personnes qui ont voté',
                  points: moments.map(({ at, voters }) => ({
                    label: formatInstant(at),
                    value: voters,
                    display: formatInteger(voters),
                  })),
                },
              ]}
            />
          }
          table={
            <DataTable
              caption="Personnes qui ont voté, heure par heure"
              captionHidden
              columns={[
                { header: 'Le', namesRow: true, cell: ({ at }) => formatInstant(at) },
                { header: 'Personnes', align: 'end', cell: ({ voters }) => formatInteger(voters) },
              ]}
              rows={shown.toReversed()}
            />
          }
        />
      )}
    </Section>
  )
}
