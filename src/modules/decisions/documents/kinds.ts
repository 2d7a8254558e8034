import type { Role } from '#platform/sessions'

export const DOCUMENT_KINDS = ['decisions.report', 'decisions.deliberation', 'decisions.notification'] as const
/** What the house makes of a decision; each has its models and its own series of numbers. */
export type DocumentKindName = (typeof DOCUMENT_KINDS)[number]

type KindFacts = {
  readonly label: string
  /** Begins its numbers: « RAP-2026-0007 ». */
  readonly prefix: string
  /** What the button says. */
  readonly prepare: string
  /** One of the whole decision, or one for each beneficiary. */
  readonly about: 'decision' | 'line'
  /** Whether everybody may read it once the decision is published. */
  readonly isPublic: boolean
  /** Who signs it, in words the parapheur is told. */
  readonly signatory: { readonly role: Role; readonly words: string }
}

const PRESIDENT = { role: 'elected-member', words: 'Président ou élu délégataire' } as const

export const KIND_FACTS: Readonly<Record<DocumentKindName, KindFacts>> = {
  'decisions.report': {
    label: 'Rapport',
    prefix: 'RAP',
    prepare: 'Préparer le rapport',
    about: 'decision',
    isPublic: false,
    signatory: PRESIDENT,
  },
  'decisions.deliberation': {
    label: 'Délibération',
    prefix: 'DEL',
    prepare: 'Préparer la délibération',
    about: 'decision',
    isPublic: true,
    signatory: PRESIDENT,
  },
  'decisions.notification': {
    label: 'Notification',
    prefix: 'NOT',
    prepare: 'Préparer la notification',
    about: 'line',
    isPublic: false,
    signatory: PRESIDENT,
  },
}

export function readKind(text: string | undefined): DocumentKindName | undefined {
  return DOCUMENT_KINDS.find((kind) => kind === text)
}

/** « RAP-2026-0007 ». */
export function chronoOf(kind: DocumentKindName, year: number, number: number): string {
  return `${KIND_FACTS[kind].prefix}-${year}-${String(number).padStart(4, '0')}`
}
