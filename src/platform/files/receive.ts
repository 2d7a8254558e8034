import { createHash } from 'node:crypto'
import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Transaction } from 'kysely'
import { done, type Result, refuse } from '#kernel/result'
import type { Context } from '#platform/context'
import type { DB } from '#platform/database'
import { type Content, contentOf } from './disk.ts'
import { FORMATS } from './formats.ts'
import type { Verdict } from './inspect/index.ts'
import { type ReadName, readName } from './name.ts'
import type { AttachmentOwner } from './owners.ts'
import type { FileRefusal } from './refusals.ts'
import * as store from './store.ts'
import type { Unended } from './unended.ts'

/** A file that arrived whole, in a file of its own aside. */
export type Arrived = {
  readonly path: string
  readonly name: string
  /** Media type the browser gave; '' when none. */
  readonly declared: string
  /** The same for the same sending: a file sent twice is there once. */
  readonly sending: string
}

export type Sender = { readonly holder: Buffer; readonly personId: string | null }

const HOUR_MS = 3_600_000
/** A form may be left for lunch. */
const HELD_MS = 12 * HOUR_MS
const MOST_BYTES = { browser: 100_000_000, person: 500_000_000, waiting: 2_000_000_000, free: 500_000_000 } as const

/**
 * Looks at a file that arrived, keeps it, and holds it for the form of that browser. Whatever the answer, the file aside
 * is gone.
 */
export async function receiveFile(
  context: Context,
  owner: AttachmentOwner,
  arrived: Arrived,
  sender: Sender,
): Promise<Result<store.Attachment, FileRefusal>> {
  const { disk, inspect } = context.files
  const room = await disk.roomAside()
  try {
    const read = readName(arrived.name, arrived.declared, owner.rules)
    if (!read.ok) return read
    const { size } = await stat(arrived.path)
    if (size === 0) return refuse('empty')
    if (size > owner.rules.largestBytes) return refuse('too-large')
    const measured = await faultOfRoom(context, sender, size)
    if (measured !== undefined) return refuse(measured)

    const verdict = await inspect(arrived.path, read.value.format, room)
    if (!verdict.ok) return verdict
    return await keep(context, owner, { ...arrived, room, read: read.value, verdict: verdict.value }, sender)
  } finally {
    await rm(room, { recursive: true, force: true })
    await rm(arrived.path, { force: true })
  }
}

type Seen = Arrived & { readonly room: string; readonly read: ReadName; readonly verdict: Verdict }

async function keep(
  context: Context,
  { kind }: AttachmentOwner,
  { path, sending, room, read, verdict }: Seen,
  sender: Sender,
): Promise<Result<store.Attachment, FileRefusal>> {
  const now = context.now()
  const keptPath = verdict.isDrawn ? join(room, 'picture') : path
  const content = await contentOf(keptPath)
  const thumbnailPath = join(room, 'thumbnail')
  const thumbnail = verdict.isDrawn ? await contentOf(thumbnailPath) : undefined
  const id = identifierOf(sending, read.name, content.sha256)
  await context.db.transaction().execute(async (transaction) => {
    const isNew = await putInPlace(transaction, context, keptPath, content)
    if (thumbnail) await putInPlace(transaction, context, thumbnailPath, thumbnail, 'unscanned')
    await store.insertAttachment(transaction, {
      id,
      kind,
      name: read.name,
      mediaType: FORMATS[read.format].mediaType,
      sizeBytes: content.sizeBytes,
      sha256: content.sha256,
      thumbnailSha256: thumbnail?.sha256 ?? null,
      isActive: verdict.isActive,
      uploadedBy: sender.personId,
      holder: sender.holder,
      receivedAt: now,
      expiresAt: new Date(now.getTime() + HELD_MS),
    })
    if (isNew && context.files.antivirus) {
      await context.enqueue(transaction, 'files.scan', { attachmentId: id }, { key: `scan ${id}` })
    }
  })
  const attachment = await store.findAttachment(context.db, id)
  // Known, and refused before.
  return attachment === undefined || attachment.state === 'refused' ? refuse('gone') : done(attachment)
}

/** Under the lock of its content: the sweep does not take away what is being put there. */
export async function putInPlace(
  transaction: Transaction<DB>,
  { files: { disk, antivirus }, now }: Context,
  path: string,
  content: Content,
  state: store.ContentState = antivirus ? 'waiting' : 'unscanned',
): Promise<boolean> {
  await store.lockContent(transaction, content.sha256)
  const isNew = await store.insertContent(transaction, { ...content, state, storedAt: now() })
  const isRefused = !isNew && (await store.findContentState(transaction, content.sha256)) === 'refused'
  if (!isRefused) await disk.keep(path, content)
  return isNew
}

/** @param unended  what uploads have announced besides, when one more begins or goes on */
export async function faultOfRoom(
  context: Context,
  sender: Sender,
  size: number,
  unended: Unended = { browser: 0, all: 0 },
): Promise<FileRefusal | undefined> {
  const used = await store.measure(context.db, sender.personId, sender.holder)
  const ours = unended.browser + size
  if (used.browser + ours > MOST_BYTES.browser || used.person + ours > MOST_BYTES.person) return 'quota-reached'
  const isFull =
    used.waiting + unended.all + size > MOST_BYTES.waiting || (await context.files.disk.freeBytes()) < MOST_BYTES.free
  return isFull ? 'no-room' : undefined
}

// A UUID of version 8 (RFC 9562): drawn from the sending, so that it cannot be guessed and does not change.
function identifierOf(sending: string, name: string, sha256: Buffer): string {
  const bytes = createHash('sha256').update(`attachment ${sending}\0${name}\0`).update(sha256).digest().subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
