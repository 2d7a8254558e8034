import { type CloseLeaf, type EvidenceClass, INVALID_REASONS, type InvalidReason, type Manifest } from '#kernel/ballot'
import { dayIn } from '#kernel/calendar'
import type { Settings } from '#platform/context'
import type { Block, ReportData } from '#platform/documents'
import type { Counted } from './count.ts'
import { readableFingerprint } from './fingerprint.ts'
import { letterheadOf } from './letterhead.ts'
import type { SealedPoll } from './poll.ts'
import { momentOf } from './story.ts'

/** What the minutes of an opening tell. People are seats of the vote, never names: the file is published and never erased. */
export type MinutesFacts = {
  readonly poll: SealedPoll
  readonly close: CloseLeaf
  readonly counted: Counted
  /** When the result was published. */
  readonly at: Date
  /** Numbers of the seats held then. */
  readonly bureau: readonly number[]
  readonly commission: readonly number[]
  /** Seats, as `bureau-1`; « agent » for who hosts the bureau. */
  readonly closedBy: readonly string[]
  readonly publishedBy: string
  /** Machines that opened everything by themselves before the result, and found the same. */
  readonly comparedBy: readonly { readonly seat: string; readonly at: Date }[]
}

/** The minutes of an opening, « procès-verbal de dépouillement »: the same facts give the same words. */
export function minutesOf(facts: MinutesFacts, settings: Settings): ReportData {
  const { poll, at } = facts
  return {
    title: 'Procès-verbal de dépouillement',
    letterhead: letterheadOf(settings),
    date: dayIn(at),
    reference: null,
    mark: poll.isFictitious ? 'Exemple' : null,
    kicker: poll.manifest.title,
    lines: [
      { label: 'Organisé par', text: poll.manifest.organiser },
      { label: 'Règlement', text: poll.manifest.deliberation },
      { label: 'Empreinte du vote', text: readableFingerprint(poll.fingerprint) },
    ],
    body: [...presentPart(facts), ...timesPart(facts), ...countPart(facts), ...resultPart(facts), ...proofPart(facts)],
    annexes: [{ title: 'Signatures', isWide: false, body: signaturePart(facts) }],
    signature: [],
  }
}

/** « place 1 du bureau », « place 2 de la commission ». */
export function wordsOfSeat(seat: string): string {
  const [office, number] = seat.split('-')
  if (office === 'bureau') return `place ${number} du bureau`
  if (office === 'commission') return `place ${number} de la commission`
  return seat === 'service' ? 'le service, tout seul' : 'un agent qui accueille le bureau'
}

function presentPart({ bureau, commission, closedBy, publishedBy, poll }: MinutesFacts): readonly Block[] {
  const { threshold, shares } = poll.manifest.bureau
  return [
    heading('Qui a tenu le vote'),
    {
      type: 'items',
      items: [
        `Bureau de dépouillement : ${seatsIn(bureau)}. Il fallait ${threshold} ${threshold > 1 ? 'parts' : 'part'} de la clé sur ${shares.length}.`,
        `Commission de contrôle : ${seatsIn(commission)}.`,
        `Clôture, à deux : ${closedBy.map(wordsOfSeat).join(' et ')}.`,
        `Dépouillement publié par : ${wordsOfSeat(publishedBy)}.`,
      ],
    },
    {
      type: 'paragraph',
      text: 'Ce fichier est public et ne sera jamais effacé : il dit les places, et pas les noms. Les noms sont dans l’acte qui désigne le bureau et la commission.',
    },
  ]
}

function timesPart({ poll, close, at }: MinutesFacts): readonly Block[] {
  return [
    heading('Quand'),
    {
      type: 'items',
      items: [
        `Vote ouvert du ${momentOf(poll.opensAt)} au ${momentOf(poll.closesAt)}.`,
        `Vote clos à deux le ${momentOf(new Date(close.at))}.`,
        `Bulletins ouverts et résultat publié le ${momentOf(at)}.`,
      ],
    },
  ]
}

function countPart({ close, counted: { opening, batches } }: MinutesFacts): readonly Block[] {
  const invalid = INVALID_REASONS.reduce((sum, reason) => sum + opening.invalid[reason], 0)
  const ballots = opening.ballots + close.paper.ballots
  const classes = (Object.entries(close.classes) as [EvidenceClass, number][]).map(
    ([evidence, count]) => [EVIDENCE[evidence], written(count)] as const,
  )
  const reasons = INVALID_REASONS.filter((reason) => opening.invalid[reason] > 0).map(
    (reason) => [REASONS[reason], written(opening.invalid[reason])] as const,
  )
  return [
    heading('Combien de bulletins'),
    table('Le compte juste', [
      ['Bulletins reçus en ligne', written(close.admitted)],
      ['moins ceux écartés par la commission', written(close.annulled)],
      ['moins ceux remplacés par leur votant', written(close.superseded)],
      ['moins les bulletins nuls', written(invalid)],
      ['plus les bulletins en papier', written(close.paper.ballots)],
      ['égale les bulletins comptés', written(ballots)],
    ]),
    table('Bulletins ouverts, selon la façon de voter', classes),
    ...(reasons.length > 0 ? [table('Bulletins nuls, selon la raison', reasons)] : []),
    ...(batches.length > 0
      ? [
          table(
            'Bulletins en papier, par lot',
            batches.map(({ batch, ballots: count }) => [`Lot ${batch}`, written(count)]),
          ),
        ]
      : []),
  ]
}

