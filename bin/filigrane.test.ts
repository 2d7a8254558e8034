import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

const ROOT = resolve(import.meta.dirname, '..')

let folder = ''
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'filigrane-bin-')))
  mkdirSync(join(folder, 'la copie/bin'), { recursive: true })
  mkdirSync(join(folder, 'la copie/src/cli'), { recursive: true })
  cpSync(join(ROOT, 'bin/filigrane'), join(folder, 'la copie/bin/filigrane'))
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'la copie/node_modules'))
  const program = 'console.log(JSON.stringify([process.cwd(), process.version.slice(0, 4), process.argv.slice(2)]))'
  writeFileSync(join(folder, 'la copie/src/cli/main.ts'), program)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('from any folder, the words and the current folder are those of the caller', async () => {
  const { output } = await filigrane(join(folder, 'la copie/bin/filigrane'), ['tally', 'deux mots.pb', '--json'])
  expect(JSON.parse(output)).toEqual([folder, 'v24.', ['tally', 'deux mots.pb', '--json']])
})

test('links to it lead to the same place', async () => {
  symlinkSync('la copie/bin/filigrane', join(folder, 'first'))
  symlinkSync(join(folder, 'first'), join(folder, 'second'))
  expect((await filigrane(join(folder, 'second'), [])).status).toBe(0)
})

test('it works without a folder to keep compiled code in', async () => {
  expect((await filigrane(join(folder, 'la copie/bin/filigrane'), [], { HOME: '/proc/nobody' })).status).toBe(0)
})

test('without the dependencies it says what to run, and refuses', async () => {
  rmSync(join(folder, 'la copie/node_modules'))
  const { status, output, error } = await filigrane(join(folder, 'la copie/bin/filigrane'), ['tally'])
  expect({ status, output }).toEqual({ status: 1, output: '' })
  expect(error).toBe(`Les dépendances manquent : lancez « npm ci » dans ${folder}/la copie\n`)
})

type Said = { readonly status: number; readonly output: string; readonly error: string }

function filigrane(path: string, words: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<Said> {
  const options = { cwd: folder, env: { PATH: process.env.PATH ?? '', HOME: folder, ...more } }
  return new Promise((done) => {
    const child = execFile(path, words, options, (_, output, error) => {
      done({ status: child.exitCode ?? 1, output, error })
    })
  })
}
