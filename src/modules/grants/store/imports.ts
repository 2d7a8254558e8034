import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely'
import type { DB } from '#platform/database'
import type { LineFault, PastGrant } from '../past-files.ts'

export type GrantImport = {
  readonly id: string
  readonly fileName: string
  readonly state: 'read' | 'accepted' | 'discarded'
  readonly lineCount: number
  readonly refusedCount: number
  readonly addedCount: number | null
  readonly readAt: Date
}

/** A line with the hash of the grant it belongs to. */
export type KeyedLine = PastGrant & { readonly key: Uint8Array }

export async function insertImport(
  transaction: Transaction<DB>,
  { id, fileName, now }: { readonly id: string; readonly fileName: string; readonly now: Date },
): Promise<void> {
  const row = { id, file_name: fileName, state: 'read', line_count: 0, refused_count: 0, read_at: now }
  await transaction.insertInto('grant_import').values(row).execute()
}

export async function countImport(
  transaction: Transaction<DB>,
  id: string,
  counts: { readonly lineCount: number; readonly refusedCount: number },
): Promise<void> {
  await transaction
    .updateTable('grant_import')
    .set({ line_count: counts.lineCount, refused_count: counts.refusedCount })
    .where('id', '=', id)
    .execute()
}

/** One statement for many lines: an array a column is the quickest way PostgreSQL takes them. */
export async function insertLines(transaction: Transaction<DB>, importId: string, lines: readonly KeyedLine[]) {
  const all = <Value>(value: (line: KeyedLine) => Value) => lines.map(value)
  await sql`
    INSERT INTO grant_import_line (import_id, line, convention_key, authority_name, authority_siret, signed_on,
      decision_reference, beneficiary_name, beneficiary_siret, beneficiary_rna, purpose, total_cents, nature, conditions,
      pays_from, pays_until, rae_id, is_eu_notified, share_millionths, scheme)
    SELECT ${importId}::uuid, each.* FROM unnest(
      ${all(({ line }) => line)}::int[],
      ${all(({ key }) => `\\x${Buffer.from(key).toString('hex')}`)}::bytea[],
      ${all(({ facts }) => facts.authorityName)}::text[],
      ${all(({ facts }) => facts.authoritySiret)}::text[],
      ${all(({ facts }) => facts.grantedOn)}::date[],
      ${all(({ facts }) => facts.decisionReference)}::text[],
      ${all(({ beneficiary }) => beneficiary.name)}::text[],
      ${all(({ beneficiary }) => beneficiary.siret)}::text[],
      ${all(({ beneficiary }) => beneficiary.rna)}::text[],
      ${all(({ facts }) => facts.purpose)}::text[],
      ${all(({ facts }) => String(facts.totalCents))}::bigint[],
      ${all(({ facts }) => facts.nature)}::text[],
      ${all(({ facts }) => facts.conditions)}::text[],
      ${all(({ facts }) => facts.paysFrom)}::date[],
      ${all(({ facts }) => facts.paysUntil)}::date[],
      ${all(({ facts }) => facts.raeId)}::text[],
      ${all(({ facts }) => facts.isEuNotified)}::boolean[],
      ${all(({ beneficiary }) => beneficiary.shareMillionths)}::int[],
      ${all(({ facts }) => facts.scheme)}::text[]) AS each`.execute(transaction)
}

export async function insertFaults(
  transaction: Transaction<DB>,
  importId: string,
  faults: readonly LineFault[],
  from: number,
): Promise<void> {
  if (faults.length === 0) return
  const rows = faults.map(({ line, column, value, sentence }, index) => ({
    import_id: importId,
    position: from + index,
    line,
    field: column,
    value: value.slice(0, 200),
    sentence: sentence.slice(0, 1_000),
  }))
  await transaction.insertInto('grant_import_fault').values(rows).execute()
}

export async function findImport(db: Kysely<DB>, id: string): Promise<GrantImport | undefined> {
  return (await imports(db).where('id', '=', id).execute()).map(importOf)[0]
}

export async function listImports(db: Kysely<DB>, limit: number): Promise<readonly GrantImport[]> {
  return (await imports(db).orderBy('read_at', 'desc').limit(limit).execute()).map(importOf)
}

export async function listFaults(db: Kysely<DB>, importId: string, limit: number): Promise<readonly LineFault[]> {
  const rows = await db
    .selectFrom('grant_import_fault')
    .selectAll()
    .where('import_id', '=', importId)
    .orderBy('position')
    .limit(limit)
    .execute()
  return rows.map(({ line, field, value, sentence }) => ({ line, column: field, value, sentence }))
}

