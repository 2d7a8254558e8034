import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listProcessesIn } from './processes.ts'
import { ask, launch, makeModel, waitForNobody } from './testing/folders.ts'
import { launchElsewhere } from './testing/users.ts'

let folder: string
beforeAll(async () => {
  folder = await makeModel()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('kill -9 of the only user stops the server, which ends properly', async () => {
  const user = launchElsewhere({ folder, durable: false })
  const { dataFolder } = await user.answer
  await user.kill()
  expect(await waitForNobody(folder)).toEqual([])
  expect(existsSync(join(dataFolder, 'postmaster.pid'))).toBe(false)
})

test('kill -9 of the user who started the server leaves it to the others', async () => {
  const starter = launchElsewhere({ folder, durable: false })
  const { pid } = await starter.answer
  const other = await launch({ folder })
  await starter.kill()
  const third = await launch({ folder })
  expect(third).toMatchObject({ adopted: true, pid })
  expect(await ask(other.host, 'SELECT 1 AS one')).toEqual({ one: 1 })
  await third.stop()
  await other.stop()
  expect(listOf(other.dataFolder)).toEqual([])
})

test('when the server dies its users are told, and the next start recovers what was committed', async () => {
  const user = launchElsewhere({ folder })
  const { host, pid } = await user.answer
  await ask(host, 'CREATE TABLE kept AS SELECT 42 AS answer')
  process.kill(pid, 'SIGKILL')
  expect(await user.ended).toBe(3)
  const next = await launch({ folder })
  expect(await ask(next.host, 'SELECT answer FROM kept')).toEqual({ answer: 42 })
  await next.stop()
})

test('a server that was stopped by hand while its users stay can be started again, and counts its users anew', async () => {
  const before = await launch({ folder })
  process.kill(before.pid, 'SIGINT')
  await before.exited
  const after = await launch({ folder })
  expect(after.adopted).toBe(false)
  await before.stop()
  expect(await ask(after.host, 'SELECT 1 AS one')).toEqual({ one: 1 })
  await after.stop()
})

test('a server whose guard was killed is joined and guarded again', async () => {
  const first = launchElsewhere({ folder, durable: false })
  const { dataFolder, pid } = await first.answer
  for (const guard of guardsOf(folder)) process.kill(guard, 'SIGKILL')
  await waitUntil(() => guardsOf(folder).length === 0)
  const second = launchElsewhere({ folder, durable: false })
  expect(await second.answer).toMatchObject({ adopted: true, pid })
  await first.kill()
  expect(listOf(dataFolder)).toContain(pid)
  await second.kill()
  expect(await waitForNobody(folder)).toEqual([])
})

test('whoever comes while the server is being stopped gets a new one, not the dying one', async () => {
  const last = launchElsewhere({ folder, durable: false })
  const { pid } = await last.answer
  // Held still, the server has its order to stop and looks alive.
  process.kill(pid, 'SIGSTOP')
  await last.kill()
  await waitUntil(() => guardsOf(folder).length === 1)
  const next = launch({ folder })
  await waitUntil(() => weHold(join(folder, 'postgres/users')))
  process.kill(pid, 'SIGCONT')
  expect((await next).adopted).toBe(false)
  expect(await ask((await next).host, 'SELECT 1 AS one')).toEqual({ one: 1 })
})

test('the next server waits for the last process of the one before it', async () => {
  const before = await launch({ folder })
  const straggler = listOf(before.dataFolder).find((pid) => pid !== before.pid)!
  process.kill(straggler, 'SIGSTOP')
  process.kill(before.pid, 'SIGKILL')
  // On a busy machine a killed process still answers for a moment, and would be joined.
  await waitUntil(() => !listOf(before.dataFolder).includes(before.pid))
  const steps: string[] = []
  const onStep = (step: string) => {
    steps.push(step)
    if (step.includes('finissent')) process.kill(straggler, 'SIGCONT')
  }
  await launch({ folder, onStep })
  expect(steps).toContain('Des processus d’un PostgreSQL arrêté brutalement finissent, attente')
  expect(listOf(before.dataFolder)).not.toContain(straggler)
})

test('the paper of a dead server is swept, even when its number is now that of another program', async () => {
  const data = join(folder, 'postgres', 'data')
  const paper = `${process.pid}\n${data}\n1700000000\n5432\n${join(folder, 'postgres', 'run')}\n\n  1 2\nready   \n`
  writeFileSync(join(data, 'postmaster.pid'), paper)
  const server = await launch({ folder })
  expect(server.adopted).toBe(false)
  await server.stop()
})

function listOf(data: string): readonly number[] {
  return listProcessesIn(data, statSync(data).uid)
}

function guardsOf(folder: string): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && commandOf(name).includes(`filigrane-guard\0${folder}/`))
    .map(Number)
}

function weHold(pipe: string): boolean {
  const descriptors = readdirSync('/proc/self/fd').map((descriptor) => `/proc/self/fd/${descriptor}`)
  return descriptors.some((descriptor) => existsSync(descriptor) && readlinkSync(descriptor) === pipe)
}

async function waitUntil(condition: () => boolean): Promise<void> {
  while (!condition()) await pause(5)
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}
