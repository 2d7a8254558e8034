import { createHash } from 'node:crypto'
import type { Transaction } from 'kysely'
import { fingerprintOf, manifestText } from '#kernel/ballot'
import { canonicalJson } from '#kernel/canonical-json'
import { done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { broadcast, type DB, inTransaction, type SubmissionRefusal } from '#platform/database'
import { gapsOf, manifestOf, type PreparedPoll } from '../../sealed/readiness.ts'
import * as store from '../../store/sealed/index.ts'
import { createLog, logKeyOf } from '../casting/index.ts'
import { type DraftRefusal, type OfPoll, openDraft, stampOf } from './drafts.ts'

/** Why a poll is not published, gravest first. */
export type PublicationRefusal = DraftRefusal | 'not-ready' | 'nothing-proposed' | 'same-person'

/** First of two people: this version is ready to be published. */
export function proposePublication(
  context: Context,
  input: OfPoll & { readonly version: number },
): Promise<Result<void, PublicationRefusal | SubmissionRefusal>> {
  return inTransaction<void, PublicationRefusal>(context, input.submission, async (transaction) => {
    const poll = await openDraft(transaction, input.pollId)
    if (!poll.ok) return poll
    const { id, version } = poll.value
    if (version !== input.version) return refuse('changed-meanwhile')
    const prepared = await store.readPrepared(transaction, poll.value, context.now())
    if (gapsOf(prepared, context.now()).length > 0) return refuse('not-ready')

    await store.deleteProposal(transaction, id, 'publication')
    const proposal = { what: 'publication', version, closesAt: null, reason: null } as const
    await store.insertProposal(transaction, id, proposal, stampOf(context))
    await recordAudit(transaction, context, { act: 'ballots.publication-proposed', object: `sealed-poll:${id}` })
    return done(undefined)
  })
}

/**
 * Second of two people: the rules are frozen, their fingerprint is computed, the public log begins.
 *
 * The order of the options is drawn by lot here: ties fall back on it.
 */
export async function confirmPublication(
  context: Context,
  input: OfPoll & { readonly version: number },
): Promise<Result<void, PublicationRefusal | SubmissionRefusal>> {
  const logKey = await logKeyOf(context)
  const lot = context.random(32)
  return inTransaction<void, PublicationRefusal>(context, input.submission, async (transaction) => {
    const poll = await openDraft(transaction, input.pollId)
    if (!poll.ok) return poll
    const { id, version } = poll.value
    const proposal = await store.findProposal(transaction, id, 'publication')
    if (!proposal) return refuse('nothing-proposed')
    if (version !== input.version || version !== proposal.version) return refuse('changed-meanwhile')
    const stamp = stampOf(context)
    if (proposal.proposedBy === stamp.by) return refuse('same-person')
    const prepared = await store.readPrepared(transaction, poll.value, stamp.at)
    if (gapsOf(prepared, stamp.at).length > 0) return refuse('not-ready')

    await publish(transaction, context, prepared, { logKey, lot, at: stamp.at })
    await recordAudit(transaction, context, { act: 'ballots.published', object: `sealed-poll:${id}` })
    await broadcast(transaction, 'published', 'ballots')
    return done(undefined)
  })
}

/** The second person refuses, or the first takes it back: it stays a draft. */
export function refusePublication(
  context: Context,
  input: OfPoll,
): Promise<Result<void, PublicationRefusal | SubmissionRefusal>> {
  return inTransaction<void, PublicationRefusal>(context, input.submission, async (transaction) => {
    const poll = await openDraft(transaction, input.pollId)
    if (!poll.ok) return poll
    await store.deleteProposal(transaction, poll.value.id, 'publication')
    await recordAudit(transaction, context, {
      act: 'ballots.publication-refused',
      object: `sealed-poll:${poll.value.id}`,
    })
    return done(undefined)
  })
}

async function publish(
  transaction: Transaction<DB>,
  context: Context,
  prepared: PreparedPoll,
  drawn: { readonly logKey: string; readonly lot: Uint8Array; readonly at: Date },
): Promise<void> {
  const order = drawnOrder(
    prepared.options.map(({ code }) => code),
    drawn.lot,
  )
  const shown = shownHashes(prepared, await store.listPictureHashes(transaction, prepared.id))
  const manifest = manifestOf(prepared, { logKey: drawn.logKey, order, shown })
  const text = manifestText(manifest)
  const fingerprint = fingerprintOf(text)
  await store.writePositions(transaction, prepared.id, order)
  await store.deleteProposal(transaction, prepared.id, 'publication')
  await store.insertManifest(transaction, {
    pollId: prepared.id,
    manifest: text,
    fingerprint,
    opensAt: new Date(manifest.opensAt),
    closesAt: new Date(manifest.closesAt),
    publishedAt: drawn.at,
  })
  await createLog(transaction, { pollId: prepared.id, fingerprint }, context)
}

/** Sorted by a hash of the lot and the code: nobody chooses the order. */
function drawnOrder(codes: readonly string[], lot: Uint8Array): readonly string[] {
  const placeOf = (code: string) => createHash('sha256').update(lot).update(code).digest('hex')
  return codes.toSorted((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1))
}

/** What voters are shown of each option, words and picture: nobody changes them during the vote unseen. */
function shownHashes({ options }: PreparedPoll, pictures: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map(
    options.map((option) => {
      const { code, name, summary, place, pictureWords } = option
      const shown = canonicalJson({ name, picture: pictures.get(code) ?? null, pictureWords, place, summary })
      return [code, createHash('sha256').update(shown).digest('hex')]
    }),
  )
}
