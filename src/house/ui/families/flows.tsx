import { FlowChart } from '#ui/flow-chart'
import type { Specimen } from '../specimen.tsx'

const EURO = '\u00a0€'

/** Money from column to column. */
export const FLOWS: Specimen = {
  id: 'flux',
  title: 'Des flux',
  lead: 'D’où l’argent part, par où il passe, où il arrive : chaque bande est aussi épaisse que ce qu’elle porte.',
  states: [
    {
      name: 'Deux lignes, deux actions, un lieu',
      sample: (
        <FlowChart
          title="Où va l’argent inventé"
          description="De deux lignes de budget vers deux actions, puis vers un lieu."
          columns={[
            {
              title: 'Lignes de budget',
              nodes: [
                { id: 'four', mark: 'L1', label: 'Fours à pain', display: `500${EURO}` },
                { id: 'mare', mark: 'L2', label: 'Mares et haies', display: `40${EURO}` },
              ],
            },
            {
              title: 'Actions',
              nodes: [
                { id: 'cuire', mark: 'A1', label: 'Cuire ensemble', href: '#flux', display: `500${EURO}` },
                { id: 'planter', mark: 'A2', label: 'Planter', href: '#flux', display: `40${EURO}` },
              ],
            },
            { title: 'Lieux', nodes: [{ id: 'bourg', mark: 'T1', label: 'Le Bourg', display: `540${EURO}` }] },
          ]}
          bands={[
            { from: 'four', to: 'cuire', value: 500 },
            { from: 'mare', to: 'planter', value: 40 },
            { from: 'cuire', to: 'bourg', value: 500 },
            { from: 'planter', to: 'bourg', value: 40 },
          ]}
        />
      ),
    },
  ],
}
