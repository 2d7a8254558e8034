import type { Difference } from '#ui/conflict'
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

/** Fields that two people have written differently. */
export function differencesOf(mine: Fields, theirs: Fields): readonly Difference[] {
  return Object.entries(LABELS)
    .map(([name, label]) => ({ name, label, mine: plain(mine[name]), theirs: plain(theirs[name]) }))
    .filter((each) => each.mine !== each.theirs)
}

/** What was chosen between two texts: « garder-NAME » says whose stands. */
export function settled(sent: Fields, theirs: Fields): Fields {
  const kept = Object.keys(LABELS).filter((name) => sent[`garder-${name}`] === 'le-leur')
  return { ...sent, ...Object.fromEntries(kept.map((name) => [name, theirs[name] ?? ''])) }
}

/** The texts that were not chosen: they are kept beside. */
export function unkept(sent: Fields, theirs: Fields): readonly { readonly label: string; readonly content: string }[] {
  return Object.entries(LABELS).flatMap(([name, label]) => {
    const chosen = sent[`garder-${name}`]
    if (chosen === undefined) return []
    const content = plain(chosen === 'le-leur' ? sent[name] : theirs[name])
    return [{ label, content: (name === 'paiement' ? wordsOf(content) : content).slice(0, 500) }]
  })
}

function wordsOf(nature: string): string {
  return Object.hasOwn(NATURE_WORDS, nature) ? NATURE_WORDS[nature as keyof typeof NATURE_WORDS] : nature
}

function plain(text = ''): string {
  return text.replace(/\s+/g, ' ').trim()
}
