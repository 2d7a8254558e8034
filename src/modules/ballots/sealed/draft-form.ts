import { EVIDENCE_CLASSES, type EvidenceClass } from '#kernel/ballot'
import { dayIn, instantsOf, readTime, timeIn } from '#kernel/calendar'
import { readCents } from '#kernel/money'
import { ruleFor } from '#kernel/tally'
import { ADVISORY, type PaperChecking, type PollDraft } from './draft.ts'

type Fields = Readonly<Record<string, string>>
type Lists = Readonly<Record<string, readonly string[]>>
export type FormErrors = Readonly<Record<string, string>>

/** Days of the form, already read from their boxes; null: left empty. */
export type FormDays = { readonly opening: string | null; readonly closing: string | null; readonly age: string | null }

/** The rules an agent chooses among, each with every parameter settled. */
export const RULE_CHOICES = [
  {
    value: 'plus-soutenus',
    label: 'Les plus soutenus d’abord',
    hint: 'On prend les projets qui ont le plus de votes, tant qu’il reste de l’argent.',
  },
  {
    value: 'parts-egales',
    label: 'Les parts égales',
    hint: 'Chaque votant reçoit la même part du budget ; un projet est retenu quand ses soutiens peuvent le payer ensemble.',
  },
  {
    value: 'phragmen',
    label: 'La règle de Phragmén',
    hint: 'L’effort est réparti entre les votants, le plus également possible.',
  },
  {
    value: 'plus-grand-total',
    label: 'Le plus grand total',
    hint: 'On cherche la liste de projets qui réunit le plus de votes dans le budget.',
  },
] as const

/** What the form gives; errors by field when something cannot be read. What is only missing is told before publication. */
export function readDraft(
  fields: Fields,
  lists: Lists,
  days: FormDays,
  before: PollDraft,
): { readonly draft: PollDraft; readonly errors: FormErrors } {
  const errors: Record<string, string> = {}
  const number = (name: string, minimum: number, maximum: number, fallback: number) => {
    const text = (fields[name] ?? '').trim()
    const value = Number(text)
    if (/^\d{1,6}$/.test(text) && value >= minimum && value <= maximum) return value
    errors[name] = `Écrivez un nombre entre ${minimum} et ${maximum}.`
    return fallback
  }
  const line = (name: string, most: number) => (fields[name] ?? '').replace(/\s+/g, ' ').trim().slice(0, most)
  const minimum = number('choix-min', 0, 100, before.choices.minimum)
  const maximum = number('choix-max', 1, 100, before.choices.maximum)
  if (minimum > maximum)
    errors['choix-min'] = 'Le plus petit nombre de choix dépasse le plus grand. Corrigez l’un des deux.'
  const members = number('membres', 1, 20, before.bureau.members)
  const threshold = number('seuil', 1, 20, before.bureau.threshold)
  if (threshold > members) errors.seuil = 'Il faut au plus autant de parts que de membres. Baissez ce nombre.'

  const draft: PollDraft = {
    ...before,
    title: line('titre', 200),
    organiser: line('organisateur', 200),
    question: line('question', 300),
    choices: { minimum, maximum },
    rule: before.kind === 'choices' ? ruleOf(fields.regle ?? '', before) : before.rule,
    budget: readBudget(fields.budget ?? '', errors, before),
    opensAt: readMoment('ouverture', days.opening, fields['ouverture-heure'] ?? '', errors),
    closesAt: readMoment('fin', days.closing, fields['fin-heure'] ?? '', errors),
    who: line('qui', 300),
    minimumAge: (fields.age ?? '').trim() === '' ? null : number('age', 0, 120, before.minimumAge ?? 11),
    ageOn: days.age,
    evidence: evidenceOf(lists.preuves ?? []),
    revote: fields.revote === 'refused' ? 'refused' : 'last-counts',
    paper: paperOf(fields.papier),
    deliberation: line('deliberation', 200) || null,
    managementTable: line('tableau', 100) || null,
    bureau: { members, threshold, hasSpare: fields.reserve === 'oui' },
    lostKey: line('cle-perdue', 300),
    householdCap: number('foyer', 1, 100, before.householdCap),
    paperChecking: checkingOf(fields, number),
    work: fields.travail === 'gentle' ? 'gentle' : 'usual',
    advisory: line('consultatif', 400) || ADVISORY,
  }
  return { draft, errors }
}

