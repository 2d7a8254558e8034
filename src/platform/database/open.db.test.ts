import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest'
import { type DatabasePlace, withDatabase } from './address.ts'
import { type FakeAnswer, startFakeServer } from './fake-server.testing.ts'
import { type Migration, readMigrations } from './migrate.ts'
import { type Database, openDatabase } from './open.ts'
import { sentenceOfDatabaseRefusal } from './refusals.ts'
import { quoted, rolesOf } from './roles.ts'
import { dropAll, runOn } from './throwaway/administration.ts'

const MIGRATIONS = readMigrations(new URL('../../../migrations', import.meta.url).pathname)
const administration = inject('testServer').administration

let secretsFolder: string
let name: string
const opened: Database[] = []

beforeAll(async () => {
  secretsFolder = await mkdtemp(join(tmpdir(), 'filigrane-secrets-'))
})

afterAll(() => rm(secretsFolder, { recursive: true }))

afterEach(async () => {
  await Promise.all(opened.splice(0).map((database) => database.close()))
  if (name) await dropAll(administration, name, rolesOf(name))
})

test('an empty server gets its database, its roles and its tables', async () => {
  const steps: string[] = []
  const database = await openNew({ onStep: (step) => steps.push(step) })
  expect(await countOf(database, 'submission')).toBe(0n)
  expect(await countOf(database, 'migration')).toBe(BigInt(MIGRATIONS.length))
  expect(steps[0]).toBe(`Création de la base « ${name} »…`)
  expect(steps[1]).toMatch(/^Base mise à jour : 0001-platform/)
})

test('opened again, nothing is done again', async () => {
  await openNew()
  const steps: string[] = []
  const again = await open(placeOf(name), { onStep: (step) => steps.push(step) })
  expect(again.ok).toBe(true)
  expect(steps).toEqual([])
})

test('a name with spaces, capitals, accents and quotes is a name', async () => {
  name = `Métropole "d'Arras" \\ 62 ${randomBytes(4).toString('hex')}`
  const database = await openOrThrow(placeOf(name))
  expect(await countOf(database, 'submission')).toBe(0n)
})

test('several processes may open an empty server at once', async () => {
  name = newName()
  const results = await Promise.all(Array.from({ length: 4 }, () => open(placeOf(name))))
  expect(results.map((result) => result.ok)).toEqual([true, true, true, true])
})

test('the app login creates nothing, not even for a moment', async () => {
  const { db } = await openNew()
  const forbidden = { code: '42501' }
  await expect(sql`CREATE TABLE mine (id integer)`.execute(db)).rejects.toMatchObject(forbidden)
  await expect(sql`CREATE TEMPORARY TABLE mine (id integer)`.execute(db)).rejects.toMatchObject(forbidden)
  await expect(sql`CREATE SCHEMA mine`.execute(db)).rejects.toMatchObject(forbidden)
  await expect(sql`DROP TABLE submission`.execute(db)).rejects.toMatchObject(forbidden)
  await expect(sql`UPDATE migration SET name = 'x'`.execute(db)).rejects.toMatchObject(forbidden)
  await expect(sql`SET ROLE ${sql.id(rolesOf(name).owner)}`.execute(db)).rejects.toMatchObject(forbidden)
})

test('the password of the app login is drawn once, in a file only we may read', async () => {
  await openNew()
  const files = await readdir(secretsFolder)
  const path = join(secretsFolder, `database-${name}-app.password`)
  expect(files.filter((file) => file.includes(name))).toHaveLength(1)
  expect([(await stat(path)).mode & 0o777, (await stat(secretsFolder)).mode & 0o777]).toEqual([0o600, 0o700])
  expect((await readFile(path, 'utf8')).trim()).toMatch(/^[\w-]{43}$/)
})

test('secrets that were lost are drawn again and the service opens', async () => {
  await openNew()
  await rm(join(secretsFolder, `database-${name}-app.password`))
  expect((await open(placeOf(name))).ok).toBe(true)
})

