import { type Cents, readCents } from '#kernel/money'
import { done, type Result, refuse } from '#kernel/result'
import { INTEREST_KINDS, type InterestLink } from './interests.ts'
import type { Beneficiary, Day, DecisionEvent, Report, Step } from './model.ts'
import { PAYMENT_NATURES } from './model.ts'
import { BODY_WORDS, type Body, SUBJECTS } from './sentences.ts'
import { isSiret } from './settings.ts'

type Fields = Readonly<Record<string, string>>
/** A sentence by field: what is wrong and what to write. */
export type Faults = Readonly<Record<string, string>>
type Read<Value> = Result<Value, Faults>

/** A meeting as an agent notes it. */
export type MeetingForm = {
  readonly body: Body
  readonly on: Day
  readonly at: string
  readonly place: string
  readonly seatCount: number
}

export function readMeeting(fields: Fields): Read<MeetingForm> {
  const faults: Record<string, string> = {}
  const body = field(fields, 'instance', 40)
  if (!(body in BODY_WORDS) || !Object.hasOwn(BODY_WORDS, body)) faults.instance = 'Choisissez qui se réunit.'
  const on = readDay(fields.jour ?? '')
  if (on === undefined) faults.jour = DAY_SENTENCE
  const at = /^([01]?\d|2[0-3])\s?[h:]\s?([0-5]\d)?$/i.exec(field(fields, 'heure', 10))
  if (!at) faults.heure = 'Écrivez l’heure, comme 14:30.'
  const place = field(fields, 'lieu', 200)
  if (place === '') faults.lieu = 'Écrivez où la séance se tient, en 200 caractères au plus.'
  const seats = Number(/^\d{1,4}$/.exec(field(fields, 'elus', 6))?.[0] ?? 0)
  if (seats < 1 || seats > 1000) faults.elus = 'Écrivez le nombre d’élus qui votent, de 1 à 1000.'
  if (Object.keys(faults).length > 0) return refuse(faults)
  const hour = `${at![1]!.padStart(2, '0')}:${at![2] ?? '00'}`
  return done({ body: body as Body, on: on!, at: hour, place, seatCount: seats })
}

export function readReport(fields: Fields): Read<Report> {
  const faults: Record<string, string> = {}
  const kind = field(fields, 'nature', 20) === 'order' ? 'order' : 'deliberation'
  const title = field(fields, 'objet', 300)
  if (title === '') faults.objet = 'Écrivez l’objet, en 300 caractères au plus.'
  const meetingId = readId(fields.seance ?? '')
  if (kind === 'deliberation' && meetingId === undefined) faults.seance = 'Choisissez la séance qui délibère.'
  const legalBasis = field(fields, 'base', 500)
  if (legalBasis === '') faults.base = 'Écrivez l’article et la compétence, en 500 caractères au plus.'
  const nature = PAYMENT_NATURES.find((each) => each === fields.paiement)
  if (!nature) faults.paiement = 'Choisissez ce qui est payé.'
  const subjectCode = field(fields, 'matiere', 5)
  if (!Object.hasOwn(SUBJECTS, subjectCode)) faults.matiere = 'Choisissez la matière dans la liste.'
  const year = field(fields, 'exercice', 10)
  if (year !== '' && !/^20\d{2}$/.test(year)) faults.exercice = 'Écrivez l’année en quatre chiffres, ou rien.'
  const object = readObject(fields.decide ?? '')
  if (object === undefined) faults.decide = OBJECT_SENTENCE
  if (Object.keys(faults).length > 0) return refuse(faults)
  const budgetYear = year === '' ? null : Number(year)
  const meeting = kind === 'order' ? null : meetingId!
  return done({
    kind,
    title,
    meetingId: meeting,
    object: object!,
    legalBasis,
    paymentNature: nature!,
    subjectCode,
    budgetYear,
  })
}

