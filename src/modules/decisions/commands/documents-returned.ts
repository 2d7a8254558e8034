import type { Context } from '#platform/context'
import { readFiled } from '#platform/files'
import {
  groupReturned,
  isOwnSidecar,
  isPdf,
  isSignedCopyOf,
  type Parapheur,
  type Returned,
  type ReturnedFile,
  readRefusal,
} from '#platform/parapheur'
import { copiesToRead, documentStateOf, type FiledDocument, KIND_FACTS } from '../documents/index.ts'
import * as store from '../store/index.ts'
import { sha256Of } from './documents-data.ts'
import { fileProof, fileStep, type MadeFile } from './documents-filing.ts'
import { MEDIA_TYPES } from './documents-making.ts'

const HOUR_MS = 3_600_000
const LARGEST_BYTES = 50_000_000

/** Lays a document in the parapheur's folder, unless it went on meanwhile. Done twice, it is there once. */
export async function layInParapheur(context: Context, parapheur: Parapheur, documentId: string): Promise<void> {
  const document = await store.findDocument(context.db, documentId)
  if (!document || documentStateOf(document) !== 'sent') return
  const final = document.files.find(({ part }) => part === 'final')!
  const bytes = await readFiled(context, Buffer.from(final.sha256, 'hex'))
  if (!bytes) throw new Error('The bytes of a final document are not in their place')
  const { label, signatory } = KIND_FACTS[document.kind]
  const told = { chrono: document.chrono, sha256: final.sha256, nature: label, signataire: signatory.words }
  await parapheur.put(bytes, told)
}

/**
 * Takes what the parapheur gave back. A file that still grows waits; one nobody asked for goes to « inconnus ». A file
 * leaves its folder once what it says is recorded: stopped anywhere, the next turn ends the work.
 *
 * @throws  what stopped one of them, once the others are taken
 */
export async function takeReturned(context: Context, parapheur: Parapheur): Promise<void> {
  const began = context.now()
  const seen = await parapheur.listReturned()
  const whole = new Set<ReturnedFile>()
  for (const file of seen) {
    const isWhole = await store.noteSighting(context.db, file, began)
    if (isWhole) whole.add(file)
  }
  const { returned, strays } = groupReturned(seen)
  const failures: unknown[] = []
  for (const group of returned) {
    // Its sidecar or its proof may still be on the way.
    const isWhole = group.files.every((file) => whole.has(file))
    if (isWhole) await takeGroup(context, parapheur, group).catch((failure: unknown) => failures.push(failure))
  }
  for (const stray of strays) if (whole.has(stray)) await parapheur.setAside(stray)
  await store.deleteSightingsBefore(context.db, new Date(began.getTime() - HOUR_MS))
  await store.putStrays(context.db, await parapheur.listStrays(), began)
  if (failures.length > 0) throw failures[0]
}

async function takeGroup(context: Context, parapheur: Parapheur, group: Returned): Promise<void> {
  const document = await store.findDocumentByChrono(context.db, group.chrono)
  const files = await readAll(parapheur, group.files)
  if (!files) return
  const outcome = document ? await take(context, document, group, files) : 'stray'
  if (outcome === 'waits') return
  for (const { file } of files) await (outcome === 'taken' ? parapheur.remove(file) : parapheur.setAside(file))
  if (outcome === 'taken') await parapheur.withdraw(group.chrono)
}

/** Theirs; nobody's; or theirs, with the copy itself still to come. */
type Outcome = 'taken' | 'stray' | 'waits'

type Read = { readonly file: ReturnedFile; readonly name: string; readonly bytes: Uint8Array }

// undefined: one of them left meanwhile, or is too large to be a signed copy: the first is for the next turn.
async function readAll(parapheur: Parapheur, files: readonly ReturnedFile[]): Promise<readonly Read[] | undefined> {
  const read: Read[] = []
  for (const file of files) {
    const bytes = file.sizeBytes > LARGEST_BYTES ? new Uint8Array() : await parapheur.read(file)
    if (!bytes) return undefined
    read.push({ file, name: file.name, bytes })
  }
  return read
}

