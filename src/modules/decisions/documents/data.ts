import { assert } from '#kernel/result'
import type { Settings as TerritorySettings } from '#platform/context'
import type { DocumentData, Letterhead } from '#platform/documents'
import { INTEREST_WORDS, minutesSentence, type NamedLink } from '../interests.ts'
import { actOf, type Day, type Decision, type Line, sumOfCents } from '../model.ts'
import { BODY_WORDS, type Body, NATURE_WORDS } from '../sentences.ts'
import type { DocumentKindName } from './kinds.ts'

/** Everything a document is made from, read at one moment. */
export type Told = {
  readonly territory: Pick<TerritorySettings, 'territoryName' | 'serviceName' | 'contact' | 'logo'>
  readonly decision: Decision
  readonly meeting: { readonly body: Body; readonly on: Day; readonly place: string } | undefined
  /** Links to its beneficiaries, in force on the day of the meeting. */
  readonly links: readonly NamedLink[]
  /** When it became exécutoire, as far as it was when the document was prepared. */
  readonly enforceableOn: Day | null
  /** Who signs letters, and the regulation an aid to an economic activity falls under: settings. */
  readonly signatory: string
  readonly deMinimis: string
  /** Communes of beneficiaries, by SIRET, as far as they are known. */
  readonly communes: ReadonlyMap<string, string>
  /** The beneficiary a notification is for; null for the others. */
  readonly lineId: string | null
}

/** What is kept to make a document again: the fields of its model, and what stands at its top. */
export type KeptData = { readonly fields: DocumentData; readonly letterhead: Letterhead }

/** What a document says. Nothing in it depends on the day it is asked for: the same decision says the same. */
export function keptDataOf(kind: DocumentKindName, told: Told): KeptData {
  const fields = { ...commonOf(told), ...OWN[kind](told) }
  return { fields, letterhead: letterheadOf(told) }
}

const OWN: Readonly<Record<DocumentKindName, (told: Told) => DocumentData>> = {
  'decisions.report': (told) => ({ redacteur: told.territory.serviceName, ...linesOf(told), ...deportsOf(told) }),
  'decisions.deliberation': deliberationOf,
  'decisions.notification': notificationOf,
}

function commonOf({ territory, decision, meeting }: Told): DocumentData {
  const { contact } = territory
  return {
    territoire: {
      nom: territory.territoryName,
      adresse: contact.postalAddress,
      telephone: contact.telephone,
      courriel: contact.email,
    },
    seance: meeting
      ? { date: meeting.on, assemblee: BODY_WORDS[meeting.body].toLocaleLowerCase('fr'), lieu: meeting.place }
      : { date: null, assemblee: null, lieu: null },
    rapport: {
      chrono: decision.chrono,
      titre: decision.title,
      // An economic activity is paid on the basis the legal service wrote (CGCT L1511-2).
      base_legale: [decision.legalBasis, decision.economicBasis].filter((basis) => basis !== null).join('\u00a0; '),
      nature_economique: NATURE_WORDS[decision.paymentNature].toLocaleLowerCase('fr'),
      exercice: decision.budgetYear,
    },
    date_document: dateOf(decision, meeting?.on),
  }
}

// A document bears the day of what it tells: of the act once it is taken, of the meeting until then.
function dateOf(decision: Decision, meetsOn: Day | undefined): Day {
  return actOf(decision)?.on ?? meetsOn ?? decision.events[0]!.happenedOn
}

function deliberationOf(told: Told): DocumentData {
  const { events } = told.decision
  const act = actOf(told.decision)
  const votes = events.find(({ kind }) => kind === 'deliberated')?.votes
  return {
    numero: act?.number ?? null,
    est_decide: act !== undefined,
    votes_pour: votes?.votesFor ?? null,
    votes_contre: votes?.votesAgainst ?? null,
    abstentions: votes?.abstentions ?? null,
    ...linesOf(told),
    ...deportsOf(told),
  }
}

function linesOf({ decision, communes }: Told): DocumentData {
  const { lines } = decision
  const isDecided = lines.every(({ decidedCents }) => decidedCents !== null)
  return {
    nombre_beneficiaires: lines.length,
    total_propose: sumOfCents(lines, 'proposedCents'),
    total_decide: isDecided ? sumOfCents(lines, 'decidedCents') : null,
    beneficiaires: lines.map((line, index) => ({
      rang: index + 1,
      nom: line.beneficiaryName,
      siret: line.beneficiaryId,
      commune: communes.get(line.beneficiaryId) ?? null,
      objet: line.purpose,
      montant_propose: line.proposedCents,
      montant_decide: line.decidedCents,
      motif_ecart: line.departureReason,
    })),
  }
}

/** Who leaves the room for which beneficiary, and the sentence for the minutes (CGCT L1111-6). */
function deportsOf({ decision, links }: Told): DocumentData {
  const deports = decision.lines.flatMap((line) =>
    links
      .filter(({ organisationId }) => organisationId === line.beneficiaryId)
      .map(({ displayName, kind }) => ({
        elu: displayName,
        beneficiaire: line.beneficiaryName,
        lien: INTEREST_WORDS[kind].toLocaleLowerCase('fr'),
        phrase: minutesSentence(displayName),
      })),
  )
  return { a_des_deports: deports.length > 0, deports }
}

function notificationOf(told: Told): DocumentData {
  const { decision, communes } = told
  const line = decision.lines.find(({ id }) => id === told.lineId)
  assert(line, 'a notification is for a beneficiary of its decision')
  return {
    numero: actOf(decision)?.number ?? null,
    executoire_le: told.enforceableOn,
    destinataire: {
      nom: line.beneficiaryName,
      adresse: null,
      siret: line.beneficiaryId,
      commune: communes.get(line.beneficiaryId) ?? null,
    },
    objet: line.purpose,
    est_accordee: isGranted(line),
    montant_propose: line.proposedCents,
    montant_decide: line.decidedCents,
    motif_ecart: line.departureReason,
    est_de_minimis: decision.paymentNature === 'economic',
    reglement_de_minimis: decision.paymentNature === 'economic' ? told.deMinimis : null,
    signataire: told.signatory,
  }
}

function isGranted({ decidedCents }: Line): boolean {
  return (decidedCents ?? 0n) > 0n
}

function letterheadOf({ territory }: Told): Letterhead {
  const { postalAddress, telephone, email } = territory.contact
  return {
    territoryName: territory.territoryName,
    serviceName: territory.serviceName,
    logo: territory.logo,
    contact: [postalAddress, telephone, email].filter((line) => line !== null),
  }
}
