import type { Cents } from '#kernel/money'

export const STAGE_KINDS = ['rob', 'bp', 'bs', 'dm', 'move'] as const
/** Rapport d’orientation, budget primitif, budget supplémentaire, décision modificative, virement between chapters. */
export type StageKind = (typeof STAGE_KINDS)[number]

/** What a decision opens. Nothing is open before the decision is exécutoire (CGCT L3131-1). */
export type BudgetStage = {
  readonly id: string
  readonly year: number
  readonly kind: StageKind
  /** DM 1, DM 2… */
  readonly number: number
  readonly title: string
  /** Where its amounts come from, when they are not our own proposal. */
  readonly source: string | null
  readonly proposedBy: string | null
  readonly openedAt: Date | null
  readonly amounts: readonly StageAmount[]
}

/** What a stage adds to a line; below zero, what it takes. */
export type StageAmount = { readonly lineId: string; readonly amountCents: Cents }

/** What the decision of a stage bears on. */
export function objectOfStage(id: string): string {
  return `budget-stage:${id}`
}

/** What the decision of the CFU of a year bears on. */
export function objectOfYear(year: number): string {
  return `budget-year:${year}`
}

/** Whether a decision on this object is a vote of the budget, which gives nothing to anybody. */
export function isOfBudget(object: string): boolean {
  return object.startsWith('budget-')
}

export const STAGE_WORDS: Readonly<Record<StageKind, string>> = {
  rob: 'Rapport d’orientation budgétaire',
  bp: 'Budget primitif',
  bs: 'Budget supplémentaire',
  dm: 'Décision modificative',
  move: 'Virement entre chapitres',
}