export function readBeneficiary(fields: Fields): Read<Beneficiary> {
  const faults: Record<string, string> = {}
  const id = readOrganisation(fields.organisation ?? '')
  if (id === undefined) faults.organisation = ORGANISATION_SENTENCE
  const name = field(fields, 'nom', 200)
  if (name === '') faults.nom = 'Écrivez le nom de l’organisation, en 200 caractères au plus.'
  const purpose = field(fields, 'motif', 300)
  if (purpose === '') faults.motif = 'Écrivez à quoi sert la somme, en 300 caractères au plus.'
  const amount = readMoney(fields.propose ?? '')
  if (!amount) faults.propose = MONEY_SENTENCE
  const object = readObject(fields.decide ?? '')
  if (object === undefined) faults.decide = OBJECT_SENTENCE
  if (Object.keys(faults).length > 0) return refuse(faults)
  return done({ beneficiaryId: id!, beneficiaryName: name, object: object!, purpose, proposedCents: amount!.cents })
}

/** Which line is taken off, and why. */
export type RemovalForm = { readonly lineId: string; readonly reason: string }

export function readRemoval(fields: Fields): Read<RemovalForm> {
  const faults: Record<string, string> = {}
  const lineId = readId(fields['ligne-retiree'] ?? '')
  if (lineId === undefined) faults['ligne-retiree'] = 'Choisissez un bénéficiaire.'
  const reason = field(fields, 'pourquoi', 500)
  if (reason === '') faults.pourquoi = 'Écrivez pourquoi, en 500 caractères au plus : la ligne reste avec cette raison.'
  return Object.keys(faults).length > 0 ? refuse(faults) : done({ lineId: lineId!, reason })
}

export type AmountForm = { readonly decidedCents: Cents; readonly departureReason: string | null }

export function readDecidedAmount(fields: Fields): Read<AmountForm> {
  const faults: Record<string, string> = {}
  const amount = readMoney(fields.montant ?? '')
  if (!amount) faults.montant = MONEY_SENTENCE
  const reason = plain(fields.raison ?? '')
  if (reason.length > 500) faults.raison = 'Écrivez la raison en 500 caractères au plus.'
  if (Object.keys(faults).length > 0) return refuse(faults)
  return done({ decidedCents: amount!.cents, departureReason: reason === '' ? null : reason })
}

export function readStep(fields: Fields, kind: Step): Read<DecisionEvent> {
  const faults: Record<string, string> = {}
  const happenedOn = readDay(fields.jour ?? '')
  if (happenedOn === undefined) faults.jour = DAY_SENTENCE
  const number = kind === 'deliberated' ? field(fields, 'numero', 60) : null
  if (number === '') faults.numero = 'Écrivez le numéro de l’acte, comme 2026-214.'
  const receipt = kind === 'transmitted' ? field(fields, 'accuse', 120) : null
  if (receipt === '') faults.accuse = 'Écrivez l’identifiant de l’accusé de réception de la préfecture.'
  const votes = kind === 'deliberated' ? readVotes(fields) : null
  if (votes === undefined) faults.pour = 'Écrivez les trois nombres de voix, ou aucun.'
  if (Object.keys(faults).length > 0) return refuse(faults)
  return done({ kind, happenedOn: happenedOn!, number, receipt, votes: votes ?? null })
}

function readVotes(fields: Fields): DecisionEvent['votes'] | undefined {
  const typed = ['pour', 'contre', 'abstentions'].map((name) => field(fields, name, 10))
  if (typed.every((text) => text === '')) return null
  if (!typed.every((text) => /^\d{1,4}$/.test(text))) return undefined
  const [votesFor, votesAgainst, abstentions] = typed.map(Number) as [number, number, number]
  return { votesFor, votesAgainst, abstentions }
}

