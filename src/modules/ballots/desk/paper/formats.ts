/** How a ballot is printed: how many on a sheet of A4, and how large. */
export type BallotFormat = {
  readonly name: '4' | '2' | '1' | 'grand'
  readonly label: string
  readonly perSheet: 1 | 2 | 4
  readonly isLarge: boolean
  /** Options that fit; more take the next format. */
  readonly most: number
}

const FORMATS: readonly BallotFormat[] = [
  { name: '4', label: 'Quatre par feuille', perSheet: 4, isLarge: false, most: 9 },
  { name: '2', label: 'Deux par feuille', perSheet: 2, isLarge: false, most: 20 },
  { name: '1', label: 'Un par feuille', perSheet: 1, isLarge: false, most: 500 },
  { name: 'grand', label: 'En grands caractères', perSheet: 1, isLarge: true, most: 500 },
]

/** The formats that so many options fit in. */
export function formatsFor(optionCount: number): readonly BallotFormat[] {
  return FORMATS.filter(({ most }) => optionCount <= most)
}
