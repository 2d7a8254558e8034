import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Context as HonoContext } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { assert, done, type Result, refuse } from '#kernel/result'
import type { Context } from '#platform/context'
import { browserSecret, type FormRefusal, readForm, type SentForm, visitorOf } from '#platform/sessions'
import { holderOf, readReference, referenceOf, type SentAttachments } from './attachments.ts'
import { MultipartError, type PartFile, readMultipart } from './multipart.ts'
import { type AttachmentOwner, ownerOf } from './owners.ts'
import { receiveFile } from './receive.ts'
import { FILE_SENTENCES } from './refusals.ts'
import { type Attachment, findAttachment } from './store.ts'

export type FormWithFiles = {
  readonly form: Result<SentForm, FormRefusal>
  /** For `attach`, in the act. */
  readonly attachments: SentAttachments
  /** To show in the form, should it come back. */
  readonly held: readonly HeldFile[]
  /** Why a file was not taken: shown beside the field. The form is then not to be acted upon. */
  readonly problem: string | undefined
}

/** A file that waits with its form. */
export type HeldFile = {
  readonly reference: string
  readonly id: string
  readonly name: string
  readonly sizeBytes: number
  readonly isPicture: boolean
  readonly alternative: string
}

/** Names of what `AttachmentField` sends. */
const FIELDS = { pieces: 'pieces', removed: 'pieces-retirees', alternative: 'pieces-texte' } as const
const MOST_TEXT_BYTES = 500_000
const MOST_ALTERNATIVE = 500

/**
 * Reads a form that may hold files: its text as `readForm` does, its files on the disk as they arrive, looked at, and held
 * for this browser until an act attaches them.
 *
 * @param kind  of the record the form is for, as declared among the contributions
 */
export async function readFormWithFiles(c: HonoContext, context: Context, kind: string): Promise<FormWithFiles> {
  const owner = ownerOf(context, kind)
  assert(owner, 'a form that takes files says what they are attached to')
  const room = await context.files.disk.roomAside()
  try {
    const files = await takeBody(c, owner, room)
    const form = await readForm(c, context)
    const holder = holderOf(context, browserSecret(c, context))
    const sent = form.ok ? form.value : { lists: await listsOf(c), submission: undefined }
    const kept = await findHeld(context, holder, sent.lists)
    if (!form.ok || !sent.submission) return shaped({ form, owner, holder, held: kept, problem: undefined })

    const personId = (await visitorOf(c))?.personId ?? null
    const received = await receiveAll(context, owner, files, { holder, personId, key: sent.submission.key, kept })
    const held = [...kept, ...received.taken.map((each) => heldFile(context, holder, each, sent.lists))]
    // Sent twice, the same files have the same identifiers: the body of the form is the same too.
    const body = { ...(sent.submission.body as object), pieces: held.map(({ id }) => id) }
    const whole = done({ ...form.value, submission: { key: sent.submission.key, body } })
    return shaped({ form: whole, owner, holder, held, problem: received.problem })
  } finally {
    await rm(room, { recursive: true, force: true })
  }
}

/** The files a form that comes back still holds; for pages that read their form by themselves. */
export function heldFiles(read: Pick<FormWithFiles, 'held'>): readonly HeldFile[] {
  return read.held
}

type Shaped = {
  readonly form: Result<SentForm, FormRefusal>
  readonly owner: AttachmentOwner
  readonly holder: Buffer
  readonly held: readonly HeldFile[]
  readonly problem: string | undefined
}

function shaped({ form, owner, holder, held, problem }: Shaped): FormWithFiles {
  const pieces = held.map(({ id, alternative }) => ({ id, alternative: alternative || null }))
  const isTooMany = held.length > owner.rules.most
  return {
    form,
    held,
    attachments: { kind: owner.kind, holder, pieces },
    problem: problem ?? (isTooMany ? FILE_SENTENCES['too-many'] : undefined),
  }
}