/** The form as it stands for a draft; its days are boxes of their own. */
export function draftFields(draft: PollDraft): Fields {
  return {
    titre: draft.title,
    organisateur: draft.organiser,
    question: draft.question,
    'choix-min': String(draft.choices.minimum),
    'choix-max': String(draft.choices.maximum),
    regle: ruleNameOf(draft),
    budget: draft.budget ? writtenCents(draft.budget.amount) : '',
    'ouverture-heure': draft.opensAt ? timeIn(new Date(draft.opensAt)) : '',
    'fin-heure': draft.closesAt ? timeIn(new Date(draft.closesAt)) : '',
    qui: draft.who,
    age: draft.minimumAge === null ? '' : String(draft.minimumAge),
    preuves: draft.evidence.join(', '),
    revote: draft.revote,
    papier: draft.paper,
    deliberation: draft.deliberation ?? '',
    tableau: draft.managementTable ?? '',
    membres: String(draft.bureau.members),
    seuil: String(draft.bureau.threshold),
    reserve: draft.bureau.hasSpare ? 'oui' : '',
    'cle-perdue': draft.lostKey,
    foyer: String(draft.householdCap),
    controle: draft.paperChecking.kind,
    'controle-part': draft.paperChecking.kind === 'sample' ? String(draft.paperChecking.perCent) : '10',
    'controle-seuil': draft.paperChecking.kind === 'sample' ? String(draft.paperChecking.thresholdPerCent) : '2',
    travail: draft.work,
    consultatif: draft.advisory,
  }
}

/** Days of a draft, `YYYY-MM-DD`. */
export function draftDays(draft: PollDraft): FormDays {
  const dayOf = (instant: string | null) => (instant === null ? null : dayIn(new Date(instant)))
  return { opening: dayOf(draft.opensAt), closing: dayOf(draft.closesAt), age: draft.ageOn }
}

const TALLY_RULES: Readonly<Record<(typeof RULE_CHOICES)[number]['value'], Parameters<typeof ruleFor>[0]>> = {
  'plus-soutenus': { kind: 'greedy' },
  'parts-egales': { kind: 'equal-shares', preset: 'equalshares.net' },
  phragmen: { kind: 'phragmen' },
  'plus-grand-total': { kind: 'max-welfare', utility: 'cardinality' },
}

function ruleOf(name: string, before: PollDraft): PollDraft['rule'] {
  const choice = RULE_CHOICES.find(({ value }) => value === name)
  const rule = choice && ruleFor(TALLY_RULES[choice.value], 'approval')
  return rule?.ok ? { kind: 'tally', rule: rule.value } : before.rule
}

function ruleNameOf({ rule }: PollDraft): string {
  if (rule.kind !== 'tally') return ''
  const names = {
    greedy: 'plus-soutenus',
    'equal-shares': 'parts-egales',
    phragmen: 'phragmen',
    'max-welfare': 'plus-grand-total',
  }
  return names[rule.rule.kind]
}

function readBudget(text: string, errors: Record<string, string>, before: PollDraft): PollDraft['budget'] {
  if (text.trim() === '') return null
  const read = readCents(text)
  if (read.ok && read.value > 0n) return { amount: String(read.value), currency: 'EUR', decimals: 2 }
  errors.budget = 'Écrivez un montant en euros, par exemple 100000.'
  return before.budget
}

function readMoment(name: string, day: string | null, time: string, errors: Record<string, string>): string | null {
  if (day === null && time.trim() === '') return null
  if (day === null) {
    errors[name] = 'Écrivez aussi le jour.'
    return null
  }
  const read = readTime(time)
  if (!read.ok) {
    errors[`${name}-heure`] = 'Écrivez l’heure, par exemple 9 h ou 18 h 30.'
    return null
  }
  const [instant] = instantsOf({ day, time: read.value })
  if (instant) return instant.toISOString()
  errors[`${name}-heure`] = 'Cette heure n’existe pas cette nuit-là : les horloges avancent. Choisissez-en une autre.'
  return null
}

function evidenceOf(ticked: readonly string[]): readonly EvidenceClass[] {
  // Settled after a conflict they come as one text.
  const named = ticked.flatMap((each) => each.split(/[ ,]+/))
  return EVIDENCE_CLASSES.filter((each) => named.includes(each))
}

function paperOf(value: string | undefined): PollDraft['paper'] {
  return value === 'paper-prevails' || value === 'internet-prevails' ? value : 'none'
}

function checkingOf(
  fields: Fields,
  number: (name: string, minimum: number, maximum: number, fallback: number) => number,
): PaperChecking {
  if (fields.controle !== 'sample') return { kind: 'all' }
  return {
    kind: 'sample',
    perCent: number('controle-part', 1, 100, 10),
    thresholdPerCent: number('controle-seuil', 0, 100, 2),
  }
}

/** « 100000 », « 1250,50 », from cents. */
export function writtenCents(amount: string | bigint): string {
  const cents = String(amount).padStart(3, '0')
  const [whole, part] = [cents.slice(0, -2), cents.slice(-2)]
  return part === '00' ? whole : `${whole},${part}`
}
