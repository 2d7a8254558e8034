import { createHmac } from 'node:crypto'
import type { Transaction } from 'kysely'
import { dayIn } from '#kernel/calendar'
import { done, type Result, refuse } from '#kernel/result'
import type { Context } from '#platform/context'
import { actingAs, type DB, inTransaction, type SubmissionRefusal } from '#platform/database'
import { post } from '#platform/mail'
import { plainSms, type SmsRates } from '#platform/sms'
import { type Channel, contactKeyOf, isDisposable, mailboxOf } from '../../sealed/evidence-contact.ts'
import { decideAsking, PACE, type PaceRefusal, type PaceSubject, SUBJECTS } from '../../sealed/evidence-pace.ts'
import type { DoneWork, WorkRefusal } from '../../sealed/evidence-work.ts'
import type { Signal } from '../../sealed/flags-model.ts'
import type { Person } from '../../sealed/pass.ts'
import { pepperOf } from '../../sealed/uniqueness.ts'
import * as store from '../../store/roll/index.ts'
import { drawIds, keyOfPerson, paceTrace, type VoterVisit } from './visit.ts'

export type AskRefusal = PaceRefusal | { readonly kind: WorkFault | 'sms-budget-spent' }

/** What is wrong with the work a device brought. */
type WorkFault = Exclude<WorkRefusal, 'work-missing'> | 'work-spent'

/** Somebody who asks for a code, and where to send it. */
export type Asking = VoterVisit & {
  readonly person: Person
  readonly commune: string | null
  readonly channel: Channel
  /** A mail address, or a mobile number as `#kernel/telephone` writes it. */
  readonly contact: string
  /** Undefined without JavaScript: the limits are then lower. */
  readonly work: DoneWork | undefined
  /** What a text message costs, and what a day may hold; mails cost nothing. */
  readonly smsRates?: SmsRates | undefined
}

/**
 * Sends a code to who says who they are. The answer is the same whether the person has voted, the address is known, or not:
 * nothing of the roll is looked at.
 */
export function askForVoteCode(
  context: Context,
  asking: Asking,
): Promise<Result<null, AskRefusal | SubmissionRefusal>> {
  const code = drawCode(context)
  const ids = drawIds(context, SUBJECTS.length + 2)
  return inTransaction<null, AskRefusal>(context, asking.submission, async (transaction) => {
    const now = context.now()
    const traces = tracesOf(context, asking)
    await store.lockSubjects(
      transaction,
      traces.map(({ subject }) => subject),
    )
    const asked = await actingAs(transaction, 'registrar', (registrar) =>
      decideAndKeep(registrar, context, asking, { traces, ids, code }),
    )
    if (!asked.ok) return asked
    const expiresAt = new Date(now.getTime() + PACE.codeLivesMs)
    if (asking.channel === 'email') await mailCode(transaction, context, asking, code, expiresAt)
    else await context.enqueue(transaction, 'ballots.send-sms', { id: ids[1] })
    return done(null)
  })
}

type Drawn = {
  readonly traces: readonly store.PaceTrace[]
  readonly ids: readonly string[]
  readonly code: string
}

async function decideAndKeep(
  registrar: Transaction<DB>,
  context: Context,
  asking: Asking,
  { traces, ids, code }: Drawn,
): Promise<Result<null, AskRefusal>> {
  const now = context.now()
  const counts = await store.countRecent(registrar, traces, new Date(now.getTime() - PACE.hourMs))
  const recent = Object.fromEntries(SUBJECTS.map((kind, rank) => [kind, counts[rank]!])) as Record<
    PaceSubject,
    (typeof counts)[number]
  >
  const decision = decideAsking(recent, asking.work?.level, now)
  if (!decision.ok) {
    return decision.refusal === 'work-too-light' ? refuse({ kind: 'work-too-light' }) : refuse(decision.refusal)
  }
  const { work } = asking
  if (work && !(await store.spendWork(registrar, work.signature, work.expiresAt))) return refuse({ kind: 'work-spent' })
  const expiresAt = new Date(now.getTime() + PACE.codeLivesMs)
  if (asking.channel === 'sms' && !(await keepSms(registrar, context, asking, ids[1]!, code, expiresAt))) {
    return refuse({ kind: 'sms-budget-spent' })
  }
  await store.insertPace(
    registrar,
    traces.map((trace, rank) => ({ ...trace, id: ids[rank + 2]! })),
    now,
  )
  await store.insertChallenge(registrar, challengeOf(context, asking, ids[0]!, code, expiresAt), now)
  return decision
}

