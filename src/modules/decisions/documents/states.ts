import { done, type Result, refuse } from '#kernel/result'
import { openSteps, type Visa } from '../circuit.ts'
import { actOf, type Decision, enforceableSince, type Line, stateOf } from '../model.ts'
import type { DocumentKindName } from './kinds.ts'

/**
 * What happens to a document: brouillon, mise au propre, final, envoyé à la signature, signé, refusé, classé, annulé.
 * Between `finishing` and `final` the machine draws it.
 */
export type DocumentStep = 'draft' | 'finishing' | 'final' | 'sent' | 'signed' | 'refused' | 'filed' | 'cancelled'

/** `preparing`: nothing happened yet, the machine fills the model. */
export type DocumentState = 'preparing' | DocumentStep

export type DocumentEvent = {
  readonly kind: DocumentStep
  /** null: the machine. */
  readonly recordedBy: string | null
  /** Of who did it, as they are called today. */
  readonly displayName?: string | null
  readonly recordedAt: Date
  /** Why it was refused or cancelled. */
  readonly remark: string | null
}

export const FILE_PARTS = ['draft', 'final', 'annex', 'signed', 'proof'] as const
/** Brouillon (.docx), final (PDF), annexe (.xlsx), signed copy, proof of the signature. */
export type FilePart = (typeof FILE_PARTS)[number]

export type DocumentFile = {
  /** Also that of the attachment its bytes are kept under. */
  readonly id: string
  readonly part: FilePart
  readonly mediaType: string
  readonly sha256: string
  readonly sizeBytes: number
  readonly filedAt: Date
}

/** A row of the register, with its story and its files. */
export type FiledDocument = {
  readonly id: string
  readonly kind: DocumentKindName
  readonly decisionId: string
  /** Of the beneficiary it is for; null: it is of the whole decision. */
  readonly lineId: string | null
  readonly chrono: string
  readonly year: number
  readonly templateId: string
  readonly templateVersion: number
  readonly templateSha256: string
  readonly dataSha256: string
  readonly generator: string
  readonly preparedBy: string | null
  readonly preparedAt: Date
  readonly events: readonly DocumentEvent[]
  readonly files: readonly DocumentFile[]
}

export function documentStateOf({ events }: Pick<FiledDocument, 'events'>): DocumentState {
  return events.at(-1)?.kind ?? 'preparing'
}

/** PDF files that came back from the signature, and that nothing ties to what was sent: an agent reads them. */
export function copiesToRead(document: Pick<FiledDocument, 'events' | 'files'>): readonly DocumentFile[] {
  const sending = document.events.at(-1)
  if (sending?.kind !== 'sent') return []
  return document.files.filter(
    ({ part, mediaType, filedAt }) =>
      part === 'proof' && mediaType === 'application/pdf' && filedAt >= sending.recordedAt,
  )
}

/** Whether an agent said, in place of the machine, that a copy is the signed one. */
export function isSignedByReading({ events }: Pick<FiledDocument, 'events'>): boolean {
  return events.some(({ kind, recordedBy }) => kind === 'signed' && recordedBy !== null)
}

/** Why a document cannot be prepared; the gravest first. */
export type PrepareRefusal = 'withdrawn-for-good' | 'act-not-taken' | 'already-prepared'

/** A letter tells what was decided: there is none before. One document lives at a time for each thing it is about. */
export function decidePreparing(
  kind: DocumentKindName,
  decision: Decision,
  others: readonly FiledDocument[],
): Result<void, PrepareRefusal> {
  if (stateOf(decision) === 'withdrawn') return refuse('withdrawn-for-good')
  if (kind === 'decisions.notification' && !actOf(decision)) return refuse('act-not-taken')
  const isAlive = others.some((other) => documentStateOf(other) !== 'cancelled')
  return isAlive ? refuse('already-prepared') : done(undefined)
}

