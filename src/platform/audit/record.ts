import { sql, type Transaction } from 'kysely'
import type { Context } from '#platform/context'
import type { DB } from '#platform/database'

/** Something that was done. Opaque identifiers only: the row is never changed. */
export type AuditedAct = {
  /** As « accounts.role-granted »: the module, then what happened. */
  readonly act: string
  /** What it was done to, as « person:0198… ». */
  readonly object: string
  /** What else must be known later: identifiers, states, numbers; never a name, an address or free text. */
  readonly details?: Readonly<Record<string, string | number | boolean | null>>
}

/** Writes the act in the trail, in the act's own transaction. A job seals the trail afterwards (design: audit). */
export async function recordAudit(transaction: Transaction<DB>, context: Context, audited: AuditedAct): Promise<void> {
  const { actor } = context
  const [who, actingFor] =
    actor.kind === 'person' ? [`person:${actor.id}`, actor.actingFor ?? null] : [actorName(actor), null]
  await sql`
    INSERT INTO audit_entry (id, act, object, actor, acting_for, details, done_at)
    VALUES (${context.newId()}, ${audited.act}, ${audited.object}, ${who}, ${actingFor},
            ${JSON.stringify(audited.details ?? {})}::jsonb, ${context.now()})`.execute(transaction)
}

function actorName(actor: Exclude<Context['actor'], { kind: 'person' }>): string {
  return actor.kind === 'machine' ? `machine:${actor.name}` : 'visitor'
}