function challengeOf(context: Context, asking: Asking, id: string, code: string, expiresAt: Date): store.Challenge {
  const { poll, browserHash, channel, contact, person, commune } = asking
  return {
    id,
    pollId: poll.id,
    browserHash,
    channel,
    address: contact,
    contactKey: contactKeyOf(context.keyFor(pepperOf(poll.id)), channel, contact),
    key: keyOfPerson(context, poll, person),
    person,
    commune,
    signals: signalsOf(channel, contact),
    codeHash: hashOfVoteCode(context, id, code),
    triesLeft: PACE.triesPerCode,
    expiresAt,
  }
}

function signalsOf(channel: Channel, contact: string): readonly Signal[] {
  if (channel !== 'email') return []
  const isAlias = /\+[^@]*@/.test(contact.slice(1))
  return [
    ...(isDisposable(contact) ? ['disposable-domain' as const] : []),
    ...(isAlias ? ['mailbox-alias' as const] : []),
  ]
}

/** What is kept of a code that was sent. */
export function hashOfVoteCode(context: Context, challengeId: string, code: string): Uint8Array {
  return createHmac('sha256', context.keyFor('vote codes')).update(`${challengeId} ${code}`).digest()
}

function tracesOf(context: Context, { address, subnet, browserHash, channel, contact }: Asking) {
  const box = channel === 'email' ? mailboxOf(contact) : contact
  const values: Readonly<Record<PaceSubject, string | Uint8Array>> = {
    address,
    subnet,
    device: browserHash,
    contact: `${channel} ${box}`,
  }
  return SUBJECTS.map((kind) => paceTrace(context, 'ask', kind, values[kind]))
}

// Six digits: five tries in half an hour leave a chance in 200 000.
function drawCode(context: Context): string {
  const bytes = context.random(8)
  const number = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0)
  return String(number % 1_000_000n).padStart(6, '0')
}

function inPairs(code: string): string {
  return code.match(/../g)?.join(' ') ?? code
}

function mailCode(
  transaction: Transaction<DB>,
  context: Context,
  { contact, poll }: Asking,
  code: string,
  usefulUntil: Date,
): Promise<void> {
  return post(transaction, context, {
    to: contact,
    kind: 'ballots.vote-code',
    subject: 'Votre code pour voter',
    paragraphs: [
      `Bonjour, voici le code pour voter : ${poll.manifest.title}. Tapez-le dans la page où vous l’avez demandé.`,
      { code: inPairs(code) },
      'Il sert une seule fois, pendant 30 minutes. Il ne suffit pas à voter : il reste à confirmer vos choix.',
      'Ne le donnez à personne. Si vous n’avez rien demandé, il n’y a rien à faire.',
    ],
    usefulUntil,
  })
}

async function keepSms(
  registrar: Transaction<DB>,
  context: Context,
  { contact, poll, smsRates }: Asking,
  id: string,
  code: string,
  usefulUntil: Date,
): Promise<boolean> {
  if (!smsRates) return false
  if (!(await store.spendOnSms(registrar, { day: dayIn(context.now()), ...smsRates }))) return false
  // The code first: a telephone shows the beginning, and a long title is cut.
  const words = plainSms(`${inPairs(code)} est votre code, pendant 30 minutes, pour voter : ${poll.manifest.title}`)
  await store.insertSms(registrar, id, { recipient: contact, words, usefulUntil })
  return true
}