function resultPart({ poll: { manifest }, counted: { files } }: MinutesFacts): readonly Block[] {
  const { winners } = JSON.parse(new TextDecoder().decode(files.get('result.json'))) as {
    readonly winners: readonly string[]
  }
  const names = winners.map((code) => manifest.options.find((option) => option.code === code)?.name ?? code)
  const told =
    names.length === 0
      ? `Aucun projet sur ${manifest.options.length}.`
      : `${names.length > 1 ? `${written(names.length)} lignes retenues` : 'Une ligne retenue'} sur ${manifest.options.length} :`
  return [
    heading('Le résultat'),
    { type: 'paragraph', text: `${ofRule(manifest)} ${told}` },
    ...(names.length > 0 ? [{ type: 'items' as const, items: names, isNumbered: true }] : []),
    { type: 'paragraph', text: 'Le compte entier est dans le fichier « result.json ».' },
  ]
}

function proofPart({ counted: { opening }, comparedBy }: MinutesFacts): readonly Block[] {
  return [
    heading('Ce que les machines ont trouvé'),
    { type: 'paragraph', text: 'Suite de signes de ce qui a été ouvert, lue à voix haute :' },
    { type: 'paragraph', text: readableFingerprint(opening.opened), isStrong: true },
    comparedBy.length === 0
      ? { type: 'paragraph', text: 'Aucune autre machine n’avait refait l’ouverture au moment du résultat.' }
      : {
          type: 'items',
          items: comparedBy.map(
            ({ seat, at }) => `Une autre machine a trouvé pareil (${wordsOfSeat(seat)}, le ${momentOf(at)}).`,
          ),
        },
    {
      type: 'paragraph',
      text: 'Le lien entre la liste des votants et les bulletins a été effacé en même temps que le résultat était publié.',
    },
  ]
}

// Names and hands are for the paper that is printed and kept: they are in no file.
function signaturePart({ bureau, commission }: MinutesFacts): readonly Block[] {
  const seats = [...bureau.map((n) => `bureau-${n}`), ...commission.map((n) => `commission-${n}`)]
  return [
    { type: 'paragraph', text: 'À remplir et à signer à la main, sur le papier seulement.' },
    {
      type: 'table',
      caption: 'Membres présents',
      columns: [
        { label: 'Place', width: 2 },
        { label: 'Nom', width: 3 },
        { label: 'Signature', width: 3 },
      ],
      rows: seats.map((seat) => [wordsOfSeat(seat), '', '']),
      rowHeightMm: 12,
    },
  ]
}

function heading(text: string): Block {
  return { type: 'heading', level: 1, text }
}

function table(caption: string, rows: readonly (readonly [string, string])[]): Block {
  return { type: 'table', caption, columns: [{ label: 'Quoi' }, { label: 'Nombre', align: 'end' }], rows }
}

function seatsIn(numbers: readonly number[]): string {
  if (numbers.length === 0) return 'aucune place tenue'
  return `${numbers.length > 1 ? 'places' : 'place'} ${numbers.join(', ')}`
}

function ofRule({ rule, budget }: Manifest): string {
  if (rule.kind !== 'tally') return 'Compté selon la règle publiée avant le vote.'
  const amount = budget
    ? ` Montant à partager : ${written(BigInt(budget.amount) / 10n ** BigInt(budget.decimals))} ${budget.currency}.`
    : ''
  return `Compté selon la règle publiée avant le vote.${amount}`
}

const FRENCH = new Intl.NumberFormat('fr-FR')

function written(value: bigint | number): string {
  return FRENCH.format(value)
}

const EVIDENCE: Readonly<Record<EvidenceClass, string>> = {
  franceconnect: 'En ligne, avec FranceConnect',
  email: 'En ligne, avec un code reçu par courriel',
  sms: 'En ligne, avec un code reçu par SMS',
  code: 'En ligne, avec un code imprimé',
  desk: 'En ligne, au guichet',
  paper: 'Sur papier',
}

const REASONS: Readonly<Record<InvalidReason, string>> = {
  unopenable: 'Le bulletin ne s’ouvre pas avec la clé du bureau',
  'wrong-length': 'Le contenu n’a pas la bonne longueur',
  'not-canonical': 'Le contenu n’est pas écrit comme un bulletin',
  'wrong-choices': 'Les choix ne sont pas possibles',
  'tracker-seen': 'Le numéro du bulletin est déjà celui d’un autre',
}
