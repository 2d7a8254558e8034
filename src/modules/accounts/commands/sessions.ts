import { createHmac } from 'node:crypto'
import type { Transaction } from 'kysely'
import { recordAudit } from '#platform/audit'
import { actingAs, type Context } from '#platform/context'
import type { DB } from '#platform/database'
import type { Assurance, HeldRole, Visitor } from '#platform/sessions'
import { countsAfter, lifeOf } from '../model.ts'
import { dayOf } from '../roles/days.ts'
import { hashOfSecret } from '../sessions.ts'
import { LIMITS } from '../sign-in-rules.ts'
import * as store from '../store/index.ts'

/** A session about to open. `secret` goes to the browser's cookie and nowhere else. */
export type SessionDraft = { readonly id: string; readonly secret: string }

/**
 * Drawn before the transaction of the sign-in.
 *
 * @param submissionKey  of the form that signs in, when there is one: sent twice, it gives the same secret, so that
 *                       whichever answer the browser reads opens the session
 */
export function draftSession(context: Context, submissionKey?: string): SessionDraft {
  const secret =
    submissionKey === undefined
      ? Buffer.from(context.random(32)).toString('base64url')
      : createHmac('sha256', context.keyFor('session secrets')).update(submissionKey).digest('base64url')
  return { id: context.newId(), secret }
}

/** Who opens a session and how they proved it. */
type SessionProof = {
  readonly personId: string
  readonly assurance: Assurance
  readonly device: string
  /** Hash of the session of this browser until now: it ends, so that nobody finds it open behind. */
  readonly replaces?: Uint8Array | undefined
}

/** Opens a session, in the transaction of whatever proved who the person is. */
export async function openSession(
  transaction: Transaction<DB>,
  context: Context,
  draft: SessionDraft,
  proof: SessionProof,
): Promise<void> {
  const now = context.now()
  const { personId, assurance, device, replaces } = proof
  if (replaces) await store.deleteSessionOfSecret(transaction, replaces)
  await store.insertSession(transaction, {
    id: draft.id,
    secretHash: hashOfSecret(draft.secret),
    ...{ personId, assurance, device },
    openedAt: now,
    expiresAt: new Date(now.getTime() + lifeOf(assurance).idleMs),
  })
  await store.deleteSessionsBeyond(transaction, personId, LIMITS.sessionsPerPerson)
  const acting = actingAs(context, { kind: 'person', id: personId })
  await recordAudit(transaction, acting, {
    act: 'accounts.signed-in',
    object: `session:${draft.id}`,
    details: { assurance },
  })
}

/**
 * Who holds this secret now. The session is prolonged by being used, at most once a minute.
 *
 * @param isDemonstration  whether a session opened by a button of the demonstration counts
 */
export async function findVisitor(
  context: Context,
  secret: string,
  isDemonstration = false,
): Promise<Visitor | undefined> {
  const now = context.now()
  const session = await store.findSession(context.db, hashOfSecret(secret), now)
  if (!session) return undefined
  // Its button proves nothing: a demonstration whose data goes to real use leaves no way in.
  if (session.assurance === 'demonstration' && !isDemonstration) return undefined
  const roles = await rolesOf(context, session)
  // An agent who is no longer one acts for nobody: the form on their screen must not be sent in their own name either.
  if (session.actingFor && !session.actsByMandate && !roles.some(({ role }) => role === 'agent')) return undefined
  if (now.getTime() - session.seenAt.getTime() > 60_000) await prolong(context, session, now)
  return {
    personId: session.personId,
    sessionId: session.id,
    displayName: session.displayName,
    assurance: session.assurance,
    signedInAt: session.openedAt,
    roles,
    actingFor: session.actingFor,
  }
}

// Read at each request: a role taken back is gone at the next page.
async function rolesOf(context: Context, session: store.SessionRow): Promise<readonly HeldRole[]> {
  const held = await store.listHeldRoles(context.db, session.personId, dayOf(context.now()))
  return [{ role: 'resident', object: null }, ...held.filter(({ role }) => countsAfter(role, session.assurance))]
}

async function prolong(context: Context, session: store.SessionRow, now: Date): Promise<void> {
  const { idleMs, wholeMs } = lifeOf(session.assurance)
  const end = Math.min(now.getTime() + idleMs, session.openedAt.getTime() + wholeMs)
  await store.touchSession(context.db, session.id, now, new Date(end))
}
