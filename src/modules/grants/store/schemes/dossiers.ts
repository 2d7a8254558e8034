import { type Selectable, sql, type Transaction } from 'kysely'
import type { DB, Dossier as DossierRow } from '#platform/database'
import type { Dossier, Fact, FactKind } from '../../schemes/index.ts'
import type { Reader } from './schemes.ts'

/** Draws the next number of an edition: it waits for who draws one at the same moment, and leaves no gap. */
export async function drawNumber(transaction: Transaction<DB>, editionId: string): Promise<string> {
  const { prefix, last_number } = await transaction
    .updateTable('scheme_edition')
    .set({ last_number: sql`last_number + 1` })
    .where('id', '=', editionId)
    .returning(['prefix', 'last_number'])
    .executeTakeFirstOrThrow()
  return `${prefix}-${String(last_number).padStart(4, '0')}`
}

export async function insertDossier(
  transaction: Transaction<DB>,
  dossier: Omit<Dossier, 'seenVersion'>,
): Promise<void> {
  const { id, editionId, projectId, number, formVersion, typedBy, isFictitious, begunAt } = dossier
  await transaction
    .insertInto('dossier')
    .values({
      ...{ id, number, edition_id: editionId, project_id: projectId, form_version: formVersion },
      ...{ seen_version: formVersion, typed_by: typedBy, is_fictitious: isFictitious, begun_at: begunAt },
    })
    .execute()
}

export async function findDossier(
  db: Reader,
  by: { readonly id: string } | { readonly number: string },
): Promise<Dossier | undefined> {
  const row = await db
    .selectFrom('dossier')
    .selectAll()
    .where((where) => ('id' in by ? where('id', '=', by.id) : where('number', '=', by.number)))
    .executeTakeFirst()
  return row && dossierOf(row)
}

/** Held until the act ends: what is done to a dossier is done one thing after the other. */
export async function lockDossier(transaction: Transaction<DB>, id: string): Promise<Dossier | undefined> {
  const row = await transaction.selectFrom('dossier').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return row && dossierOf(row)
}

/** Those of an edition, or of a project, in the order they were begun. */
export async function listDossiers(
  db: Reader,
  of: { readonly editionId?: string; readonly projectId?: string },
): Promise<readonly Dossier[]> {
  const rows = await db
    .selectFrom('dossier')
    .selectAll()
    .$if(of.editionId !== undefined, (query) => query.where('edition_id', '=', of.editionId!))
    .$if(of.projectId !== undefined, (query) => query.where('project_id', '=', of.projectId!))
    .orderBy('begun_at')
    .orderBy('number')
    .execute()
  return rows.map(dossierOf)
}

/** Those of the projects of which somebody is of the team, the last begun first. */
export async function listDossiersOf(db: Reader, personId: string): Promise<readonly Dossier[]> {
  const rows = await db
    .selectFrom('dossier')
    .selectAll('dossier')
    .where('project_id', 'in', (query) =>
      query
        .selectFrom('project_member')
        .select('project_id')
        .where('person_id', '=', personId)
        .where('until', 'is', null),
    )
    .orderBy('begun_at', 'desc')
    .execute()
  return rows.map(dossierOf)
}

/** Those whom what becomes of a project concerns. */
export async function listTeam(db: Reader, projectId: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('project_member')
    .select('person_id')
    .where('project_id', '=', projectId)
    .where('until', 'is', null)
    .execute()
  return rows.map(({ person_id }) => person_id)
}

/** The body that answers for a project: its SIREN, else its RNA; undefined: none has a number yet. */
export async function findBody(db: Reader, projectId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('project_organisation')
    .select(['siren', 'rna'])
    .where('project_id', '=', projectId)
    .where('until', 'is', null)
    .where('part', 'in', ['lead', 'mandataire'])
    .executeTakeFirst()
  return row?.siren ?? row?.rna ?? undefined
}

/** How many dossiers a body has filed in an edition, and not withdrawn. */
export async function countFiledBy(db: Reader, editionId: string, body: string): Promise<number> {
  const { count } = await db
    .selectFrom('dossier')
    .innerJoin('project_organisation', 'project_organisation.project_id', 'dossier.project_id')
    .select((select) => select.fn.count<bigint>('dossier.id').distinct().as('count'))
    .where('edition_id', '=', editionId)
    .where('project_organisation.until', 'is', null)
    .where('part', 'in', ['lead', 'mandataire'])
    .where((where) => where.or([where('siren', '=', body), where('rna', '=', body)]))
    .where(sql<boolean>`EXISTS (SELECT FROM dossier_fact WHERE dossier_id = dossier.id AND kind = 'filed')`)
    .where(sql<boolean>`NOT EXISTS (SELECT FROM dossier_fact WHERE dossier_id = dossier.id AND kind = 'withdrawn')`)
    .executeTakeFirstOrThrow()
  return Number(count)
}

export async function insertFact(transaction: Transaction<DB>, dossierId: string, fact: Fact): Promise<void> {
  const { id, kind, object, dueOn, doneBy, happenedAt } = fact
  await transaction
    .insertInto('dossier_fact')
    .values({ id, kind, object, dossier_id: dossierId, due_on: dueOn, done_by: doneBy, happened_at: happenedAt })
    .execute()
}

/** What happened to dossiers, in its order. */
export async function listFacts(
  db: Reader,
  dossierIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Fact[]>> {
  const facts = new Map<string, Fact[]>(dossierIds.map((id) => [id, []]))
  if (dossierIds.length === 0) return facts
  const rows = await db
    .selectFrom('dossier_fact')
    .select(['id', 'dossier_id', 'kind', 'object', 'done_by', 'happened_at'])
    .select(sql<string | null>`due_on::text`.as('due_on'))
    .where('dossier_id', 'in', dossierIds)
    .orderBy('rank')
    .execute()
  for (const { id, dossier_id, kind, object, due_on, done_by, happened_at } of rows) {
    const fact = { id, object, dueOn: due_on, doneBy: done_by, happenedAt: happened_at, kind: kind as FactKind }
    facts.get(dossier_id)?.push(fact)
  }
  return facts
}

/** Those a form was revised under: drafts, and those something is asked of. */
export async function bringToVersion(
  transaction: Transaction<DB>,
  { dossierIds, version }: { readonly dossierIds: readonly string[]; readonly version: number },
): Promise<void> {
  if (dossierIds.length === 0) return
  await transaction.updateTable('dossier').set({ form_version: version }).where('id', 'in', dossierIds).execute()
}

/** Its team has read what changed in its form. */
export async function markSeen(transaction: Transaction<DB>, id: string, version: number): Promise<void> {
  await transaction.updateTable('dossier').set({ seen_version: version }).where('id', '=', id).execute()
}

function dossierOf(row: Selectable<DossierRow>): Dossier {
  return {
    ...{ id: row.id, editionId: row.edition_id, projectId: row.project_id, number: row.number },
    ...{ formVersion: row.form_version, seenVersion: row.seen_version, typedBy: row.typed_by },
    ...{ isFictitious: row.is_fictitious, begunAt: row.begun_at },
  }
}
