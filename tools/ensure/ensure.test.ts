import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

// A clone of one dependency, with an npm of our own that notes each call: what is tried here is ensure, not npm.
const TOOLS = resolve(import.meta.dirname, '..')
const NODE = `node-${process.platform}-${process.arch}`
const LOCK = JSON.stringify({
  packages: {
    '': {},
    'node_modules/hono': { version: '4.0.0' },
    'node_modules/vitest': { version: '5.0.0', dev: true },
  },
})

let clone = ''
beforeEach(() => {
  clone = mkdtempSync(join(tmpdir(), 'filigrane-ensure-'))
  mkdirSync(join(clone, 'tools/ensure'), { recursive: true })
  mkdirSync(join(clone, 'bin'))
  for (const name of [
    'ensure.mjs',
    'ensure/dependencies.mjs',
    'ensure/lock.mjs',
    'ensure/node24.mjs',
    'ensure/sentences.mjs',
  ]) {
    cpSync(join(TOOLS, name), join(clone, 'tools', name))
  }
  writeFileSync(join(clone, 'package-lock.json'), LOCK)
})
afterEach(() => rmSync(clone, { recursive: true, force: true }))

test('what is missing is installed once, and the next command finds it ready', async () => {
  npmInstalls()
  const first = await ensure()
  expect(first).toMatchObject({ status: 0, error: '' })
  expect(first.output).toContain('Dépendances : installées en 0 s.')

  expect(await ensure()).toEqual({ status: 0, output: '', error: '' })
  expect(callsOfNpm()).toBe(1)
})

test('two commands at once install once', async () => {
  npmInstalls('sleep 0.5')
  const both = await Promise.all([ensure(), ensure()])
  expect(both.map(({ status }) => status)).toEqual([0, 0])
  expect(callsOfNpm()).toBe(1)
  expect(both.map(({ output }) => output).join('')).toContain('nous l’attendons')
})

test('what npm installed itself is not installed again', async () => {
  install(LOCK)
  expect(await ensure()).toEqual({ status: 0, output: '', error: '' })
})

test('what a changed lockfile asks, and what was taken away, are installed', async () => {
  npmInstalls()
  await ensure()
  writeFileSync(join(clone, 'package-lock.json'), LOCK.replace('4.0.0', '4.0.1'))
  await ensure()
  expect(callsOfNpm()).toBe(2)
  rmSync(join(clone, 'node_modules/hono'), { recursive: true })
  await ensure()
  expect(callsOfNpm()).toBe(3)
})

test('an installation without the tools of tests is enough to start, not to test', async () => {
  install(LOCK)
  install(LOCK.replace(/,"node_modules\/vitest.*?\}/, ''))
  rmSync(join(clone, 'node_modules/vitest'), { recursive: true })
  npmInstalls()
  expect((await ensure()).status).toBe(0)
  expect(callsOfNpm()).toBe(0)
  expect((await ensure('--with-dev')).status).toBe(0)
  expect(callsOfNpm()).toBe(1)
})

test('Node 24 is linked where an older npm does not', async () => {
  npmInstalls()
  await ensure()
  expect(existsSync(join(clone, 'node_modules/.bin/node'))).toBe(true)
})

const FAILURES = [
  ['npm error nospc ENOSPC: no space left on device, write', 'Le disque est plein'],
  ['npm error request failed, reason: getaddrinfo EAI_AGAIN', 'Le registre npm ne répond pas.'],
  ['npm error EACCES: permission denied, mkdir /home/u/.npm', 'npm n’a pas le droit d’écrire'],
  ['npm error Missing: hono@4 from lock file', 'ne concordent pas'],
  ['npm error something new', 'L’installation des dépendances a échoué.'],
] as const

test.each(FAILURES)('when npm says « %s », a sentence tells what to do', async (said, sentence) => {
  writeNpm(`echo '${said}' >&2; exit 1`)
  const { status, error } = await ensure()
  expect(status).toBe(1)
  expect(error).toContain(sentence)
  expect(error).toContain('relancez la commande')
})

test('when npm stops half-way and calls it a success, the sentence says so', async () => {
  writeNpm("echo 'npm error Exit handler never called!' >&2; exit 0")
  const { status, error } = await ensure()
  expect(status).toBe(1)
  expect(error).toContain('npm s’est arrêté avant la fin')
})

test('when Node 24 did not come with the rest, the sentence says so', async () => {
  npmInstalls(`rm -r '${clone}/node_modules/${NODE}'`)
  const { status, error } = await ensure()
  expect(status).toBe(1)
  expect(error).toContain('Node 24 ne s’est pas installé')
})

test('when Node 24 does not run, the sentence says why', async () => {
  npmInstalls(
    `rm '${clone}/node_modules/${NODE}/bin/node'; printf '#!/bin/sh\\necho broken >&2; exit 3\\n' > '${clone}/node_modules/${NODE}/bin/node'; chmod +x '${clone}/node_modules/${NODE}/bin/node'`,
  )
  const { status, error } = await ensure()
  expect(status).toBe(1)
  expect(error).toContain('ne démarre pas : broken')
})

type Said = { readonly status: number; readonly output: string; readonly error: string }

function ensure(...words: readonly string[]): Promise<Said> {
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_')))
  const env = { ...own, PATH: `${join(clone, 'bin')}:${process.env.PATH}` }
  return new Promise((done) => {
    const child = execFile(
      process.execPath,
      [join(clone, 'tools/ensure.mjs'), ...words],
      { env },
      (_, output, error) => {
        done({ status: child.exitCode ?? 1, output, error })
      },
    )
  })
}

/** Leaves in node_modules what `npm ci` would for that lockfile. */
function install(lock: string): void {
  const { packages } = JSON.parse(lock) as { readonly packages: Record<string, unknown> }
  for (const place of Object.keys(packages).filter((name) => name !== '')) {
    mkdirSync(join(clone, place), { recursive: true })
    writeFileSync(join(clone, place, 'package.json'), '{}')
  }
  mkdirSync(join(clone, 'node_modules/.bin'), { recursive: true })
  mkdirSync(join(clone, `node_modules/${NODE}/bin`), { recursive: true })
  rmSync(join(clone, `node_modules/${NODE}/bin/node`), { force: true })
  symlinkSync(process.execPath, join(clone, `node_modules/${NODE}/bin/node`))
  writeFileSync(join(clone, 'node_modules/.package-lock.json'), lock)
}

/** @param also  shell words run after the installation */
function npmInstalls(also = ':'): void {
  const ready = join(clone, 'ready')
  const kept = existsSync(join(clone, 'node_modules'))
  if (kept) cpSync(join(clone, 'node_modules'), join(clone, 'before'), { recursive: true, verbatimSymlinks: true })
  install(LOCK)
  cpSync(join(clone, 'node_modules'), ready, { recursive: true, verbatimSymlinks: true })
  rmSync(join(clone, 'node_modules'), { recursive: true })
  if (kept) cpSync(join(clone, 'before'), join(clone, 'node_modules'), { recursive: true, verbatimSymlinks: true })
  writeNpm(
    `cd '${clone}' && rm -rf node_modules && cp -a ready node_modules && cp package-lock.json node_modules/.package-lock.json && ${also}`,
  )
}

function writeNpm(script: string): void {
  writeFileSync(join(clone, 'bin/npm'), `#!/bin/sh\necho called >> '${join(clone, 'calls')}'\n${script}\n`, {
    mode: 0o755,
  })
}

function callsOfNpm(): number {
  const calls = join(clone, 'calls')
  return existsSync(calls) ? readFileSync(calls, 'utf8').trim().split('\n').length : 0
}
