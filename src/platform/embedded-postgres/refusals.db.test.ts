import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { type Account, canEnter, findAccountForNewData, isRoot } from './account.ts'
import { findDataFolder, launchEmbedded, sentenceOf } from './index.ts'
import { ask, copyOf, launch, makeModel, testFolder } from './testing/folders.ts'
import { launchElsewhere } from './testing/users.ts'

const NOBODY: Account = { uid: 65534, gid: 65534, name: 'nobody' }

let model: string
beforeAll(async () => {
  model = await makeModel()
})
afterAll(() => rmSync(model, { recursive: true, force: true }))

test('data without their version or their control file are damaged, and nothing is made over them', async () => {
  const folder = copyOf(model)
  rmSync(join(folder, 'postgres/data/PG_VERSION'))
  expect(await sentenceFor(folder)).toMatch(/sont abîmées.*N’effacez rien/)
})

test('data whose control file is empty are damaged, in the words of PostgreSQL', async () => {
  const folder = copyOf(model)
  truncateSync(join(folder, 'postgres/data/global/pg_control'), 0)
  expect(await sentenceFor(folder)).toMatch(/sont abîmées[\s\S]*PostgreSQL dit/)
})

test('data that were moved away are not made anew', async () => {
  const folder = testFolder()
  const absent = join(folder, 'absent')
  writeFileSync(join(folder, 'where'), `${absent}\n`)
  expect(findDataFolder(folder)).toBe(join(absent, 'data'))
  expect(await sentenceFor(folder)).toContain('ce dossier n’existe pas')
})

test('a file where the folder should be is told', async () => {
  const file = join(testFolder(), 'file')
  writeFileSync(file, '')
  expect(await sentenceFor(file)).toContain(`Filigrane ne peut pas écrire dans ${file}`)
  expect(await sentenceFor(join(file, 'deeper'))).toContain('FILIGRANE_DATA')
})

test('programs that are not there are told', async () => {
  const launched = await launchEmbedded({ folder: testFolder(), binaries: '/nowhere/bin' })
  expect(launched.ok ? '' : sentenceOf(launched.refusal)).toContain('Les programmes de PostgreSQL manquent')
})

describe.skipIf(!isRoot)('as root', () => {
  test('in a home others may not enter the data lie under /var/lib, and `where` says so', async () => {
    const home = testFolder()
    execFileSync('chmod', ['700', home])
    const folder = join(home, 'clone', 'var')
    const first = await launch({ folder })
    const elsewhere = join(first.dataFolder, '..')
    onTestFinished(() => rmSync(elsewhere, { recursive: true }))
    expect(first.dataFolder).toMatch(/^\/var\/lib\/filigrane\/[0-9a-f]{12}\/data$/)
    expect(findDataFolder(folder)).toBe(first.dataFolder)
    await first.stop()
    const next = await launch({ folder })
    expect(next.firstStart).toBe(false)
    await next.stop()
  })

  test('data moved into such a home get the command that brings them out', async () => {
    const folder = copyOf(model)
    execFileSync('chmod', ['700', join(folder, '..')])
    expect(await sentenceFor(folder)).toMatch(/mv \S+\/var\/postgres \/var\/lib\/filigrane\/[0-9a-f]{12}$/)
  })

  test('data given to root by mistake get the command that gives them back', async () => {
    const folder = copyOf(model)
    execFileSync('chown', ['-R', 'root:root', join(folder, 'postgres')])
    expect(await sentenceFor(folder)).toContain(`chown -R ${findAccountForNewData()?.name}: `)
  })

  test('a full disk is told, and once there is room the start succeeds', async (test) => {
    const folder = testFolder()
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=60m,mode=755', 'tmpfs', folder])
    if (mounted.status !== 0) return test.skip('this machine lets nobody mount a small disk')
    onTestFinished(() => void spawnSync('umount', [folder]))
    spawnSync('fallocate', ['-l', '45M', join(folder, 'ballast')])
    expect(await sentenceFor(folder)).toContain('Le disque est plein')
    rmSync(join(folder, 'ballast'))
    const server = await launch({ folder })
    await server.stop()
    spawnSync('dd', ['if=/dev/zero', `of=${join(folder, 'ballast')}`, 'bs=64k'])
    expect(await sentenceFor(folder)).toContain('Le disque est plein')
  })

  test('whoever took the folder of the sockets is told', async () => {
    const folder = copyOf(model, 'profond'.repeat(14))
    const server = await launch({ folder })
    await server.stop()
    onTestFinished(() => rmSync(server.host, { recursive: true }))
    rmSync(server.host, { recursive: true })
    mkdirSync(server.host)
    execFileSync('chown', ['12345', server.host])
    expect(await sentenceFor(folder)).toContain(`${server.host}, où l’on joint PostgreSQL, est déjà pris`)
  })
})

describe.skipIf(!isRoot || !(await canEnter(NOBODY, import.meta.dirname)))('as an ordinary account', () => {
  test('the server runs under that account, and root can join it later', async () => {
    const home = testFolder()
    execFileSync('chown', ['nobody', home])
    const folder = join(home, 'var')
    const user = launchElsewhere({ folder, durable: false }, NOBODY, { HOME: home })
    expect(await user.answer).toMatchObject({ firstStart: true, dataFolder: join(folder, 'postgres/data') })
    const root = await launch({ folder })
    expect(root.adopted).toBe(true)
    expect(await user.leave()).toBe(0)
    expect(await ask(root.host, 'SELECT 1 AS one')).toEqual({ one: 1 })
    await root.stop()
    const again = await launch({ folder })
    await again.stop()
  })

  test('the data of somebody else are refused with their owner’s name', async () => {
    const folder = copyOf(model)
    execFileSync('chown', ['-R', 'daemon', join(folder, 'postgres')])
    const refused = await launchElsewhere({ folder }, NOBODY).answer
    expect(refused.sentence).toContain('appartient au compte daemon')
  })

  test('a folder where nothing may be written is told', async () => {
    const refused = await launchElsewhere({ folder: join(testFolder(), 'var') }, NOBODY).answer
    expect(refused.sentence).toContain('Filigrane ne peut pas écrire dans')
  })
})

async function sentenceFor(folder: string): Promise<string> {
  const launched = await launchEmbedded({ folder, durable: false })
  if (!launched.ok) return sentenceOf(launched.refusal)
  await launched.value.stop()
  return 'launched'
}
