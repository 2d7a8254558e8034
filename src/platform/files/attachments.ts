import { createHmac, timingSafeEqual } from 'node:crypto'
import { type Kysely, sql, type Transaction } from 'kysely'
import { done, type Result, refuse } from '#kernel/result'
import type { Context } from '#platform/context'
import type { DB } from '#platform/database'
import { ownerOf } from './owners.ts'
import type { FileRefusal } from './refusals.ts'
import * as store from './store.ts'

/** What a form sent of its attachments: references to files held for this browser, and words for the pictures. */
export type SentAttachments = {
  readonly kind: string
  /** Secret of the browser, as a keyed hash. */
  readonly holder: Buffer
  readonly pieces: readonly { readonly id: string; readonly alternative: string | null }[]
}

export type AttachRefusal = Extract<FileRefusal, 'too-many' | 'gone'>

/**
 * Attaches what a form sent to its record, in the act's transaction: with it, or not at all.
 *
 * @param ownerId  of the record, of the kind the form was for
 * @returns        refused when a piece waited too long, was sent from another browser, or when there are too many
 */
export async function attach(
  transaction: Transaction<DB>,
  context: Context,
  ownerId: string,
  sent: SentAttachments,
): Promise<Result<void, AttachRefusal>> {
  if (sent.pieces.length === 0) return done(undefined)
  const { most } = ownerOf(context, sent.kind)?.rules ?? { most: 0 }
  const now = context.now()
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`attachments ${sent.kind}:${ownerId}`}, 0))`.execute(
    transaction,
  )
  if ((await store.countOf(transaction, sent.kind, ownerId)) + sent.pieces.length > most) return refuse('too-many')
  const ids = sent.pieces.map(({ id }) => id)
  const held = await store.lockHeld(transaction, { kind: sent.kind, ids, holder: sent.holder, now })
  if (held.length !== new Set(ids).size) return refuse('gone')
  for (const { id, alternative } of sent.pieces) {
    await store.setOwner(transaction, id, { ownerId, alternative, at: now })
  }
  return done(undefined)
}

/** Attachments of some records of one kind, in the order they came; by record. */
export async function listAttachments(
  db: Kysely<DB>,
  kind: string,
  ownerIds: readonly string[],
): Promise<ReadonlyMap<string, readonly store.Attachment[]>> {
  const byOwner = new Map<string, store.Attachment[]>()
  if (ownerIds.length === 0) return byOwner
  for (const each of await store.listOf(db, kind, ownerIds)) {
    byOwner.set(each.ownerId!, [...(byOwner.get(each.ownerId!) ?? []), each])
  }
  return byOwner
}

/** Takes one attachment away from its record. Its bytes go with the next sweep, unless another record shows the same. */
export function detach(
  transaction: Transaction<DB>,
  owner: { readonly kind: string; readonly id: string },
  attachmentId: string,
): Promise<boolean> {
  return store.deleteOne(transaction, owner.kind, owner.id, attachmentId)
}

/** Takes away all attachments of records that are deleted. */
export function detachAll(db: Kysely<DB>, kind: string, ownerIds: readonly string[]): Promise<bigint> {
  return ownerIds.length === 0 ? Promise.resolve(0n) : store.deleteAttachments(db, kind, ownerIds)
}

/** The keyed hash a browser's files are held under. */
export function holderOf(context: Pick<Context, 'keyFor'>, browserSecret: string): Buffer {
  return createHmac('sha256', context.keyFor('attachment holders')).update(browserSecret).digest()
}

/** What a form carries of a file held for it: its identifier, and a proof that this browser sent it. */
export function referenceOf(context: Pick<Context, 'keyFor'>, holder: Buffer, id: string): string {
  return `${id}.${proofOf(context, holder, id)}`
}

/** @returns  the identifier, or undefined when this browser was not given that reference */
export function readReference(context: Pick<Context, 'keyFor'>, holder: Buffer, reference: string): string | undefined {
  const told = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([A-Za-z0-9_-]{22})$/.exec(reference)
  if (!told) return undefined
  const [given, ours] = [Buffer.from(told[2]!), Buffer.from(proofOf(context, holder, told[1]!))]
  return given.length === ours.length && timingSafeEqual(given, ours) ? told[1] : undefined
}

function proofOf(context: Pick<Context, 'keyFor'>, holder: Buffer, id: string): string {
  const proof = createHmac('sha256', context.keyFor('attachment references')).update(holder).update(id).digest()
  return proof.subarray(0, 16).toString('base64url')
}
