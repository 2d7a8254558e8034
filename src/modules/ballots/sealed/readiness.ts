import { EVIDENCE_CLASSES, type Manifest, plaintextLengthFor } from '#kernel/ballot'
import { dayIn } from '#kernel/calendar'
import { assert } from '#kernel/result'
import type { PollDraft } from './draft.ts'
import type { ShownOption } from './poll.ts'
import type { PollKey } from './shares.ts'

/** A poll in preparation, with what its publication needs to know. */
export type PreparedPoll = {
  readonly id: string
  readonly slug: string
  readonly isFictitious: boolean
  readonly version: number
  readonly draft: PollDraft
  readonly options: readonly ShownOption[]
  readonly key: PollKey | undefined
  /** Members of the bureau who hold a seat now. */
  readonly bureauSeats: number
  /** Whether the house has a « tableau de gestion » in force. */
  readonly hasManagementTable: boolean
}

/** What forbids the publication, in the order one meets it. */
export const GAPS = [
  'title-missing',
  'organiser-missing',
  'question-missing',
  'options-missing',
  'too-few-options',
  'budget-missing',
  'cost-missing',
  'cost-without-budget',
  'dates-missing',
  'closes-before-it-opens',
  'already-over',
  'evidence-missing',
  'deliberation-missing',
  'reglement-missing',
  'bureau-too-small',
  'bureau-incomplete',
  'key-missing',
  'key-of-another-bureau',
  'lost-key-missing',
  'management-table-missing',
] as const
export type Gap = (typeof GAPS)[number]

/**
 * @see  code du patrimoine, article L212-2: a real vote waits for the « tableau de gestion » of its technical data
 */
export function gapsOf(poll: PreparedPoll, now: Date): readonly Gap[] {
  const holds: Record<Gap, boolean> = {
    ...gapsOfQuestion(poll),
    ...gapsOfDates(poll.draft, now),
    ...gapsOfBureau(poll),
  }
  return GAPS.filter((gap) => holds[gap])
}

type Of<Names extends Gap> = Record<Names, boolean>

function gapsOfQuestion({ draft, options }: PreparedPoll) {
  const needsBudget = draft.rule.kind === 'tally'
  return {
    'title-missing': draft.title === '',
    'organiser-missing': draft.organiser === '',
    'question-missing': draft.question === '',
    'options-missing': options.length === 0,
    'too-few-options': options.length > 0 && draft.kind === 'choices' && options.length < draft.choices.maximum,
    'budget-missing': needsBudget && draft.budget === null,
    'cost-missing': needsBudget && options.some(({ cost }) => cost === null),
    'cost-without-budget': !needsBudget && options.some(({ cost }) => cost !== null),
  }
}

function gapsOfDates(draft: PollDraft, now: Date) {
  const { opensAt, closesAt } = draft
  return {
    'dates-missing': opensAt === null || closesAt === null,
    'closes-before-it-opens': opensAt !== null && closesAt !== null && closesAt <= opensAt,
    'already-over': closesAt !== null && closesAt <= now.toISOString(),
    'evidence-missing': draft.evidence.filter((each) => each !== 'paper').length === 0,
    'deliberation-missing': draft.deliberation === null,
    'reglement-missing': draft.reglement === null,
  }
}

type GapOfBureau =
  | 'bureau-too-small'
  | 'bureau-incomplete'
  | 'key-missing'
  | 'key-of-another-bureau'
  | 'lost-key-missing'
  | 'management-table-missing'

function gapsOfBureau({ draft, key, bureauSeats, isFictitious, hasManagementTable }: PreparedPoll): Of<GapOfBureau> {
  const { members, threshold, hasSpare } = draft.bureau
  return {
    // One person alone would read every choice: only an invented vote may have such a bureau.
    'bureau-too-small': !isFictitious && (members < 2 || threshold < 2),
    'bureau-incomplete': bureauSeats < members,
    'key-missing': key === undefined,
    'key-of-another-bureau':
      key !== undefined && (key.threshold !== threshold || key.shares.length !== members + (hasSpare ? 1 : 0)),
    'lost-key-missing': !isFictitious && draft.lostKey === '',
    'management-table-missing': !isFictitious && (!hasManagementTable || draft.managementTable === null),
  }
}