function take(context: Context, document: FiledDocument, group: Returned, files: readonly Read[]): Promise<Outcome> {
  return group.folder === 'refuses' ? takeRefusal(context, document, files) : takeSigned(context, document, files)
}

async function takeRefusal(context: Context, { id }: FiledDocument, files: readonly Read[]): Promise<Outcome> {
  const remark = files.map(readRefusal).find((reason) => reason !== null) ?? null
  const isTaken = await fileStep(context, { documentId: id, from: ['sent'], step: 'refused', files: [], remark })
  return isTaken ? 'taken' : 'stray'
}

async function takeSigned(context: Context, document: FiledDocument, files: readonly Read[]): Promise<Outcome> {
  const final = document.files.find(({ part }) => part === 'final')
  const others = files.filter(({ bytes }) => !isOwnSidecar(bytes))
  const besides = (one: Read) => others.filter((each) => each !== one).map(({ bytes }) => bytes)
  const copy = final && others.find((one) => isSignedCopyOf(one.bytes, final, besides(one)))
  const proofs = others.filter((each) => each !== copy)
  if (!copy)
    return isForAnAgent(document, proofs)
      ? takeToRead(context, document, proofs)
      : takeProofs(context, document, proofs)
  if (document.files.some(({ part, sha256 }) => part === 'signed' && sha256 === sha256Of(copy.bytes))) {
    // The same copy again is one; a proof may have come with it.
    await fileNew(context, document, proofs)
    return 'taken'
  }
  const signed = made('signed', `${document.chrono}-signe.pdf`, MEDIA_TYPES.pdf, copy.bytes)
  const filed = [signed, ...proofs.map((each) => proofOf(document, each))]
  const filing = { documentId: document.id, from: ['sent'], step: 'signed', files: filed, remark: null } as const
  return (await fileStep(context, filing)) ? 'taken' : 'stray'
}

// A PDF that bears the number, and that nothing ties to what was sent: the parapheur may have drawn it again. Neither the
// final itself, which nobody signed, nor what was read before.
function isForAnAgent(document: FiledDocument, files: readonly Read[]): boolean {
  if (documentStateOf(document) !== 'sent') return false
  const known = new Set(document.files.map(({ sha256 }) => sha256))
  const toRead = new Set(copiesToRead(document).map(({ sha256 }) => sha256))
  const isUnread = (sha256: string) => !known.has(sha256) || toRead.has(sha256)
  return files.some(({ name, bytes }) => isPdf(bytes) && !isProof(name) && isUnread(sha256Of(bytes)))
}

async function takeToRead(context: Context, document: FiledDocument, files: readonly Read[]): Promise<Outcome> {
  await fileNew(context, document, files)
  return 'taken'
}

// A sidecar or a proof may come before the copy, and a proof long after it.
async function takeProofs(context: Context, document: FiledDocument, files: readonly Read[]): Promise<Outcome> {
  if (!files.every(({ name }) => isProof(name))) return 'stray'
  const state = documentStateOf(document)
  if (state === 'sent') return 'waits'
  if (state !== 'signed' && state !== 'filed') return 'stray'
  await fileNew(context, document, files)
  return 'taken'
}

async function fileNew(context: Context, document: FiledDocument, files: readonly Read[]): Promise<void> {
  const known = new Set(document.files.map(({ sha256 }) => sha256))
  for (const each of files) {
    if (!known.has(sha256Of(each.bytes))) await fileProof(context, document.id, proofOf(document, each))
  }
}

function isProof(name: string): boolean {
  return /preuve|\.(p7s|p7m|xml|asice|zip|json)$/i.test(name)
}

function proofOf({ chrono }: FiledDocument, { name, bytes }: Read): MadeFile {
  const ending = /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? 'bin'
  const mediaType = isPdf(bytes) ? MEDIA_TYPES.pdf : 'application/octet-stream'
  return made('proof', `${chrono}-preuve.${ending}`, mediaType, bytes)
}

function made(part: MadeFile['part'], name: string, mediaType: string, bytes: Uint8Array): MadeFile {
  return { part, name, mediaType, bytes }
}
