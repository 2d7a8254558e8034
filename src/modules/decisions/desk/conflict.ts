import { conflictOf } from '#ui/conflict'
import type { Decision } from '../model.ts'
import { NATURE_WORDS } from '../sentences.ts'

type Fields = Readonly<Record<string, string>>

const LABELS = {
  nature: 'Acte préparé',
  seance: 'Séance',
  objet: 'Objet',
  base: 'Base légale',
  paiement: 'Ce qui est payé',
  matiere: 'Matière',
  exercice: 'Exercice budgétaire',
  decide: 'Ce qui est décidé, dans la plateforme',
} as const satisfies Fields

/** What the form of a report starts from: the report as it is. */
export function fieldsOf(decision: Decision): Fields {
  return {
    nature: decision.kind,
    seance: decision.meetingId ?? '',
    objet: decision.title,
    base: decision.legalBasis,
    paiement: decision.paymentNature,
    matiere: decision.subjectCode,
    exercice: decision.budgetYear === null ? '' : String(decision.budgetYear),
    decide: decision.object ?? '',
  }
}

const conflict = conflictOf(LABELS, (text = '') => text.replace(/\s+/g, ' ').trim())
export const { differencesOf, settled } = conflict

/** The texts that were not chosen, in words, as they are kept. */
export function unkept(sent: Fields, theirs: Fields): readonly { readonly label: string; readonly content: string }[] {
  return conflict.unkept(sent, theirs).map(({ name, label, content }) => ({
    label,
    content: (name === 'paiement' ? wordsOf(content) : content).slice(0, 500),
  }))
}

function wordsOf(nature: string): string {
  return Object.hasOwn(NATURE_WORDS, nature) ? NATURE_WORDS[nature as keyof typeof NATURE_WORDS] : nature
}
