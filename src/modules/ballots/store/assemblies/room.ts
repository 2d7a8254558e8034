import type { Kysely, Transaction } from 'kysely'
import type { GivenProxy } from '#kernel/weighted'
import type { DB } from '#platform/database'
import type { Member, Room } from '../../sealed/assembly/model.ts'

/** Members by their number, who is there, and who votes for whom. */
export async function readRoom(db: Kysely<DB>, assemblyId: string): Promise<Room> {
  const members = await db
    .selectFrom('assembly_member')
    .select(['id', 'number', 'name', 'college'])
    .where('assembly_id', '=', assemblyId)
    .orderBy('number')
    .execute()
  const presences = await db
    .selectFrom('assembly_presence')
    .select('member_id')
    .where('assembly_id', '=', assemblyId)
    .execute()
  const proxies = await db
    .selectFrom('assembly_proxy')
    .select(['giver_id as giver', 'holder_id as holder'])
    .where('assembly_id', '=', assemblyId)
    .orderBy('given_at')
    .orderBy('giver_id')
    .execute()
  return { members, present: new Set(presences.map(({ member_id }) => member_id)), proxies }
}

/** The member a typed code is of. */
export async function findMemberByCode(
  db: Kysely<DB>,
  assemblyId: string,
  hash: Uint8Array,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('assembly_member')
    .select('id')
    .where('assembly_id', '=', assemblyId)
    .where('code_hash', '=', Buffer.from(hash))
    .executeTakeFirst()
  return row?.id
}

/** The list takes the place of the one before, with its proxies and presences. */
export async function replaceMembers(
  transaction: Transaction<DB>,
  assemblyId: string,
  members: readonly (Member & { readonly codeHash: Uint8Array })[],
): Promise<void> {
  await transaction.deleteFrom('assembly_member').where('assembly_id', '=', assemblyId).execute()
  // A statement holds 65 535 values at most.
  for (let from = 0; from < members.length; from += 1000) {
    const rows = members.slice(from, from + 1000).map(({ codeHash, ...member }) => ({
      ...member,
      assembly_id: assemblyId,
      code_hash: Buffer.from(codeHash),
    }))
    await transaction.insertInto('assembly_member').values(rows).execute()
  }
}

export async function insertPresence(
  transaction: Transaction<DB>,
  assemblyId: string,
  memberId: string,
  at: Date,
): Promise<void> {
  await transaction
    .insertInto('assembly_presence')
    .values({ assembly_id: assemblyId, member_id: memberId, arrived_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function deletePresence(transaction: Transaction<DB>, memberId: string): Promise<void> {
  await transaction.deleteFrom('assembly_presence').where('member_id', '=', memberId).execute()
}

export async function insertProxy(
  transaction: Transaction<DB>,
  assemblyId: string,
  { giver, holder }: GivenProxy,
  at: Date,
): Promise<void> {
  await transaction
    .insertInto('assembly_proxy')
    .values({ assembly_id: assemblyId, giver_id: giver, holder_id: holder, given_at: at })
    .execute()
}

export async function deleteProxy(transaction: Transaction<DB>, giver: string): Promise<void> {
  await transaction.deleteFrom('assembly_proxy').where('giver_id', '=', giver).execute()
}