test('a login that may not create roles is told the SQL to run; once it is run, the service opens', async () => {
  name = newName()
  const login = `${name}_admin`
  await runOn(administration, [
    `CREATE ROLE ${quoted(login)} LOGIN PASSWORD 'prefecture'`,
    `CREATE DATABASE ${quoted(name)} TEMPLATE template0 ENCODING 'UTF8' OWNER ${quoted(login)}`,
  ])
  try {
    const place = placeOf(name, login, 'prefecture')
    const refused = await open(place)
    expect(refused).toMatchObject({ ok: false, refusal: { reason: 'roles-missing' } })
    const script = refused.ok ? '' : refused.refusal.detail
    expect(refused.ok ? '' : sentenceOfDatabaseRefusal(refused.refusal)).toContain(script)
    expect(script).not.toContain(await readFile(join(secretsFolder, `database-${name}-app.password`), 'utf8'))

    await runOn(withDatabase(administration, name), [script])
    expect((await open(place)).ok).toBe(true)
  } finally {
    await Promise.all(opened.splice(0).map((database) => database.close()))
    await dropAll(administration, name, rolesOf(name))
    await runOn(administration, [`DROP ROLE ${quoted(login)}`])
  }
})

test('a login that may create roles but is not a superuser is enough', async () => {
  name = newName()
  const login = `${name}_admin`
  await runOn(administration, [`CREATE ROLE ${quoted(login)} LOGIN CREATEROLE CREATEDB PASSWORD 'prefecture'`])
  try {
    const result = await open(placeOf(name, login, 'prefecture'))
    expect(result).toMatchObject({ ok: true })
  } finally {
    await Promise.all(opened.splice(0).map((database) => database.close()))
    await dropAll(administration, name, rolesOf(name))
    await runOn(administration, [`DROP ROLE ${quoted(login)}`])
  }
})

test('a login that may not create the database is told so', async () => {
  name = newName()
  const login = `${name}_admin`
  await runOn(administration, [`CREATE ROLE ${quoted(login)} LOGIN PASSWORD 'prefecture'`])
  const refused = await open(placeOf(name, login, 'prefecture'))
  await runOn(administration, [`DROP ROLE ${quoted(login)}`])
  expect(refused).toMatchObject({ ok: false, refusal: { reason: 'database-missing', detail: name } })
})

test('a database that is not in UTF-8 is refused', async () => {
  name = newName()
  await runOn(administration, [`CREATE DATABASE ${quoted(name)} TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'`])
  await expectSentence(placeOf(name), /codée en LATIN1. Il faut UTF-8/)
})

test('an applied migration that changed is refused, by its name', async () => {
  await openNew()
  const [first, ...others] = MIGRATIONS
  const changed = [{ ...first!, sha256: '0'.repeat(64) }, ...others]
  await expectSentence(placeOf(name), /La migration 0001-platform a déjà été appliquée/, changed)
})

test('a database newer than the code is refused, by the name of the migration it has', async () => {
  await openNew({ migrations: [...MIGRATIONS, migrationOf('SELECT 1')] })
  await expectSentence(placeOf(name), /a reçu la migration 9999-later, que cette version du logiciel ne connaît pas/)
})

test('a migration that fails leaves nothing behind, and may be corrected', async () => {
  await openNew()
  const failing = migrationOf('CREATE TABLE half (id integer); SELECT 1 / 0;')
  await expect(open(placeOf(name), { migrations: [...MIGRATIONS, failing] })).rejects.toThrow(
    'Migration 9999-later failed',
  )
  const corrected = migrationOf('CREATE TABLE half (id integer); GRANT SELECT ON half TO {{app}};')
  const database = await openOrThrow(placeOf(name), { migrations: [...MIGRATIONS, corrected] })
  expect(await countOf(database, 'half')).toBe(0n)
})

