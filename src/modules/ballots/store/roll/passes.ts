import { type Kysely, sql, type Transaction } from 'kysely'
import type { EvidenceClass } from '#kernel/ballot'
import { actingAs, type DB, readAs } from '#platform/database'
import type { Signal } from '../../sealed/flags-model.ts'
import type { Pass, Person } from '../../sealed/pass.ts'

/** A pass about to be made for one browser. */
export type NewPass = Pass & {
  readonly browserHash: Uint8Array
  readonly codeId: string | null
  readonly madeAt: Date
  readonly expiresAt: Date
}

/** The pass that holds now in this browser for the poll of that address. */
export function findPass(
  db: Kysely<DB>,
  asked: { readonly slug: string; readonly browserHash: Uint8Array; readonly now: Date },
): Promise<Pass | undefined> {
  return readAs(db, 'registrar', async (registrar) => {
    const row = await registrar
      .selectFrom('voter_pass')
      .innerJoin('sealed_poll', 'sealed_poll.id', 'voter_pass.poll_id')
      .leftJoin('voting_code', 'voting_code.id', 'voter_pass.code_id')
      .select(PASS_COLUMNS)
      .select('voting_code.batch_id')
      .select(sql<string>`voter_pass.birth_date::text`.as('birth_date'))
      .where('sealed_poll.slug', '=', asked.slug)
      .where('voter_pass.browser_hash', '=', Buffer.from(asked.browserHash))
      .where('voter_pass.voided_at', 'is', null)
      .where('voter_pass.expires_at', '>', asked.now)
      .executeTakeFirst()
    return row && passOf(row)
  })
}

/** Makes a pass, as the registrar; what this browser held for the poll is gone. */
export async function insertPass(registrar: Transaction<DB>, pass: NewPass): Promise<void> {
  await forgetPass(registrar, pass.pollId, pass.browserHash)
  await registrar
    .insertInto('voter_pass')
    .values({
      id: pass.id,
      poll_id: pass.pollId,
      browser_hash: Buffer.from(pass.browserHash),
      key: Buffer.from(pass.key),
      homonym: pass.homonym,
      evidence: pass.evidence,
      commune: pass.commune ?? null,
      contact_key: pass.contactKey ? Buffer.from(pass.contactKey) : null,
      college: pass.college ?? null,
      ...rowOfPerson(pass.person),
      signals: textArray(pass.signals ?? []),
      code_id: pass.codeId,
      made_at: pass.madeAt,
      expires_at: pass.expiresAt,
    })
    .execute()
}

/** The next person at a shared screen begins anew. */
export async function forgetPass(registrar: Transaction<DB>, pollId: string, browserHash: Uint8Array): Promise<void> {
  await registrar
    .deleteFrom('voter_pass')
    .where('poll_id', '=', pollId)
    .where('browser_hash', '=', Buffer.from(browserHash))
    .execute()
}

/** Passes made with this code and not cast are void from now on: one code, one person. Waits for a cast under way. */
export async function voidPassesOfCode(registrar: Transaction<DB>, codeId: string, now: Date): Promise<void> {
  await registrar
    .updateTable('voter_pass')
    .set({ voided_at: now })
    .where('code_id', '=', codeId)
    .where('cast_at', 'is', null)
    .where('voided_at', 'is', null)
    .execute()
}

/**
 * Spends passes in the transaction that casts, as the caster. A pass voided or over in between is left out: its ballot is
 * not cast. The same pass may cast again, within its time, where the poll lets people change.
 *
 * @returns  the identifiers of those that hold
 */
export async function spendPasses(
  transaction: Transaction<DB>,
  passIds: readonly string[],
  now: Date,
): Promise<ReadonlySet<string>> {
  const rows = await actingAs(transaction, 'caster', (caster) =>
    caster
      .updateTable('voter_pass')
      .set({ cast_at: now })
      .where('id', 'in', passIds)
      .where('voided_at', 'is', null)
      .where('expires_at', '>', now)
      .returning('id')
      .execute(),
  )
  return new Set(rows.map(({ id }) => id))
}

/** A list of texts as a column of type text[]. */
export function textArray(texts: readonly string[]) {
  return sql<string[]>`${[...texts]}::text[]`
}

/** A person as the tables hold them. */
export function rowOfPerson({ birthName, firstName, birthDate }: Person) {
  return { birth_name: birthName, first_name: firstName, birth_date: birthDate }
}

const PASS_COLUMNS = [
  'voter_pass.id',
  'voter_pass.poll_id',
  'voter_pass.key',
  'voter_pass.homonym',
  'voter_pass.evidence',
  'voter_pass.commune',
  'voter_pass.contact_key',
  'voter_pass.college',
  'voter_pass.signals',
  'voter_pass.birth_name',
  'voter_pass.first_name',
] as const

function passOf(row: {
  readonly id: string
  readonly poll_id: string
  readonly key: Buffer
  readonly homonym: number
  readonly evidence: string
  readonly commune: string | null
  readonly contact_key: Buffer | null
  readonly college: string | null
  readonly signals: readonly string[]
  readonly birth_name: string
  readonly first_name: string
  readonly birth_date: string
  readonly batch_id: string | null
}): Pass {
  return {
    id: row.id,
    pollId: row.poll_id,
    key: row.key,
    homonym: row.homonym,
    evidence: row.evidence as EvidenceClass,
    ...(row.commune !== null && { commune: row.commune }),
    ...(row.contact_key !== null && { contactKey: row.contact_key }),
    ...(row.college !== null && { college: row.college }),
    ...(row.batch_id !== null && { batchId: row.batch_id }),
    signals: row.signals as readonly Signal[],
    person: { birthName: row.birth_name, firstName: row.first_name, birthDate: row.birth_date },
  }
}
