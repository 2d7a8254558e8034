import { fraction } from '#kernel/fraction'
import type { PayerClassClaim } from './model.ts'
import { textOf } from './text.ts'

/** One voter or several who paid the same for the same worth, in 1/`unit` of what `classesOf` is given. */
export type Payer = {
  readonly voters: number
  readonly worth: bigint
  readonly paid: bigint
  readonly emptied: boolean
}

/** Alike payers together, in the order of the specification: the dearest, then the largest stake, the emptied last. */
export function classesOf(payers: readonly Payer[], unit: bigint): readonly PayerClassClaim[] {
  const classes = new Map<string, Payer>()
  for (const payer of payers) {
    const key = `${payer.paid} ${payer.worth} ${payer.emptied}`
    classes.set(key, { ...payer, voters: payer.voters + (classes.get(key)?.voters ?? 0) })
  }
  return [...classes.values()]
    .sort((a, b) => Number(b.paid - a.paid) || Number(b.worth - a.worth) || Number(a.emptied) - Number(b.emptied))
    .map(({ voters, worth, paid, emptied }) => {
      return { voters, stake: String(worth), paid: textOf(fraction(paid, unit)), emptied }
    })
}
