import type { Kysely, Transaction } from 'kysely'
import type { DB } from '#platform/database'
import type { Part } from '../model.ts'

export type OwnPart = {
  readonly title: string
  readonly part: Part
  readonly since: Date
  readonly until: Date | null
}

/** The teams somebody is or was of, the first they joined first. */
export async function listTeamsOf(db: Kysely<DB>, personId: string): Promise<readonly OwnPart[]> {
  return (await db
    .selectFrom('project_member')
    .innerJoin('project', 'project.id', 'project_member.project_id')
    .select(['project.title', 'part', 'since', 'until'])
    .where('person_id', '=', personId)
    .orderBy('since')
    .orderBy('project_member.id')
    .execute()) as OwnPart[]
}

/** Takes somebody off every team, past ones too; the projects stay. Gives how many rows went. */
export async function removeFromTeams(transaction: Transaction<DB>, personId: string): Promise<bigint> {
  const { numDeletedRows } = await transaction
    .deleteFrom('project_member')
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return numDeletedRows
}
