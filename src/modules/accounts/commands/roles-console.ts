import type { Transaction } from 'kysely'
import { assert, done, type Result } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { type DB, inTransaction, type SubmissionRefusal } from '#platform/database'
import { type ConsoleRefusal, decideAtConsole } from '../roles/confirmations.ts'
import { dayOf } from '../roles/days.ts'
import type { ConfirmationWay, GrantedRole } from '../roles/model.ts'
import * as store from '../store/index.ts'
import { detailsOf } from './roles.ts'
import { tellOfRole } from './telling.ts'

/** A grant made by the machine: by the first run, or by the demonstration. */
export type MachineGrant = {
  /** Drawn before the transaction. */
  readonly id: string
  readonly personId: string
  readonly role: GrantedRole
  readonly object?: string | null
  readonly endsOn?: string | null
}

/**
 * The first administrator, in the transaction of the first run. There is nobody to confirm yet: whoever reads the console
 * of the server did, by giving the code it printed.
 */
export function grantFirstAdministrator(
  transaction: Transaction<DB>,
  context: Context,
  grant: { readonly id: string; readonly personId: string },
): Promise<void> {
  return grantAtOnce(transaction, context, { ...grant, role: 'administrator' }, 'console')
}

/** A role of a fictitious person, in effect at once. */
export function grantForDemonstration(
  transaction: Transaction<DB>,
  context: Context,
  grant: MachineGrant,
): Promise<void> {
  assert(context.actor.kind === 'machine', 'only the machine gives roles without a second person')
  return grantAtOnce(transaction, context, grant, 'demonstration')
}

async function grantAtOnce(
  transaction: Transaction<DB>,
  context: Context,
  { id, personId, role, object = null, endsOn = null }: MachineGrant,
  way: ConfirmationWay,
): Promise<void> {
  const now = context.now()
  const terms = { id, personId, role, object, startsOn: dayOf(now), endsOn }
  const grant = { ...terms, needsConfirmation: true, delegatedFrom: null, askedBy: null, askedAt: now }
  await store.insertGrant(transaction, grant, null)
  await store.insertConfirmation(transaction, id, { by: null, with: way, at: now })
  const details = { ...detailsOf(grant), with: way }
  await recordAudit(transaction, context, { act: 'accounts.role-confirmed', object: `person:${personId}`, details })
}

/**
 * The console of the server stands for the second person, while nobody else can: `filigrane admin confirm`.
 *
 * @returns who has the role now
 */
export function confirmAtConsole(
  context: Context,
  grantId: string,
): Promise<Result<{ readonly personId: string; readonly role: GrantedRole }, ConsoleRefusal | SubmissionRefusal>> {
  const submission = { key: `console-${grantId}`, body: { grantId } }
  return inTransaction(context, submission, async (transaction) => {
    await store.lockRoles(transaction)
    const today = dayOf(context.now())
    const administrators = await store.listInEffect(transaction, today, { role: 'administrator' })
    const ids = administrators.map(({ personId }) => personId)
    const decision = decideAtConsole(await store.findGrant(transaction, grantId), ids, today)
    if (!decision.ok) return decision

    const { personId, role } = decision.value
    await store.insertConfirmation(transaction, grantId, { by: null, with: 'console', at: context.now() })
    const details = { ...detailsOf(decision.value), with: 'console' }
    await recordAudit(transaction, context, { act: 'accounts.role-confirmed', object: `person:${personId}`, details })
    await tellOfRole(transaction, context, decision.value)
    return done({ personId, role })
  })
}
