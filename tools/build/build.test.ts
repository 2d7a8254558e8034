import { execFile } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { pruneShelf } from './shelf.ts'

const ROOT = resolve(import.meta.dirname, '../..')

let clone = ''
let home = ''
beforeEach(() => {
  clone = mkdtempSync(join(tmpdir(), 'filigrane-build-'))
  home = mkdtempSync(join(tmpdir(), 'filigrane-home-'))
  for (const folder of [clone, home]) chmodSync(folder, 0o777)
  for (const name of [
    'tools/build',
    'tools/build.ts',
    'tools/start.ts',
    'tools/cache-folder.ts',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
  ]) {
    cpSync(join(ROOT, name), join(clone, name), { recursive: true })
  }
  symlinkSync(join(ROOT, 'node_modules'), join(clone, 'node_modules'))
  write(
    'src/main.ts',
    "import { home } from './home.tsx'\nconsole.log(JSON.stringify({ build: process.env.FILIGRANE_BUILD, source: import.meta.url, page: String(home()) }))\n",
  )
  write('src/home.tsx', 'export const home = () => <p>Bonjour</p>\n')
  write('src/ui/site.css', "@import './tokens.css';\np { color: var(--ink) }\n")
  write('src/ui/tokens.css', ':root { --ink: black }\n')
  write('src/islands/basket.ts', "customElements.define('x-basket', class extends HTMLElement {})\n")
})
afterEach(() => {
  chmodSync(clone, 0o777)
  for (const folder of [clone, home]) rmSync(folder, { recursive: true, force: true })
})

test('the service starts from a bundle that knows its folder and its sources', async () => {
  const { build, source, page } = await start()
  expect(build).toMatch(`${clone}/dist/`)
  expect(source).toBe(`file://${clone}/src/main.ts`)
  expect(page).toBe('<p>Bonjour</p>')
})

test('browser files are named by their content, and the manifest tells their names', async () => {
  const { build } = await start()
  const manifest = JSON.parse(readFileSync(join(build, 'manifest.json'), 'utf8')) as Record<string, string>
  expect(Object.keys(manifest).sort()).toEqual(['islands/basket.js', 'site.css'])
  for (const path of Object.values(manifest)) expect(existsSync(join(build, path))).toBe(true)
  expect(readFileSync(join(build, manifest['site.css']!), 'utf8')).toContain('--ink: black')
})

test('the same sources are built once, others anew, and a test is not a source', async () => {
  const first = await start()
  write('src/home.test.tsx', 'x')
  expect((await start()).build).toBe(first.build)
  write('src/home.tsx', 'export const home = () => <p>Bonsoir</p>\n')
  const second = await start()
  expect(second.build).not.toBe(first.build)
  expect(second.page).toBe('<p>Bonsoir</p>')
})

test('two starts at once make one build', async () => {
  const [one, other] = await Promise.all([start(), start()])
  expect(one!.build).toBe(other!.build)
  expect(readdirSync(join(clone, 'dist'))).toHaveLength(1)
})

test('a clone that cannot be written is built in the cache of the user', async ({ skip }) => {
  // Nothing stops root from writing: another account must start it, and must reach our Node.
  if (process.getuid?.() === 0 && !mayAllEnter(process.execPath))
    skip('this clone lies where other accounts may not enter')
  chmodSync(clone, 0o555)
  const { build, page } = await start(65534)
  expect(build).toMatch(`${home}/.cache/filigrane/dist-`)
  expect(page).toBe('<p>Bonjour</p>')
})

test('sources that do not build are told with their place, and leave nothing behind', async () => {
  write('src/home.tsx', 'export const home = (\n')
  await expect(start()).rejects.toThrow(/Les pages du site ne se construisent pas[\s\S]*src\/home\.tsx:/)
  expect(readdirSync(join(clone, 'dist'))).toEqual([])
})

test('old builds go, the last three and those used within the hour stay', () => {
  const names = ['a', 'b', 'c', 'd', 'e'].map((letter) => letter.repeat(16))
  for (const [index, name] of names.entries()) age(name, 100 - index)
  age('f'.repeat(16), 0)
  age(`.${'a'.repeat(16)}-12`, 50)
  age('other', 500)
  pruneShelf({ folder: join(clone, 'dist'), prefix: '', insideClone: true }, 'f'.repeat(16))
  expect(readdirSync(join(clone, 'dist')).sort()).toEqual(['d'.repeat(16), 'e'.repeat(16), 'f'.repeat(16), 'other'])
})

type Started = { readonly build: string; readonly source: string; readonly page: string }

/** @param uid  account to start as, when the tests run as root */
function start(uid?: number): Promise<Started> {
  const asRoot = process.getuid?.() === 0 && uid !== undefined
  const env = { PATH: process.env.PATH ?? '', HOME: home }
  const options = { env, ...(asRoot && { uid, gid: uid }) }
  return new Promise((done, fail) => {
    execFile(process.execPath, [join(clone, 'tools/start.ts')], options, (error, output, complaints) => {
      if (error) fail(new Error(complaints))
      else done(JSON.parse(output.trim().split('\n').at(-1)!) as Started)
    })
  })
}

/** Whether every folder above a file lets any account through. */
function mayAllEnter(path: string): boolean {
  const folder = dirname(path)
  return folder === path || ((statSync(folder).mode & 0o001) !== 0 && mayAllEnter(folder))
}

function age(name: string, hours: number): void {
  const folder = join(clone, 'dist', name)
  mkdirSync(folder, { recursive: true })
  const then = new Date(Date.now() - hours * 3_600_000)
  utimesSync(folder, then, then)
}

function write(path: string, text: string): void {
  const file = join(clone, path)
  mkdirSync(resolve(file, '..'), { recursive: true })
  writeFileSync(file, text)
}
