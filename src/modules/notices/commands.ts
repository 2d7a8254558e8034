import { createHmac } from 'node:crypto'
import type { Transaction } from 'kysely'
import { done, type Result, refuse } from '#kernel/result'
import { listPeopleByEmail } from '#modules/accounts'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { type DB, inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import { type AttachRefusal, attach, type SentAttachments } from '#platform/files'
import { networkOf } from '#platform/http'
import { post } from '#platform/mail'
import { tell } from '#platform/notices'
import {
  type CommuneRead,
  type ContactRefusal,
  decideMessage,
  decidePace,
  HOUR_MS,
  referenceFrom,
  type StoredMessage,
  SUBJECT_WORDS,
} from './model.ts'
import * as store from './store.ts'
import { CONTACT_SUBJECT } from './subjects.ts'

export type SentMessage = { readonly reference: string }

/** Pieces that waited too long, or too many of them. */
type PiecesRefusal = { readonly kind: 'attachments'; readonly refusal: AttachRefusal }

/**
 * Keeps what somebody wrote and posts it to the territory's address, when it has one.
 *
 * @param commune  what the field `commune` was understood as; undefined when it was left empty
 * @param network  address of who writes, as far as it can be known; only its keyed hash is kept, for an hour
 */
export function sendMessage(
  context: Context,
  input: {
    readonly submission: Submission
    readonly fields: Readonly<Record<string, string>>
    readonly commune?: CommuneRead | undefined
    readonly attachments?: SentAttachments | undefined
    readonly network: string | undefined
  },
): Promise<Result<SentMessage, ContactRefusal | PiecesRefusal | SubmissionRefusal>> {
  const [messageId, paceId, reference] = [context.newId(), context.newId(), referenceFrom(context.random(8))]
  const communeName = input.commune?.kind === 'one' ? input.commune.commune.name : undefined
  const network = networkHash(context, input.network)
  return inTransaction<SentMessage, ContactRefusal | PiecesRefusal>(context, input.submission, async (transaction) => {
    const now = context.now()
    const decision = decideMessage(input.fields, input.commune)
    if (!decision.ok) return refuse({ kind: 'faults', faults: decision.refusal })
    const pace = decidePace(await store.listPace(transaction, network, new Date(now.getTime() - HOUR_MS)), now)
    if (!pace.ok) return pace

    const message = decision.value
    await store.insertPace(transaction, { id: paceId, network, sentAt: now })
    await store.insertMessage(transaction, { ...message, id: messageId, reference, receivedAt: now })
    const attached = input.attachments && (await attach(transaction, context, messageId, input.attachments))
    if (attached && !attached.ok) return refuse({ kind: 'attachments', refusal: attached.refusal })
    const pieceCount = input.attachments?.pieces.length ?? 0
    const to = context.settings.contact.email
    if (to !== null) {
      await post(transaction, context, {
        to,
        kind: 'notices.contact-message',
        subject: `Un message vous attend (${reference})`,
        paragraphs: [
          `${SUBJECT_WORDS[message.subject]}.`,
          message.body,
          `De : ${[message.name, communeName, message.email, message.telephone].filter(Boolean).join(', ') || 'sans nom ni adresse'}.`,
          ...(pieceCount === 0
            ? []
            : [`Pièces jointes : ${pieceCount}. Elles s’ouvrent depuis la liste des messages.`]),
          { label: 'Voir tous les messages', href: '/agents/messages' },
        ],
      })
    }
    return done({ reference })
  })
}

/** Marks a message as answered; done once, whoever else answers. */
export function answerMessage(
  context: Context,
  input: { readonly submission: Submission; readonly messageId: string },
): Promise<Result<void, 'message-unknown' | SubmissionRefusal>> {
  return inTransaction(context, input.submission, async (transaction) => {
    const by = context.actor.kind === 'person' ? context.actor.id : null
    const message = await store.markAnswered(transaction, input.messageId, { at: context.now(), by })
    if (!message) return refuse('message-unknown' as const)
    await recordAudit(transaction, context, { act: 'notices.message-answered', object: `message:${input.messageId}` })
    await tellOfAnswer(transaction, context, message)
    return done(undefined)
  })
}

// An address may be that of a household: each reads that there is an answer, and nothing of the question.
async function tellOfAnswer(
  transaction: Transaction<DB>,
  context: Context,
  { id, reference, email }: Pick<StoredMessage, 'id' | 'reference' | 'email'>,
): Promise<void> {
  const people = email === undefined ? [] : await listPeopleByEmail(transaction, email.toLowerCase())
  await tell(transaction, context, {
    subject: CONTACT_SUBJECT,
    object: `message:${id}`,
    state: 'answered',
    people: { ids: people.map((person) => person.id) },
    sentence: `Un agent a répondu au message ${reference}. La réponse est arrivée par téléphone ou par e-mail.`,
    href: '/mon-espace/messages',
  })
}

// One house or one office: the first 64 bits of an IPv6 address, the whole of an IPv4. Nobody known: all together.
function networkHash(context: Context, address: string | undefined): Buffer {
  return createHmac('sha256', context.keyFor('contact networks'))
    .update(networkOf(address, { v4: 32 }))
    .digest()
}