/** Why a document does not become final; the gravest first. */
export type FinishRefusal =
  | 'withdrawn-for-good'
  | 'not-enforceable'
  | 'act-not-taken'
  | 'visas-missing'
  | 'data-moved'
  | 'sign-not-drawn'
  | 'not-a-draft'

/**
 * Whether a draft may become final. A report waits for its visas; a délibération for the act; a notification until what it
 * tells may be carried out (CGCT L3131-1).
 *
 * @param dataSha256  of what the document would say today
 */
export function decideFinishing(
  document: FiledDocument,
  told: { readonly decision: Decision; readonly visas: readonly Visa[]; readonly dataSha256: string },
): Result<void, FinishRefusal> {
  if (documentStateOf(document) !== 'draft') return refuse('not-a-draft')
  const ripe = decideRipeness(document.kind, told.decision, told.visas)
  if (!ripe.ok) return ripe
  return told.dataSha256 === document.dataSha256 ? done(undefined) : refuse('data-moved')
}

/** Why a document is not put to signature; the gravest first. */
export type SendRefusal =
  | 'withdrawn-for-good'
  | 'not-enforceable'
  | 'act-not-taken'
  | 'visas-missing'
  | 'data-moved'
  | 'not-final'

/**
 * A document that was refused may be put to signature again, once its author has spoken to who refused it. What is signed says
 * what was approved: visas given on other words since do not send the former ones.
 *
 * @param dataSha256  of what the document would say today
 */
export function decideSending(
  document: FiledDocument,
  told: { readonly decision: Decision; readonly visas: readonly Visa[]; readonly dataSha256: string },
): Result<void, SendRefusal> {
  const state = documentStateOf(document)
  if (state !== 'final' && state !== 'refused') return refuse('not-final')
  const ripe = decideRipeness(document.kind, told.decision, told.visas)
  if (!ripe.ok) return ripe
  return told.dataSha256 === document.dataSha256 ? done(undefined) : refuse('data-moved')
}

function decideRipeness(
  kind: DocumentKindName,
  decision: Decision,
  visas: readonly Visa[],
): Result<void, 'withdrawn-for-good' | 'not-enforceable' | 'act-not-taken' | 'visas-missing'> {
  if (stateOf(decision) === 'withdrawn') return refuse('withdrawn-for-good')
  if (kind === 'decisions.report') return hasItsVisas(decision, visas) ? done(undefined) : refuse('visas-missing')
  if (!actOf(decision)) return refuse('act-not-taken')
  if (kind === 'decisions.deliberation') return done(undefined)
  return enforceableSince(decision) === undefined ? refuse('not-enforceable') : done(undefined)
}

// The signature itself comes after: it is what the final report is sent for. After the act no visa is given any more.
function hasItsVisas(decision: Decision, visas: readonly Visa[]): boolean {
  return actOf(decision) !== undefined || openSteps(visas, decision.reworked).every((step) => step === 'signature')
}

/** Whether a document may be cancelled: its number stays, with what happened. */
export function mayCancel(document: Pick<FiledDocument, 'events'>): boolean {
  return !['signed', 'filed', 'cancelled'].includes(documentStateOf(document))
}

/** The beneficiaries a notification can be prepared for: those nobody wrote to yet. */
export function linesToNotify(decision: Decision, documents: readonly FiledDocument[]): readonly Line[] {
  const told = new Set(documents.filter((each) => documentStateOf(each) !== 'cancelled').map(({ lineId }) => lineId))
  return actOf(decision) ? decision.lines.filter(({ id }) => !told.has(id)) : []
}

/** Whether a file is given to everybody: the act itself, once it is published. */
export function isPublicFile(document: Pick<FiledDocument, 'kind' | 'events'>, part: FilePart): boolean {
  return document.kind === 'decisions.deliberation' && (part === 'final' || part === 'signed') && isInForce(document)
}

function isInForce(document: Pick<FiledDocument, 'events'>): boolean {
  return !['preparing', 'draft', 'finishing', 'cancelled'].includes(documentStateOf(document))
}
