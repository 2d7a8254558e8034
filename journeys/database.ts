import pg from 'pg'
import { assert } from '#kernel/result'
import { launchEmbedded } from '#platform/embedded-postgres'

/**
 * Asks something of the database of a running service: what no visitor can do, as making a code older than it is.
 *
 * @param data   its FILIGRANE_DATA
 * @param query  with $1, $2… for the values
 */
export async function inDatabase(
  data: string,
  query: string,
  values: readonly unknown[] = [],
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const server = await launchEmbedded({ folder: data })
  assert(server.ok, 'the service runs on this data')
  const { host, user } = server.value
  const client = new pg.Client({ host, port: 5432, user, database: 'filigrane' })
  try {
    await client.connect()
    return (await client.query<Record<string, unknown>>(query, [...values])).rows
  } finally {
    await client.end()
    await server.value.stop()
  }
}
