import type { Contribution } from '#platform/context'
import { bookAlgorithms } from './contributes.algorithms.ts'
import { budgetPart } from './contributes.budget.ts'
import { ledgerPart } from './contributes.ledger.ts'
import { preparationPart } from './contributes.preparation.ts'
import { publicPart } from './contributes.public.ts'

const PARTS: readonly Partial<Contribution>[] = [budgetPart, preparationPart, publicPart, ledgerPart]

/** What the books give to the pages of others: each part of them its own, joined here. */
export const contribution: Contribution = {
  module: 'books',
  ...Object.assign({}, ...PARTS),
  algorithms: bookAlgorithms,
  checks: PARTS.flatMap(({ checks }) => checks ?? []),
  records: PARTS.flatMap(({ records }) => records ?? []),
  personalData: PARTS.flatMap(({ personalData }) => personalData ?? []),
  purges: PARTS.flatMap(({ purges }) => purges ?? []),
  acts: Object.assign({}, ...PARTS.map(({ acts }) => acts)),
  desk: {
    subject: 'Budget',
    navigation: PARTS.flatMap(({ desk }) => desk?.navigation ?? []),
    tasks: async (db, visitor, now) =>
      (await Promise.all(PARTS.map(({ desk }) => desk?.tasks?.(db, visitor, now) ?? []))).flat(),
  },
}
