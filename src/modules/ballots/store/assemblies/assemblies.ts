import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import { assert } from '#kernel/result'
import { readWeight, writtenFraction } from '#kernel/weighted'
import type { AssemblyCollege, Assembly as AssemblyRow, DB } from '#platform/database'
import type { AssemblyDraft } from '../../sealed/assembly/forms.ts'
import type { Assembly, AssemblyState } from '../../sealed/assembly/model.ts'

export async function findAssembly(db: Kysely<DB>, slug: string): Promise<Assembly | undefined> {
  const row = await db.selectFrom('assembly').selectAll().where('slug', '=', slug).executeTakeFirst()
  return row && (await assembled(db, [row]))[0]
}

/** The latest first. */
export async function listAssemblies(db: Kysely<DB>): Promise<readonly Assembly[]> {
  const rows = await db.selectFrom('assembly').selectAll().orderBy('held_on', 'desc').orderBy('id').execute()
  return assembled(db, rows)
}

/**
 * Two acts about one assembly wait for each other: what is decided of it holds until it is written.
 *
 * @param lock  `vote`: with other votes, and never while somebody comes, leaves or closes the question
 */
export async function lockAssembly(
  transaction: Transaction<DB>,
  id: string,
  lock: 'alone' | 'vote' = 'alone',
): Promise<Assembly | undefined> {
  const rows = transaction.selectFrom('assembly').selectAll().where('id', '=', id)
  const row = await (lock === 'alone' ? rows.forUpdate() : rows.forShare()).executeTakeFirst()
  return row && (await assembled(transaction, [row]))[0]
}

export type NewAssembly = AssemblyDraft & {
  readonly id: string
  readonly slug: string
  readonly heldOn: string
  readonly codeSeed: Uint8Array
  readonly createdBy: string
  readonly createdAt: Date
}

export async function insertAssembly(transaction: Transaction<DB>, assembly: NewAssembly): Promise<void> {
  const { quorum } = assembly
  await transaction
    .insertInto('assembly')
    .values({
      id: assembly.id,
      slug: assembly.slug,
      title: assembly.title,
      held_on: assembly.heldOn,
      place: assembly.place,
      convocation: assembly.convocation,
      quorum_first: writtenFraction(quorum.first),
      quorum_second: writtenFraction(quorum.second),
      quorum_scope: quorum.scope,
      proxy_cap: assembly.proxyCap,
      state: 'preparation',
      code_seed: Buffer.from(assembly.codeSeed),
      created_by: assembly.createdBy,
      created_at: assembly.createdAt,
    })
    .execute()
  await transaction
    .insertInto('assembly_college')
    .values(
      assembly.colleges.map(({ code, name, weight }, position) => ({
        ...{ assembly_id: assembly.id, code, name, position },
        weight: writtenFraction(weight),
      })),
    )
    .execute()
}

/** Once it is over, the seed of its codes is forgotten. */
export async function updateState(transaction: Transaction<DB>, id: string, state: AssemblyState): Promise<void> {
  await transaction
    .updateTable('assembly')
    .set({ state, ...(state === 'over' && { code_seed: null }) })
    .where('id', '=', id)
    .execute()
}

export async function isAssemblySlugTaken(db: Kysely<DB>, slug: string): Promise<boolean> {
  const row = await db
    .selectFrom('assembly')
    .select(sql<number>`1`.as('one'))
    .where('slug', '=', slug)
    .executeTakeFirst()
  return row !== undefined
}

async function assembled(db: Kysely<DB>, rows: readonly Selectable<AssemblyRow>[]): Promise<readonly Assembly[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const colleges = await db
    .selectFrom('assembly_college')
    .selectAll()
    .where('assembly_id', 'in', ids)
    .orderBy('position')
    .execute()
  return rows.map((row) => assemblyOf(row, colleges))
}

function assemblyOf(row: Selectable<AssemblyRow>, colleges: readonly Selectable<AssemblyCollege>[]): Assembly {
  const own = colleges.filter((college) => college.assembly_id === row.id)
  return {
    id: row.id,
    slug: row.slug,
    title: row.title,
    heldOn: row.held_on,
    place: row.place,
    convocation: row.convocation === 2 ? 2 : 1,
    quorum: {
      first: fractionOf(row.quorum_first),
      second: fractionOf(row.quorum_second),
      scope: row.quorum_scope as Assembly['quorum']['scope'],
    },
    proxyCap: row.proxy_cap,
    state: row.state as AssemblyState,
    colleges: own.map(({ code, name, weight }) => ({ code, name, weight: fractionOf(weight) })),
    codeSeed: row.code_seed && new Uint8Array(row.code_seed),
  }
}

/** @param text  as `writtenFraction` wrote it */
export function fractionOf(text: string) {
  const read = readWeight(text)
  assert(read, 'a stored fraction reads')
  return read
}