test('a migration that cannot be recorded leaves nothing behind either', async () => {
  const { db } = await openNew()
  const unrecorded = { ...migrationOf('CREATE TABLE half (id integer)'), sha256: 'not a hash' }
  await expect(open(placeOf(name), { migrations: [...MIGRATIONS, unrecorded] })).rejects.toThrow(
    'Migration 9999-later failed',
  )
  expect((await sql`SELECT to_regclass('half') AS half`.execute(db)).rows).toEqual([{ half: null }])
})

test('a server that does not answer is said with its address, never with the password', async () => {
  const sentence = await expectSentence(
    { url: 'postgresql://ada:secret@127.0.0.1:1/territory', secretsFolder },
    /PostgreSQL ne répond pas \(127\.0\.0\.1:1 : ECONNREFUSED\)/,
  )
  expect(sentence).not.toContain('secret')
})

test.each<readonly [string, FakeAnswer, RegExp]>([
  ['a wrong password', { code: '28P01', message: 'password authentication failed' }, /refuse le compte « ada »/],
  [
    'an address pg_hba.conf does not let in',
    { code: '28000', message: 'no pg_hba.conf entry' },
    /refuse le compte « ada »/,
  ],
  [
    'a server that is starting',
    { code: '57P03', message: 'the database system is starting up' },
    /ne répond pas .*57P03/,
  ],
  [
    'PostgreSQL 14',
    { row: { number: '140009', version: '14.9', encoding: 'UTF8' } },
    /en version 14\.9\. Il faut PostgreSQL 15/,
  ],
])('%s is refused with its sentence', async (_case, answer, sentence) => {
  await using server = await startFakeServer(answer)
  await expectSentence({ url: server.url, secretsFolder }, sentence)
})

test.each([
  ['mysql://ada@serveur/territory', /commencer par postgresql/],
  ['postgresql://ada@serveur', /manque le nom de la base/],
  ['postgresql://ada@serveur:port/territory', /pas bien écrite/],
  [`postgresql://ada@serveur/${'a'.repeat(57)}`, /dépasse 56/],
])('%s is not an address', async (url, sentence) => {
  await expectSentence({ url, secretsFolder }, sentence)
})

type Options = { readonly migrations?: readonly Migration[]; readonly onStep?: (step: string) => void }

async function open(place: DatabasePlace, options: Options = {}) {
  const result = await openDatabase(place, { migrations: MIGRATIONS, poolSize: 2, ...options })
  if (result.ok) opened.push(result.value)
  return result
}

async function openOrThrow(place: DatabasePlace, options: Options = {}): Promise<Database> {
  const result = await open(place, options)
  if (!result.ok) throw new Error(sentenceOfDatabaseRefusal(result.refusal))
  return result.value
}

function openNew(options: Options = {}): Promise<Database> {
  name = newName()
  return openOrThrow(placeOf(name), options)
}

function newName(): string {
  return `${inject('testServer').template}_o${randomBytes(4).toString('hex')}`
}

/** The test server as an installation would name it: by an address. */
function placeOf(database: string, login?: string, password?: string): DatabasePlace {
  const { connectionString, host, user } = administration
  const url = new URL(connectionString?.replace('@/', '@none/') ?? `postgresql://${user}@none/?host=${host}`)
  url.pathname = `/${encodeURIComponent(database)}`
  if (login) Object.assign(url, { username: login, password })
  return { url: url.href.replace('@none/', '@/'), secretsFolder }
}

async function expectSentence(place: DatabasePlace, sentence: RegExp, migrations = MIGRATIONS): Promise<string> {
  const result = await open(place, { migrations })
  const said = result.ok ? 'opened' : sentenceOfDatabaseRefusal(result.refusal)
  expect(said).toMatch(sentence)
  return said
}

function migrationOf(text: string): Migration {
  return { name: '9999-later', sql: text, sha256: 'f'.repeat(64) }
}

async function countOf(database: Database, table: string): Promise<bigint> {
  const { rows } = await sql<{ count: bigint }>`SELECT count(*) FROM ${sql.table(table)}`.execute(database.db)
  return rows[0]!.count
}