// What is left to the readers of forms is text alone.
async function takeBody(c: HonoContext, { rules }: AttachmentOwner, room: string): Promise<readonly PartFile[]> {
  const contentType = c.req.header('Content-Type') ?? ''
  if (!/^multipart\/form-data/i.test(contentType) || !c.req.raw.body) return []
  const whole = rules.most * rules.largestBytes
  const limits = {
    largestFileBytes: rules.largestBytes,
    mostFiles: rules.most,
    // Twice what is allowed is read to its end, so that the form comes back with its sentence.
    mostBytes: 2 * whole + MOST_TEXT_BYTES,
    mostTextBytes: MOST_TEXT_BYTES,
  }
  try {
    const read = await readMultipart(c.req.raw.body, contentType, limits, (rank) => join(room, String(rank)))
    const text = new FormData()
    for (const [name, value] of read.fields) text.append(name, value)
    c.req.bodyCache.formData = text
    return read.files.filter(({ field }) => field === FIELDS.pieces)
  } catch (error) {
    if (!(error instanceof MultipartError)) throw error
    throw new HTTPException(413, { cause: error })
  }
}

async function receiveAll(
  context: Context,
  owner: AttachmentOwner,
  files: readonly PartFile[],
  from: {
    readonly holder: Buffer
    readonly personId: string | null
    readonly key: string
    readonly kept: readonly HeldFile[]
  },
) {
  const taken: Attachment[] = []
  let problem: string | undefined
  if (from.kept.length + files.length > owner.rules.most) return { taken, problem: FILE_SENTENCES['too-many'] }
  for (const [rank, { path, name, declared, isTooLarge }] of files.entries()) {
    const received = isTooLarge
      ? refuse('too-large' as const)
      : await receiveFile(context, owner, { path, name, declared, sending: `form ${from.key} ${rank}` }, from)
    if (received.ok) taken.push(received.value)
    else problem ??= sentenceFor(name, FILE_SENTENCES[received.refusal], files.length)
  }
  return { taken, problem }
}

function sentenceFor(name: string, sentence: string, count: number): string {
  const shown = name.replaceAll(/[\p{Cc}\p{Cf}]/gu, '').slice(0, 60)
  return count > 1 ? `« ${shown} » : ${sentence}` : sentence
}

type Lists = Readonly<Record<string, readonly string[]>>

async function findHeld(context: Context, holder: Buffer, lists: Lists): Promise<readonly HeldFile[]> {
  const removed = new Set(lists[FIELDS.removed])
  const ids = (lists[FIELDS.pieces] ?? []).map((reference) => readReference(context, holder, reference))
  const known = [...new Set(ids)].filter((id): id is string => id !== undefined && !removed.has(id)).slice(0, 50)
  const found = await Promise.all(known.map((id) => findAttachment(context.db, id)))
  return found.filter((each) => each !== undefined).map((each) => heldFile(context, holder, each, lists))
}

function heldFile(context: Context, holder: Buffer, attachment: Attachment, lists: Lists): HeldFile {
  const { id, name, sizeBytes, mediaType } = attachment
  const isPicture = mediaType.startsWith('image/')
  const own = lists[`${FIELDS.alternative}-${id}`]?.at(-1)
  const told = own ?? (isPicture ? (lists[FIELDS.alternative]?.at(-1) ?? '') : '')
  const alternative = told.replaceAll(/\s+/g, ' ').trim().slice(0, MOST_ALTERNATIVE)
  return { reference: referenceOf(context, holder, id), id, name, sizeBytes, isPicture, alternative }
}

async function listsOf(c: HonoContext): Promise<Lists> {
  const body = await c.req.parseBody({ all: true })
  const entries = Object.entries(body).map(([name, value]) => [
    name,
    [value].flat().filter((one) => typeof one === 'string'),
  ])
  return Object.fromEntries(entries) as Lists
}
