import type { Transaction } from 'kysely'
import { done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { broadcast, type DB, inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import { attach, type SentAttachments } from '#platform/files'
import { tell } from '#platform/notices'
import { mayReadText } from '../../claims/ambassadors.ts'
import { isSameText } from '../../claims/differences.ts'
import type { OwnPicture, OwnWords } from '../../claims/own-words.ts'
import type { ReadingRefusal, TextRefusal } from '../../claims/sentences.ts'
import { OWN_PAGE } from '../../claims/subjects.ts'
import * as store from '../../store/claims/index.ts'
import { deciderOf, personOf } from './actor.ts'
import type { PiecesRefusal } from './claiming.ts'

type Saved = { readonly state: 'draft' | 'waiting' | 'published' }

/**
 * Saves what an organisation says of itself: a draft, or a text sent to be read. Each saving is a row of its own.
 *
 * @param basedOn   the last number when the form was read: another since is a conflict, and both texts are kept
 * @param setAside  the reader's text where the other one was chosen, kept in the history
 * @param picture   the one shown before, kept; null: none. A new file takes its place
 */
export function saveOwnWords(
  context: Context,
  input: {
    readonly submission: Submission
    readonly slug: string
    readonly basedOn: number
    readonly words: Omit<OwnWords, 'picture'>
    readonly picture: OwnPicture | null
    readonly attachments: SentAttachments
    readonly intent: 'draft' | 'send'
    readonly setAside?: OwnWords | undefined
  },
): Promise<Result<Saved, TextRefusal | PiecesRefusal | SubmissionRefusal>> {
  const [id, asideId, pictureId, personId] = [context.newId(), context.newId(), context.newId(), personOf(context)]
  const [piece] = input.attachments.pieces
  return inTransaction<Saved, TextRefusal | PiecesRefusal>(context, input.submission, async (transaction) => {
    const structure = await store.lockStructure(transaction, { slug: input.slug })
    if (!structure) return refuse('structure-unknown')
    if (!(await store.isMember(transaction, structure.id, personId))) return refuse('not-yours')
    const last = await store.lastNumber(transaction, structure.id)
    if (last !== input.basedOn) return refuse('changed-meanwhile')

    const picture = piece ? { id: pictureId, alternative: piece.alternative ?? '' } : input.picture
    const content: OwnWords = { ...input.words, picture }
    const shown = await store.findPublished(transaction, structure.id)
    if (input.intent === 'send' && !piece && shown && isSameText(shown.content, content)) return refuse('nothing-new')
    const state = await stateFor(transaction, input.intent)
    const saved = { structureId: structure.id, personId, savedAt: context.now() }
    if (input.setAside) {
      const aside = { ...saved, id: asideId, number: last + 1, content: input.setAside, state: 'replaced' as const }
      await store.insertRevision(transaction, aside)
    }
    await store.putAway(transaction, structure.id, 'in-hand')
    if (state === 'published') await store.putAway(transaction, structure.id, 'published')
    const number = last + (input.setAside ? 2 : 1)
    await store.insertRevision(transaction, { ...saved, id, number, content, state })
    if (piece) {
      const attached = await attach(transaction, context, pictureId, input.attachments)
      if (!attached.ok) return refuse({ kind: 'attachments', refusal: attached.refusal })
    }
    const details = { revision: id, state }
    await recordAudit(transaction, context, {
      act: 'directory.own-words-saved',
      object: `structure:${structure.id}`,
      details,
    })
    if (state === 'published') await broadcast(transaction, 'published', 'annuaire')
    return done({ state })
  })
}

async function stateFor(transaction: Transaction<DB>, intent: 'draft' | 'send'): Promise<Saved['state']> {
  if (intent === 'draft') return 'draft'
  const { moderation } = await store.findDirectorySettings(transaction)
  return moderation === 'after' ? 'published' : 'waiting'
}

export type Reading = 'accept' | 'ask' | 'refuse'

/** What reads the texts of organisations: the house, or an ambassador with the seats they hold now. */
export type TextReader =
  | { readonly kind: 'agent' }
  | { readonly kind: 'ambassador'; readonly seats: readonly store.AmbassadorSeat[] }

/** Reads the text of an organisation: shows it, asks about it, or refuses it with the reason. Its people are told. */
export function readText(
  context: Context,
  input: {
    readonly submission: Submission
    readonly revisionId: string
    readonly reading: Reading
    readonly reason: string
    readonly reader: TextReader
  },
): Promise<Result<void, ReadingRefusal | SubmissionRefusal>> {
  const reason = input.reason.trim()
  return inTransaction<void, ReadingRefusal>(context, input.submission, async (transaction) => {
    const seen = await store.findRevision(transaction, input.revisionId)
    if (!seen || !(await store.lockStructure(transaction, { id: seen.structureId }))) return refuse('revision-unknown')
    // Read again once held: somebody may have answered, or the organisation written, while we waited.
    const text = await store.findRevision(transaction, input.revisionId)
    const mayRead = text && (await mayReadThis(transaction, input.reader, text, personOf(context)))
    if (!text || !mayRead) return refuse('not-yours')
    if (!['waiting', 'published'].includes(text.state) || text.readAt !== null) return refuse('state-moved')
    if (input.reading !== 'accept' && (reason.length < 5 || reason.length > 500)) return refuse('reason-missing')
    await settle(transaction, context, text, { reading: input.reading, reason })
    await tellOrganisation(transaction, context, text, input.reading)
    return done(undefined)
  })
}

async function settle(
  transaction: Transaction<DB>,
  context: Context,
  text: store.Revision,
  { reading, reason }: { readonly reading: Reading; readonly reason: string },
): Promise<void> {
  const read = { by: deciderOf(context), at: context.now() }
  if (reading === 'accept') {
    if (text.state === 'waiting') await store.putAway(transaction, text.structureId, 'published')
    await store.setRevision(transaction, text.id, { ...read, state: 'published', reason: null })
  } else {
    // A draft begun since stands in hand: what was shown and is refused goes to the history.
    const isInHand =
      text.state === 'waiting' || (await store.findWorking(transaction, text.structureId))?.id === text.id
    const state = isInHand ? (reading === 'ask' ? 'asked' : 'refused') : 'replaced'
    await store.setRevision(transaction, text.id, { ...read, state, reason })
    if (text.state === 'published') await store.restoreRead(transaction, text.structureId)
  }
  await recordAudit(transaction, context, {
    act: 'directory.own-words-read',
    object: `structure:${text.structureId}`,
    details: { revision: text.id, reading },
  })
  await broadcast(transaction, 'published', 'annuaire')
}

// Nobody reads their own text: whoever wrote it, or speaks for the same organisation, is its judge and its party.
async function mayReadThis(
  transaction: Transaction<DB>,
  reader: TextReader,
  text: store.Revision,
  personId: string,
): Promise<boolean> {
  if (text.personId === personId || (await store.isMember(transaction, text.structureId, personId))) return false
  if (reader.kind === 'agent') return true
  const { ambassadorScope } = await store.findDirectorySettings(transaction)
  const epciCode = await store.findEpciCode(transaction, text.communeCode)
  return mayReadText(reader.seats, { structureId: text.structureId, epciCode }, ambassadorScope)
}

const TOLD: Readonly<Record<Reading, string>> = {
  accept: 'Le texte de votre structure est accepté : il est sur sa page.',
  ask: 'Une question vous est posée sur le texte de votre structure.',
  refuse: 'Le texte de votre structure est refusé. La raison est sur la page où vous l’avez écrit.',
}

async function tellOrganisation(
  transaction: Transaction<DB>,
  context: Context,
  text: store.Revision,
  reading: Reading,
) {
  await tell(transaction, context, {
    subject: OWN_PAGE,
    object: `revision:${text.id}`,
    state: reading,
    people: { ids: await store.listMembers(transaction, text.structureId) },
    sentence: TOLD[reading],
    href: `/annuaire/${text.slug}/notre-page`,
  })
}
