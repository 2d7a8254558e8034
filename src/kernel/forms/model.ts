import type { Cents } from '#kernel/money'

/** A form that agents compose: what a call for projects asks. Frozen by version once it is live. */
export type FormDefinition = {
  /** 1 for the first; each change of a live form makes the next. */
  readonly version: number
  readonly sections: readonly FormSection[]
}

/** One page of the form. */
export type FormSection = {
  /** Stays the same through versions: answers are kept under it. */
  readonly id: string
  readonly title: string
  /** Shown on top; empty: nothing. */
  readonly intro: string
  /** Absent: always asked. */
  readonly when?: Condition
  /** Present: asked several times, once for each « noun » (a partner, an action). */
  readonly repeats?: Repetition
  readonly fields: readonly FormField[]
}

export type Repetition = { readonly noun: string; readonly minimum: number; readonly maximum: number }

/** One question. */
export type FormField = {
  /** Stays the same through versions and is never given to another question. Unique in the whole form. */
  readonly id: string
  readonly label: string
  /** Said under the label; empty: nothing. */
  readonly help: string
  readonly isRequired: boolean
  readonly when?: Condition
  /** Asked of an organisation once (« dites-le-nous une fois »): kept under this name, proposed again in its next dossiers. */
  readonly once?: string
} & FieldKind

export type FieldKind =
  | { readonly kind: 'text'; readonly most: number }
  | { readonly kind: 'long-text'; readonly least: number; readonly most: number }
  | { readonly kind: 'number'; readonly minimum: number; readonly maximum: number; readonly unit: string }
  /** In cents, both included. */
  | { readonly kind: 'money'; readonly minimum: Cents; readonly maximum: Cents }
  /** Days `YYYY-MM-DD`, both included; null: no limit. */
  | { readonly kind: 'date'; readonly earliest: string | null; readonly latest: string | null }
  | { readonly kind: 'choice'; readonly choices: readonly Choice[] }
  | { readonly kind: 'choices'; readonly choices: readonly Choice[]; readonly most: number }
  | { readonly kind: 'commune' }
  /** SIRET, SIREN or RNA, as the directory reads them. */
  | { readonly kind: 'organisation' }
  | { readonly kind: 'iban' }
  | { readonly kind: 'email' }
  | { readonly kind: 'telephone' }
  /** What is spent and what pays it, line by line: both totals must be the same. */
  | { readonly kind: 'budget'; readonly expenses: readonly Choice[]; readonly receipts: readonly Choice[] }
  | { readonly kind: 'files'; readonly most: number }
  /** A sentence one agrees to. */
  | { readonly kind: 'attestation'; readonly sentence: string }

/** `code` is kept; `label` may be reworded by a later version. */
export type Choice = { readonly code: string; readonly label: string }

/**
 * When something is asked. It looks only at questions that come before, of the same entry or of a section that does not
 * repeat: reading a form from top to bottom settles every condition.
 */
export type Condition =
  | { readonly is: 'answered'; readonly field: string }
  | { readonly is: 'one-of'; readonly field: string; readonly codes: readonly string[] }
  | { readonly is: 'at-least'; readonly field: string; readonly value: number }
  | { readonly is: 'not'; readonly of: Condition }
  | { readonly is: 'all'; readonly of: readonly Condition[] }
  | { readonly is: 'any'; readonly of: readonly Condition[] }

/** What was written, as it was written: a draft keeps what cannot be read yet. Several texts: choices, files, lines of a budget. */
export type Written = Readonly<Record<string, readonly string[]>>

/** Everything written in a form: by section, one entry, or several where the section repeats. */
export type Answers = Readonly<Record<string, readonly Entry[]>>

export type Entry = {
  /** Tells entries apart when one is added or taken away. */
  readonly key: string
  readonly written: Written
}

/** One answer, read. */
export type Answer =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'money'; readonly cents: Cents }
  | { readonly kind: 'date'; readonly day: string }
  | { readonly kind: 'codes'; readonly codes: readonly string[] }
  | { readonly kind: 'budget'; readonly budget: BudgetTable }
  | { readonly kind: 'agreed' }

export type BudgetTable = {
  readonly expenses: readonly BudgetLine[]
  readonly receipts: readonly BudgetLine[]
  /** The same on both sides. */
  readonly total: Cents
}
export type BudgetLine = { readonly code: string; readonly cents: Cents }
