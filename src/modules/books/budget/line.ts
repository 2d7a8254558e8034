import type { Cents } from '#kernel/money'

/** Fonctionnement or investissement. */
export type Section = 'F' | 'I'
export type Direction = 'expense' | 'receipt'
/** Of the ESS alone, or of another policy that serves it. The two are never added together silently. */
export type Perimeter = 'dedicated' | 'transversal'

/** One line of the budget of a year: by nature (chapter, article) and by function, as M57 asks. */
export type BudgetLine = {
  readonly id: string
  readonly year: number
  /** The same from one year to the next, as « F-65748-61 ». */
  readonly code: string
  readonly section: Section
  readonly direction: Direction
  readonly chapter: string
  /** Article, by nature. */
  readonly nature: string
  readonly function: string
  readonly label: string
  readonly perimeter: Perimeter
  readonly isFictitious: boolean
}

/** What became of the credits of an expense line. Each amount holds the next ones: what is paid was mandated before. */
export type LineExecution = {
  /** Credits open: BP, BS, DM and moves together. */
  readonly openedCents: Cents
  readonly engagedCents: Cents
  readonly liquidatedCents: Cents
  readonly mandatedCents: Cents
  readonly paidCents: Cents
  /** Carried over to the next year: opened here, spent there. */
  readonly carriedCents: Cents
  /** Opened, not engaged and not carried. */
  readonly availableCents: Cents
}

/** What became of a receipt line. */
export type ReceiptExecution = {
  /** Forecast: a receipt may be more. */
  readonly forecastCents: Cents
  /** Titres de recette issued. */
  readonly issuedCents: Cents
  readonly collectedCents: Cents
}

export type ExecutedLine = BudgetLine & {
  readonly execution: LineExecution
  readonly receipts: ReceiptExecution
}

export type BudgetYear = {
  readonly year: number
  readonly nomenclatureId: string
  /** Account of the ledger where credits come from. */
  readonly sourceAccount: string
  /** Set with the CFU. */
  readonly closedAt: Date | null
}

export const SECTION_WORDS: Readonly<Record<Section, string>> = { F: 'Fonctionnement', I: 'Investissement' }
export const DIRECTION_WORDS: Readonly<Record<Direction, string>> = { expense: 'Dépense', receipt: 'Recette' }
export const PERIMETER_WORDS: Readonly<Record<Perimeter, string>> = {
  dedicated: 'dédié à l’ESS',
  transversal: 'transversal',
}