/** What to do about each; `at`: the part of the desk where it is done. */
export const GAP_SENTENCES: Readonly<Record<Gap, { readonly at: GapPlace; readonly sentence: string }>> = {
  'title-missing': { at: 'reglages', sentence: 'Donnez un titre au vote.' },
  'organiser-missing': { at: 'reglages', sentence: 'Dites qui organise le vote.' },
  'question-missing': { at: 'reglages', sentence: 'Écrivez la question posée.' },
  'options-missing': { at: 'projets', sentence: 'Ajoutez les projets soumis au vote, un par un ou par un fichier.' },
  'too-few-options': {
    at: 'projets',
    sentence: 'Il y a moins de projets que de choix possibles. Ajoutez des projets ou baissez le nombre de choix.',
  },
  'budget-missing': { at: 'reglages', sentence: 'Dites le montant à partager : la règle de calcul en a besoin.' },
  'cost-missing': { at: 'projets', sentence: 'Donnez un coût à chaque projet : la règle de calcul en a besoin.' },
  'cost-without-budget': { at: 'projets', sentence: 'Cette règle n’utilise pas de coût. Retirez ceux des projets.' },
  'dates-missing': { at: 'reglages', sentence: 'Fixez l’ouverture et la fin du vote.' },
  'closes-before-it-opens': {
    at: 'reglages',
    sentence: 'La fin du vote vient avant son ouverture. Corrigez les dates.',
  },
  'already-over': { at: 'reglages', sentence: 'La fin du vote est déjà passée. Choisissez une date à venir.' },
  'evidence-missing': { at: 'reglages', sentence: 'Dites comment une personne prouve qui elle est.' },
  'deliberation-missing': {
    at: 'reglages',
    sentence: 'Écrivez le numéro et la date de la délibération qui adopte le règlement.',
  },
  'reglement-missing': { at: 'reglages', sentence: 'Déposez le règlement du vote.' },
  'bureau-too-small': {
    at: 'reglages',
    sentence:
      'Donnez au bureau deux membres au moins, et deux parts au moins pour ouvrir : une personne seule pourrait tout lire.',
  },
  'bureau-incomplete': { at: 'places', sentence: 'Donnez chaque place du bureau à une personne.' },
  'key-missing': { at: 'places', sentence: 'Réunissez le bureau pour la cérémonie de la clé.' },
  'key-of-another-bureau': {
    at: 'places',
    sentence: 'Le bureau a changé de taille depuis la cérémonie. Refaites la cérémonie de la clé.',
  },
  'lost-key-missing': {
    at: 'reglages',
    sentence: 'Écrivez ce que le règlement prévoit si la clé est perdue.',
  },
  'management-table-missing': {
    at: 'reglages',
    sentence:
      'Écrivez la référence du tableau de gestion. Sans lui, un vrai vote ne peut pas ouvrir (code du patrimoine, article L212-2).',
  },
}
export type GapPlace = 'reglages' | 'projets' | 'places'

/**
 * The manifest of a poll that lacks nothing.
 *
 * @param logKey  public key of the log, in hexadecimal
 * @param order   codes of the options in the published order: ties fall back on this lot
 * @param shown   SHA-256 of what voters are shown of each option, by code
 */
export function manifestOf(
  { slug, draft, options, key }: PreparedPoll,
  { logKey, order, shown }: ManifestExtras,
): Manifest {
  assert(key && draft.opensAt && draft.closesAt && draft.deliberation && draft.reglement, 'a poll without gap is whole')
  const ordered = order.map((code) => {
    const option = options.find((each) => each.code === code)
    assert(option, 'the order names the options')
    const { name, cost, place } = option
    const hash = shown.get(code)
    return {
      code,
      name,
      ...(cost !== null && { cost: String(cost) }),
      ...(place !== null && { place }),
      ...(hash !== undefined && { shown: hash }),
    }
  })
  return {
    format: 'filigrane-poll-1',
    slug,
    title: draft.title,
    organiser: draft.organiser,
    question: draft.question,
    kind: draft.kind,
    options: ordered,
    choices: draft.choices,
    rule: draft.rule,
    ...(draft.budget && { budget: draft.budget }),
    opensAt: draft.opensAt,
    closesAt: draft.closesAt,
    voters: {
      who: draft.who,
      minimumAge: draft.minimumAge,
      ageOn: draft.ageOn ?? dayIn(new Date(draft.opensAt)),
    },
    deliberation: draft.deliberation,
    reglement: draft.reglement.sha256,
    bureau: { publicKey: key.publicKey, threshold: key.threshold, shares: key.shares },
    ...(draft.lostKey !== '' && { lostKey: draft.lostKey }),
    logKey,
    plaintextLength: plaintextLengthFor({ kind: draft.kind, options: ordered, choices: draft.choices }),
    revote: draft.revote,
    paper: draft.paper,
    evidence: evidenceOf(draft),
    ...(draft.colleges && { colleges: draft.colleges }),
  }
}

export type ManifestExtras = {
  readonly logKey: string
  readonly order: readonly string[]
  readonly shown: ReadonlyMap<string, string>
}

/** In the manifest's order, paper following the rule of paper. */
function evidenceOf({ evidence, paper }: PollDraft): Manifest['evidence'] {
  return EVIDENCE_CLASSES.filter((each) => (each === 'paper' ? paper !== 'none' : evidence.includes(each)))
}
