import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { listProcessesIn } from './processes.ts'
import { ask, copyOf, launch, makeModel, testFolder } from './testing/folders.ts'
import { launchElsewhere } from './testing/users.ts'

let folder: string
beforeAll(async () => {
  folder = await makeModel()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a first start makes data that are checked, in UTF-8, and written for good', async () => {
  const steps: string[] = []
  const first = await launch({ folder: join(testFolder(), 'var'), durable: true, onStep: (step) => steps.push(step) })
  expect(first).toMatchObject({ firstStart: true, adopted: false })
  expect(steps).toEqual([expect.stringContaining('Préparation de PostgreSQL 18'), 'Démarrage de PostgreSQL 18'])
  const settings = await ask(
    first.host,
    `SELECT current_setting('data_checksums') AS checksums, current_setting('server_encoding') AS encoding,
      current_setting('fsync') AS fsync, current_setting('timezone') AS timezone,
      current_setting('listen_addresses') AS addresses, upper('é') AS upper, datlocprovider AS provider
    FROM pg_database WHERE datname = current_database()`,
  )
  expect(settings).toEqual({
    checksums: 'on',
    encoding: 'UTF8',
    fsync: 'on',
    timezone: 'UTC',
    addresses: '',
    upper: 'É',
    provider: 'b',
  })
  await first.stop()
})

test('it leaves nothing running', () => {
  expect(listProcessesIn(join(folder, 'postgres/data'), statSync(join(folder, 'postgres/data')).uid)).toEqual([])
})

test('only the account of PostgreSQL enters its folders, even after a chmod that opened them', async () => {
  execFileSync('chmod', ['-R', 'a+rX', join(folder, 'postgres')])
  const server = await launch({ folder })
  for (const folder of [server.host, server.dataFolder, join(server.dataFolder, '..')]) {
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    expect(statSync(folder).uid).toBe(statSync(server.dataFolder).uid)
  }
  await server.stop()
})

test('what was written is there at the next start', async () => {
  const before = await launch({ folder })
  await ask(before.host, 'CREATE TABLE kept AS SELECT 42 AS answer')
  await before.stop()
  const after = await launch({ folder })
  expect(after).toMatchObject({ firstStart: false, adopted: false })
  expect(await ask(after.host, 'SELECT answer FROM kept')).toEqual({ answer: 42 })
  await after.stop()
})

test('a second user joins the running server, and the last to leave stops it, whoever started it', async () => {
  const starter = await launch({ folder })
  const other = launchElsewhere({ folder, durable: false })
  expect(await other.answer).toMatchObject({ adopted: true, pid: starter.pid, host: starter.host })
  await starter.stop()
  expect(listProcessesIn(starter.dataFolder, statSync(starter.dataFolder).uid)).toContain(starter.pid)
  expect(await other.leave()).toBe(0)
  expect(listProcessesIn(starter.dataFolder, statSync(starter.dataFolder).uid)).toEqual([])
})

test('of three cold starts at once one makes the data and the others join it', async () => {
  const folder = testFolder()
  const users = [1, 2, 3].map(() => launchElsewhere({ folder, durable: false }))
  const answers = await Promise.all(users.map((user) => user.answer))
  expect(answers.filter((answer) => answer.firstStart)).toHaveLength(1)
  expect(answers.filter((answer) => answer.adopted)).toHaveLength(2)
  expect(new Set(answers.map((answer) => answer.pid)).size).toBe(1)
  expect(await Promise.all(users.map((user) => user.leave()))).toEqual([0, 0, 0])
})

test('a second service on the same data is told so, a visitor is welcome', async () => {
  const service = await launch({ folder, role: 'service' })
  const second = await launchElsewhere({ folder, durable: false, role: 'service' }).answer
  expect(second.sentence).toContain('Filigrane tourne déjà sur les données')
  const visitor = await launch({ folder })
  expect(visitor.adopted).toBe(true)
  await visitor.stop()
  await service.stop()
  const next = await launch({ folder, role: 'service' })
  await next.stop()
})

test('leaving twice is leaving once', async () => {
  const [one, two] = [await launch({ folder }), await launch({ folder })]
  await Promise.all([one.stop(), one.stop()])
  await one.stop()
  expect(await ask(two.host, 'SELECT 1 AS one')).toEqual({ one: 1 })
  await two.stop()
})

test('an interrupted first start is cleaned up and done again', async () => {
  const folder = testFolder()
  const interrupted = launchElsewhere({ folder, durable: false })
  const house = join(folder, 'postgres')
  await waitUntil(() => existsSync(house) && readdirSync(house).some((name) => name.startsWith('data.new-')))
  await interrupted.kill()
  const again = await launch({ folder })
  expect(again.firstStart).toBe(true)
  await again.stop()
})

test('a folder with blanks, quotes, commas and accents in its name serves all the same', async () => {
  const server = await launch({ folder: copyOf(folder, `é, "l'un" $x \\`) })
  expect(await ask(server.host, 'SELECT 1 AS one')).toEqual({ one: 1 })
})

test('a folder too deep for the address of a socket serves by a shorter one', async () => {
  const server = await launch({ folder: copyOf(folder, 'profond'.repeat(14)) })
  onTestFinished(() => server.stop().then(() => rmSync(server.host, { recursive: true })))
  expect(server.host.startsWith('/tmp/filigrane-')).toBe(true)
  expect(await ask(server.host, 'SELECT 1 AS one')).toEqual({ one: 1 })
})

test('the log is set aside when it has grown large', async () => {
  const log = join(folder, 'postgres', 'postgres.log')
  writeFileSync(log, 'x'.repeat(6 << 20))
  const server = await launch({ folder })
  await server.stop()
  expect(statSync(`${log}.1`).size).toBe(6 << 20)
  expect(statSync(log).size).toBeLessThan(100_000)
})

test.skipIf(!existsSync('/usr/lib/postgresql/15/bin'))('a PostgreSQL 15 serves in the same way', async () => {
  const folder = testFolder()
  const server = await launch({ folder, binaries: '/usr/lib/postgresql/15/bin' })
  expect(await ask(server.host, `SELECT current_setting('server_version_num')::int / 10000 AS major`)).toEqual({
    major: 15,
  })
  await server.stop()
  const refused = await launchElsewhere({ folder, durable: false }).answer
  expect(refused.sentence).toContain('viennent d’une autre version de PostgreSQL (15, et non 18)')
})

async function waitUntil(condition: () => boolean): Promise<void> {
  while (!condition()) await pause(5)
}
