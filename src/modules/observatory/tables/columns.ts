import { FAMILIES } from '../families.ts'
import { type Amount, type Cell, exactly, type Heading, type Place, ratioOf, type Whole } from '../model.ts'
import { SIZES } from '../sizes.ts'
import { shareOf, wholeOf } from './counts.ts'

/** A column of several tables: its heading, and what it says of a cell. */
export type Column = Heading & {
  readonly unit: string
  readonly amount: (cell: Cell, whole: Whole | undefined, place: Place) => Amount
}

/** Establishments, employers, structures, jobs: what is said of any cell. */
export const COUNTED: readonly Column[] = [
  {
    id: 'etablissements',
    label: 'Établissements de l’ESS',
    unit: 'établissements',
    amount: (cell) => exactly(cell.establishments),
  },
  {
    id: 'employeurs',
    label: 'dont employeurs',
    unit: 'établissements',
    note: 'Au moins un salarié au 31 décembre.',
    amount: (cell) => exactly(cell.employers),
  },
  { id: 'structures', label: 'Structures', unit: 'structures', amount: (cell) => exactly(cell.structures) },
  {
    id: 'emplois',
    label: 'Emplois salariés',
    unit: 'emplois',
    note: 'Entre la somme des plus petits et celle des plus grands effectifs de chaque tranche.',
    amount: (cell) => cell.jobs,
  },
]

/** What the ESS is a share of. */
export const SHARES: readonly Column[] = [
  {
    id: 'tous-etablissements',
    label: 'Tous les établissements',
    unit: 'établissements',
    amount: (_cell, whole) => wholeOf(whole, 'establishments'),
  },
  {
    id: 'part',
    label: 'Part de l’ESS',
    unit: '%',
    amount: (cell, whole) => shareOf(cell, whole, 'establishments'),
  },
  {
    id: 'tous-employeurs',
    label: 'Tous les établissements employeurs',
    unit: 'établissements',
    amount: (_cell, whole) => wholeOf(whole, 'employers'),
  },
  {
    id: 'part-employeurs',
    label: 'Part de l’ESS parmi les employeurs',
    unit: '%',
    amount: (cell, whole) => shareOf(cell, whole, 'employers'),
  },
]

/** Beside inhabitants. */
export const DENSITIES: readonly Column[] = [
  {
    id: 'habitants',
    label: 'Habitants',
    unit: 'habitants',
    amount: (_cell, _whole, place) => exactly(place.population),
  },
  {
    id: 'densite',
    label: 'Établissements pour 1 000 habitants',
    unit: 'pour 1 000 habitants',
    amount: (cell, _whole, place) => ratioOf(cell.establishments, place.population, 1000),
  },
  {
    id: 'densite-employeurs',
    label: 'Établissements employeurs pour 1 000 habitants',
    unit: 'pour 1 000 habitants',
    amount: (cell, _whole, place) => ratioOf(cell.employers, place.population, 1000),
  },
]

/** Everything that is said of a place. */
export const ALL_COLUMNS: readonly Column[] = [...COUNTED, ...SHARES, ...DENSITIES]

const TOTAL: Heading = { id: 'total', label: 'Ensemble', unit: 'établissements' }

export const FAMILY_COLUMNS: readonly Heading[] = [
  ...FAMILIES.map((family) => ({ ...family, unit: 'établissements' })),
  TOTAL,
]

export const SIZE_COLUMNS: readonly Heading[] = [
  ...SIZES.map(({ id, label }) => ({ id, label, unit: 'établissements' })),
  TOTAL,
]

/** Without what it counts. */
export function headingsOf(columns: readonly Column[]): readonly Heading[] {
  return columns.map(({ amount: _amount, ...heading }) => heading)
}