export function readInterest(fields: Fields): Read<Omit<InterestLink, 'id'>> {
  const faults: Record<string, string> = {}
  const personId = readId(fields.personne ?? '')
  if (personId === undefined) faults.personne = 'Choisissez une personne de la liste.'
  const organisationId = readOrganisation(fields.organisation ?? '')
  if (organisationId === undefined) faults.organisation = ORGANISATION_SENTENCE
  const organisationName = field(fields, 'nom', 200)
  if (organisationName === '') faults.nom = 'Écrivez le nom de l’organisation, en 200 caractères au plus.'
  const kind = INTEREST_KINDS.find((each) => each === fields.lien)
  if (!kind) faults.lien = 'Choisissez le lien dans la liste.'
  const startsOn = readDay(fields.debut ?? '')
  if (startsOn === undefined) faults.debut = DAY_SENTENCE
  const endsOn = (fields.fin ?? '').trim() === '' ? null : readDay(fields.fin ?? '')
  if (endsOn === undefined) faults.fin = 'Écrivez un jour comme 2026-06-30, ou rien si le lien dure.'
  else if (endsOn !== null && startsOn !== undefined && endsOn < startsOn) faults.fin = 'La fin vient après le début.'
  const source = field(fields, 'source', 300)
  if (source === '') faults.source = 'Écrivez qui le dit : une déclaration, une désignation, sa date.'
  if (Object.keys(faults).length > 0) return refuse(faults)
  return done({
    personId: personId!,
    organisationId: organisationId!,
    organisationName,
    kind: kind!,
    startsOn: startsOn!,
    endsOn: endsOn!,
    source,
  })
}

/** What a form was read at; 0: it does not say. */
export function readVersion(fields: Fields): number {
  return Number(/^\d{1,9}$/.exec(fields.version ?? '')?.[0] ?? 0)
}

/** « » or what is to be reworked. */
export function readRemark(text: string): string | null {
  const remark = plain(text).slice(0, 500)
  return remark === '' ? null : remark
}

const DAY_SENTENCE = 'Écrivez un jour qui existe, comme 2026-03-02.'
const MONEY_SENTENCE = 'Écrivez un montant en euros, comme 1250 ou 1250,50.'
const ORGANISATION_SENTENCE = 'Écrivez les 14 chiffres du SIRET, ou le numéro RNA (W et 9 chiffres).'
const OBJECT_SENTENCE = 'Écrivez la référence de ce qui est décidé, comme dossier:2026-0012, ou rien.'

/** A day as a form sends it, if it exists in the calendar. */
export function readDay(text: string): Day | undefined {
  const typed = text.trim()
  const french = /^(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})$/.exec(typed)
  const day = french ? `${french[3]}-${french[2]!.padStart(2, '0')}-${french[1]!.padStart(2, '0')}` : typed
  if (!/^(19|20)\d{2}-\d{2}-\d{2}$/.test(day)) return undefined
  const noon = new Date(`${day}T12:00:00Z`)
  return !Number.isNaN(noon.getTime()) && noon.toISOString().startsWith(day) ? day : undefined
}

export function readId(text: string): string | undefined {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.exec(text)?.[0]
}

/** SIRET or RNA, written with or without spaces. */
export function readOrganisation(text: string): string | undefined {
  const id = text.replace(/\s/g, '').toUpperCase()
  return isSiret(id) || /^W\d{9}$/.test(id) ? id : undefined
}

// null: nothing was named; undefined: it cannot be read.
function readObject(text: string): string | null | undefined {
  const typed = text.trim().toLowerCase()
  if (typed === '') return null
  return typed.length <= 100 ? /^[a-z-]+:[0-9a-z-]+$/.exec(typed)?.[0] : undefined
}

// Below ten billion euros, so that a sum of lines stays one an authority can have.
function readMoney(text: string): { readonly cents: Cents } | undefined {
  const read = readCents(text)
  return read.ok && read.value < 10n ** 12n ? { cents: read.value } : undefined
}

// '' when it is empty or too long: both are told by the same sentence.
function field(fields: Fields, name: string, longest: number): string {
  const text = plain(fields[name] ?? '')
  return text.length > longest ? '' : text
}

function plain(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
}
