import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'
import { launchEmbedded, sentenceOf } from '#platform/embedded-postgres'
import { administrationOf, type DatabasePlace, withDatabase } from './address.ts'
import { readMigrations } from './migrate.ts'
import { openDatabase } from './open.ts'
import { sentenceOfDatabaseRefusal } from './refusals.ts'
import { dropTestDatabases } from './testing/clean.ts'

const MIGRATIONS = fileURLToPath(new URL('../../../migrations', import.meta.url))

/**
 * Once for all test files: a server (that of `DATABASE_URL`, or a throw-away one without fsync), and on it the migrated
 * template that each test file clones. Names carry a number of this run: two runs on one server never meet.
 *
 * @returns  what to do at the end: drop everything
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'filigrane-test-'))
  await chmod(folder, 0o755) // PostgreSQL may run as another user than we do.
  const template = `filigrane_test_${Date.now().toString(36)}${randomBytes(2).toString('hex')}`
  const server = await startServer(folder, template)

  const opened = await openDatabase(server.place, { migrations: readMigrations(MIGRATIONS) })
  if (!opened.ok) throw new Error(sentenceOfDatabaseRefusal(opened.refusal))
  const { roles, connection: app } = opened.value
  await opened.value.close()

  const administration = withDatabase(opened.value.administration, 'postgres')
  project.provide('testServer', { administration, template, roles, app })
  return async () => {
    await dropTestDatabases(administration, template, roles)
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

type RunningServer = { readonly place: DatabasePlace; stop(): Promise<void> }

async function startServer(folder: string, template: string): Promise<RunningServer> {
  const url = process.env.DATABASE_URL
  if (url) return { place: placeOn(url, folder, template), stop: async () => {} }
  const launched = await launchEmbedded({ folder: join(folder, 'postgresql'), durable: false })
  if (!launched.ok) throw new Error(sentenceOf(launched.refusal))
  return { place: { embedded: launched.value, name: template }, stop: () => launched.value.stop() }
}

function placeOn(url: string, secretsFolder: string, template: string): DatabasePlace {
  const found = administrationOf({ url, secretsFolder })
  if (!found.ok) throw new Error(sentenceOfDatabaseRefusal(found.refusal))
  const { connectionString } = withDatabase(found.value.administration, template)
  return { url: connectionString!, secretsFolder }
}
