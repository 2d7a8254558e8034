import { createHash } from 'node:crypto'
import { assert, done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { broadcast, inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import { programmeText } from '../document.ts'
import { type EditRefusal, findGaps } from '../editing.ts'
import type { Programme } from '../model.ts'
import type { DraftRefusal } from '../refusals.ts'
import * as store from '../store/index.ts'

/**
 * Begins a version: from the one in force, with everything tied to it, or from nothing.
 *
 * @param first  the programme a territory begins with, when none is published
 */
export function openDraft(
  context: Context,
  { submission, first }: { readonly submission: Submission; readonly first: Programme },
): Promise<Result<{ readonly edition: number }, DraftRefusal | SubmissionRefusal>> {
  return inTransaction<{ readonly edition: number }, DraftRefusal>(context, submission, async (transaction) => {
    const last = await store.findLastPublication(transaction)
    const begun = await store.insertDraft(transaction, last?.programme ?? first, context.now())
    if (!begun) return refuse('draft-open')
    await recordAudit(transaction, context, { act: 'programme.draft-opened', object: DRAFT })
    return done({ edition: 1 })
  })
}

/**
 * Changes the draft.
 *
 * @param readAt  edition the form was read at
 * @param edit    pure: from the draft as it is to the draft as it should be
 */
export function editDraft(
  context: Context,
  input: {
    readonly submission: Submission
    readonly readAt: number
    readonly edit: (programme: Programme) => Result<Programme, EditRefusal>
  },
): Promise<Result<{ readonly edition: number }, DraftRefusal | EditRefusal | SubmissionRefusal>> {
  const { submission, readAt, edit } = input
  type Refusal = DraftRefusal | EditRefusal
  return inTransaction<{ readonly edition: number }, Refusal>(context, submission, async (transaction) => {
    const draft = await store.lockDraft(transaction)
    if (!draft) return refuse('draft-unknown')
    if (draft.edition !== readAt) return refuse('draft-moved')
    const edited = edit(draft.programme)
    if (!edited.ok) return edited
    const edition = draft.edition + 1
    await store.updateDraft(transaction, { programme: edited.value, edition, at: context.now() })
    await recordAudit(transaction, context, { act: 'programme.draft-changed', object: DRAFT })
    return done({ edition })
  })
}

/** Asks somebody else to publish the draft as it is. Refused while something is missing, as a legal basis. */
export function askToPublish(
  context: Context,
  { submission, readAt }: { readonly submission: Submission; readonly readAt: number },
): Promise<Result<{ readonly edition: number }, DraftRefusal | SubmissionRefusal>> {
  const asker = actorOf(context)
  return inTransaction<{ readonly edition: number }, DraftRefusal>(context, submission, async (transaction) => {
    const draft = await store.lockDraft(transaction)
    const refusal = await refusalOf(transaction, draft, readAt)
    if (refusal) return refuse(refusal)
    await store.askPublication(transaction, asker)
    await recordAudit(transaction, context, { act: 'programme.publication-asked', object: DRAFT })
    return done({ edition: readAt })
  })
}

/** Publishes the draft: the second person. From then on nothing of it changes; the next change is a new version. */
export function publishDraft(
  context: Context,
  { submission, readAt }: { readonly submission: Submission; readonly readAt: number },
): Promise<Result<{ readonly number: number }, DraftRefusal | SubmissionRefusal>> {
  const publishedBy = actorOf(context)
  return inTransaction<{ readonly number: number }, DraftRefusal>(context, submission, async (transaction) => {
    const draft = await store.lockDraft(transaction)
    const refusal = await refusalOf(transaction, draft, readAt)
    if (refusal || !draft) return refuse(refusal ?? 'draft-unknown')
    if (draft.askedBy === null) return refuse('not-asked')
    if (draft.askedBy === publishedBy) return refuse('same-person')

    const { programme, askedBy } = draft
    const content = programmeText(programme)
    const number = ((await store.findLastPublication(transaction))?.number ?? 0) + 1
    const fingerprint = sha256(content)
    const publication = { number, programme, content, fingerprint, askedBy, publishedBy, publishedAt: context.now() }
    await store.insertPublication(transaction, publication)
    await store.deleteDraft(transaction)
    await recordAudit(transaction, context, { act: 'programme.published', object: `programme:${number}` })
    await broadcast(transaction, 'published', 'politique')
    return done({ number })
  })
}

const DRAFT = 'programme:draft'

async function refusalOf(
  db: store.Reader,
  draft: store.Draft | undefined,
  readAt: number,
): Promise<DraftRefusal | undefined> {
  if (!draft) return 'draft-unknown'
  if (draft.edition !== readAt) return 'draft-moved'
  if (findGaps(draft.programme).length > 0) return 'version-incomplete'
  const last = await store.findLastPublication(db)
  if (last && last.fingerprint === sha256(programmeText(draft.programme))) return 'nothing-changed'
  return undefined
}

function actorOf({ actor }: Context): string {
  assert(actor.kind === 'person', 'somebody asks and somebody publishes')
  return actor.id
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
