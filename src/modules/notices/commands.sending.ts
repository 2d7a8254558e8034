import type { Transaction } from 'kysely'
import { listEmailsOf } from '#modules/accounts'
import type { Context } from '#platform/context'
import type { DB } from '#platform/database'
import { type MailList, post } from '#platform/mail'
import { EVERY_SUBJECT, type NoticeSubject } from '#platform/notices'
import { writeLetterTo } from './commands.letters.ts'
import { digestMail, messageMail } from './mails.ts'
import * as choices from './store.choices.ts'
import * as store from './store.sending.ts'
import { wayOutPath } from './way-out.ts'

/** People held in memory at a time. */
const BATCH = 200
const MOST_FAILURES = 100
const FIRST = '00000000-0000-0000-0000-000000000000'

/**
 * Sends what is due: messages to come at once, each in its mail, and one digest a person. Each person is one transaction:
 * killed in the middle, nobody is written to twice and nobody is forgotten.
 *
 * @returns  how many people had something due
 * @throws   what stopped the mail of one of them, once the others are served: the job tries again
 */
export async function sendDue(context: Context): Promise<number> {
  const now = context.now()
  let [after, count] = [FIRST, 0]
  const failures: unknown[] = []
  for (;;) {
    const people = await store.listDuePeople(context.db, now, after, BATCH)
    for (const personId of people) {
      const sent = context.db.transaction().execute((transaction) => sendTo(transaction, context, personId, now))
      await sent.catch((failure: unknown) => failures.push(failure))
    }
    // When nobody can be served it is no fault of theirs: the database is away.
    if (failures.length > MOST_FAILURES) throw failures[0]
    count += people.length
    if (people.length < BATCH) break
    after = people.at(-1)!
  }
  if (failures.length > 0) throw failures[0]
  return count
}

async function sendTo(transaction: Transaction<DB>, context: Context, personId: string, now: Date): Promise<void> {
  const due = await store.takeDue(transaction, personId, now)
  if (due.length === 0) return
  const { held = [], read = [], send = [] } = Object.groupBy(due, fateOf)
  await store.setDelivery(transaction, idsOf(held), 'held', now)
  await store.setDelivery(transaction, idsOf(read), 'inbox', now)
  if (send.length === 0) return

  const [address] = await listEmailsOf(transaction, personId)
  if (address === undefined) return leaveForLetters(transaction, context, personId, send, now)
  await mailTo(transaction, context, { personId, address, messages: send })
  await store.setDelivery(transaction, idsOf(send), 'mailed', now)
}

function fateOf({ isOutOfSeason, isRead, rhythm }: store.DueMessage): 'held' | 'read' | 'send' {
  if (isOutOfSeason) return 'held'
  return isRead && rhythm !== 'now' ? 'read' : 'send'
}

// Without e-mail: letters for service, and for what one has asked for; the rest is read here, or at the desk.
async function leaveForLetters(
  transaction: Transaction<DB>,
  context: Context,
  personId: string,
  messages: readonly store.DueMessage[],
  now: Date,
): Promise<void> {
  const { rhythms } = await choices.findChoices(transaction, personId)
  const { letter = [], inbox = [] } = Object.groupBy(messages, ({ subject, isService }) =>
    isService || rhythms.has(subject) ? 'letter' : 'inbox',
  )
  await store.setDelivery(transaction, idsOf(letter), 'letter', now)
  if (letter.length > 0) {
    const paragraphs = letter.flatMap(({ sentence, href }) => [sentence, { label: 'Sur le site', href }])
    const subject = letter.length === 1 ? 'Une nouvelle pour vous' : 'Des nouvelles pour vous'
    await writeLetterTo(transaction, context, personId, { kind: 'notices.letter', subject, paragraphs })
  }
  await store.setDelivery(transaction, idsOf(inbox), 'inbox', now)
}

type Letterbox = { readonly personId: string; readonly address: string; readonly messages: readonly store.DueMessage[] }

async function mailTo(transaction: Transaction<DB>, context: Context, to: Letterbox): Promise<void> {
  const { personId, address, messages } = to
  const names = new Map(subjectsOf(context).map(({ id, name }) => [id, name]))
  const { now: urgent = [], later = [] } = Object.groupBy(messages, ({ rhythm }) =>
    rhythm === 'now' ? 'now' : 'later',
  )
  for (const message of urgent) {
    const name = names.get(message.subject) ?? 'Votre espace'
    const list: MailList = message.isService ? { id: message.subject, name } : await listOf(message.subject, name)
    const mail = messageMail(message, name, list.unsubscribePath)
    await post(transaction, context, { ...mail, to: address, personId, list })
  }
  if (later.length === 0) return
  const list = await listOf(EVERY_SUBJECT, 'Nouvelles')
  const mail = digestMail(later, names, list.unsubscribePath)
  await post(transaction, context, { ...mail, to: address, personId, list: { ...list, id: 'nouvelles' } })

  async function listOf(subject: string, name: string) {
    const way = { id: context.newId(), personId, subject, at: context.now() }
    const id = await choices.findOrInsertWayOut(transaction, way)
    return { id: subject, name, unsubscribePath: wayOutPath(context.keyFor, id) }
  }
}

/** What people may be told of, in module order. */
export function subjectsOf({ contributions }: Pick<Context, 'contributions'>): readonly NoticeSubject[] {
  return contributions.flatMap(({ notices }) => notices ?? [])
}

function idsOf(messages: readonly store.DueMessage[]): readonly string[] {
  return messages.map(({ id }) => id)
}