/** What accepting would do: grants and beneficiaries that are not here yet. */
export async function countNew(db: Kysely<DB>, importId: string) {
  const { rows } = await sql<{ grants: string; lines: string; known: string }>`
    SELECT count(DISTINCT convention_key) AS grants, count(*) AS lines,
           count(DISTINCT convention_key) FILTER (WHERE EXISTS (
             SELECT FROM grant_convention WHERE natural_key = convention_key)) AS known
    FROM grant_import_line WHERE import_id = ${importId}`.execute(db)
  const { grants = '0', lines = '0', known = '0' } = rows[0] ?? {}
  return { grantCount: Number(grants), lineCount: Number(lines), knownCount: Number(known) }
}

/** @returns  'read' as it was before; undefined: unknown. The row is held until the end of the act. */
export async function lockImport(transaction: Transaction<DB>, id: string): Promise<GrantImport['state'] | undefined> {
  const row = await transaction
    .selectFrom('grant_import')
    .select('state')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row?.state as GrantImport['state'] | undefined
}

/**
 * Makes grants of the lines read: those of one convention together, those that are here already left as they are.
 *
 * @returns  how many beneficiaries are new
 */
export async function acceptLines(transaction: Transaction<DB>, importId: string, now: Date): Promise<number> {
  const { rows } = await sql<{ last: number | null }>`
    SELECT max(line) AS last FROM grant_import_line WHERE import_id = ${importId}`.execute(transaction)
  let added = 0
  // By slices: no statement lasts, however long the file and however busy the machine.
  for (let from = 0; from <= (rows[0]?.last ?? 0); from += SLICE) {
    const slice = sql`grant_import_line.import_id = ${importId} AND line >= ${from} AND line < ${from + SLICE}`
    await acceptConventions(transaction, slice, now)
    added += await acceptBeneficiaries(transaction, slice)
  }
  return added
}

const SLICE = 5_000

// The identifier of a past grant is drawn from its key: the same file gives the same ones.
async function acceptConventions(transaction: Transaction<DB>, slice: RawBuilder<unknown>, now: Date): Promise<void> {
  await sql`
    INSERT INTO grant_convention (id, natural_key, import_id, authority_name, authority_siret, granted_on, signed_on,
      decision_reference, purpose, nature, total_cents, in_kind_cents, conditions, pays_from, pays_until, rae_id,
      is_eu_notified, scheme, published_at, is_fictitious, created_at)
    SELECT DISTINCT ON (convention_key) encode(substring(convention_key FOR 16), 'hex')::uuid, convention_key, import_id,
      authority_name, authority_siret, signed_on, signed_on, decision_reference, purpose, nature, total_cents,
      CASE nature WHEN 'cash' THEN 0 WHEN 'in-kind' THEN total_cents END, conditions, pays_from, pays_until, rae_id,
      is_eu_notified, scheme, ${now}::timestamptz, false, ${now}::timestamptz
    FROM grant_import_line WHERE ${slice} ORDER BY convention_key, line
    ON CONFLICT ON CONSTRAINT grant_convention_is_once DO NOTHING`.execute(transaction)
}

async function acceptBeneficiaries(transaction: Transaction<DB>, slice: RawBuilder<unknown>): Promise<number> {
  // After the last position, not after how many there are: a line that was there already leaves a gap.
  const { numAffectedRows } = await sql`
    INSERT INTO grant_beneficiary (convention_id, position, name, siret, rna, is_natural_person, share_millionths)
    SELECT convention.id,
      (SELECT coalesce(max(position), 0) FROM grant_beneficiary WHERE convention_id = convention.id)
        + row_number() OVER (PARTITION BY convention.id ORDER BY line),
      beneficiary_name, beneficiary_siret, beneficiary_rna, false, share_millionths
    FROM grant_import_line JOIN grant_convention AS convention ON convention.natural_key = convention_key
    WHERE ${slice}
    ON CONFLICT ON CONSTRAINT grant_beneficiary_is_once DO NOTHING`.execute(transaction)
  return Number(numAffectedRows ?? 0n)
}

/** Ends an import: what was read aside goes, what was counted stays. */
export async function settleImport(
  transaction: Transaction<DB>,
  id: string,
  end: { readonly state: 'accepted' | 'discarded'; readonly addedCount: number | null; readonly now: Date },
): Promise<void> {
  await transaction.deleteFrom('grant_import_line').where('import_id', '=', id).execute()
  await transaction
    .updateTable('grant_import')
    .set({ state: end.state, added_count: end.addedCount, settled_at: end.now })
    .where('id', '=', id)
    .execute()
}

function imports(db: Kysely<DB>) {
  return db.selectFrom('grant_import').selectAll()
}

function importOf(row: Awaited<ReturnType<ReturnType<typeof imports>['executeTakeFirstOrThrow']>>): GrantImport {
  return {
    id: row.id,
    fileName: row.file_name,
    state: row.state as GrantImport['state'],
    lineCount: row.line_count,
    refusedCount: row.refused_count,
    addedCount: row.added_count,
    readAt: row.read_at,
  }
}
