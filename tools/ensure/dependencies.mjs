// Installs from package-lock.json what node_modules lacks. Plain JavaScript for Node ≥ 20, no dependency: it runs
// before anything is installed.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  accessSync,
  constants,
  existsSync,
  readFileSync,
  realpathSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { aloneInFolder } from './lock.mjs'
import { hasNode24, linkNode, troubleWithMachine, troubleWithNode } from './node24.mjs'
import { sentenceOfInstallation } from './sentences.mjs'

const ROOT = realpathSync(fileURLToPath(new URL('../..', import.meta.url)))
const MODULES = join(ROOT, 'node_modules')
const NEEDED_MEGABYTES = 700
const SPARE_MEGABYTES = 20
const STAMP = join(MODULES, '.filigrane-stamp')

/**
 * Leaves node_modules complete, with Node 24 in it, or says in one sentence why it cannot and sets the exit status 1.
 *
 * @param options.withDev  also what only the tests need
 */
export async function ensure({ withDev }) {
  const trouble = isReady(withDev) ? undefined : await aloneInFolder(ROOT, say, () => install(withDev))
  if (!trouble) return
  for (const line of trouble) console.error(line)
  process.exitCode = 1
}

async function install(withDev) {
  if (isReady(withDev)) return undefined
  if (isInstalled(withDev) && hasNode24(MODULES)) return finish()

  const trouble = troubleWithMachine()
  if (trouble) return trouble
  if (!isWritable(ROOT)) return sentenceOfInstallation('read-only', ROOT)
  if (!existsSync(MODULES) && freeMegabytes() < NEEDED_MEGABYTES) return sentenceOfInstallation('ENOSPC', ROOT)
  say('Dépendances : installation depuis package-lock.json (une demi-minute la première fois)…')
  const startedAt = Date.now()
  const { status, output } = await runNpm(withDev)
  if (freeMegabytes() < (status === 0 ? SPARE_MEGABYTES : NEEDED_MEGABYTES)) return giveUpOnFullDisk()
  if (status !== 0) return sentenceOfInstallation(output, ROOT)
  if (!isInstalled(withDev)) return sentenceOfInstallation(output.trim() || 'incomplete', ROOT)
  say(`Dépendances : installées en ${Math.round((Date.now() - startedAt) / 1000)} s.`)
  return finish()
}

// On a full disk npm breaks in many ways, and calls one of them a success: some files are cut short. Without the list
// npm leaves at the end, the next command installs everything again.
function giveUpOnFullDisk() {
  rmSync(join(MODULES, '.package-lock.json'), { force: true })
  return sentenceOfInstallation('ENOSPC', ROOT)
}

function finish() {
  linkNode(MODULES)
  const trouble = troubleWithNode(MODULES)
  if (trouble) return trouble
  try {
    writeFileSync(STAMP, stamp())
  } catch {
    // A read-only clone: the check is made again each time, which costs some 50 ms.
  }
  return undefined
}

/** The lockfile is the one installed here, on this processor, and nothing has been taken away since. */
function isReady(withDev) {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp() && isInstalled(withDev) && hasNode24(MODULES)
}

function stamp() {
  const lock = createHash('sha256')
    .update(readFileSync(join(ROOT, 'package-lock.json')))
    .digest('hex')
  return `${lock} ${process.platform}-${process.arch}\n`
}

/** Compares the lockfile with the one npm leaves in node_modules at the end of a complete installation. */
function isInstalled(withDev) {
  const wanted = packagesOf(join(ROOT, 'package-lock.json'))
  const installed = packagesOf(join(MODULES, '.package-lock.json'))
  if (!wanted || !installed) return false
  return Object.entries(wanted).every(([place, entry]) => {
    if (place === '' || (!withDev && (entry.dev || entry.devOptional))) return true
    if (!installed[place]) return entry.optional === true
    return installed[place].version === entry.version && existsSync(join(ROOT, place, 'package.json'))
  })
}

function packagesOf(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages
  } catch {
    return undefined
  }
}

function freeMegabytes() {
  const { bavail, bsize } = statfsSync(ROOT)
  return (bavail * bsize) / 1_000_000
}

function isWritable(folder) {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/** Runs `npm ci` with the machine's own Node: the one in node_modules is about to be deleted. */
function runNpm(withDev) {
  const { npm_node_execpath: node, npm_execpath: npm, PATH = '' } = process.env
  const settings = ['--loglevel=error', '--no-audit', '--no-fund', '--no-progress', '--fetch-retry-mintimeout=1000']
  const words = ['ci', ...settings, ...(withDev ? ['--include=dev'] : [])]
  const ownPath = PATH.split(':').filter((folder) => !folder.endsWith('node_modules/.bin'))
  const [command, before] = node && npm && existsSync(node) && !node.startsWith(MODULES) ? [node, [npm]] : ['npm', []]
  return new Promise((resolve) => {
    const child = spawn(command, [...before, ...words], {
      cwd: ROOT,
      env: { ...process.env, PATH: ownPath.join(':') },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    child.stdout.on('data', (data) => (output += data))
    child.stderr.on('data', (data) => (output += data))
    child.on('error', (error) => resolve({ status: 1, output: error.code === 'ENOENT' ? 'no-npm' : String(error) }))
    child.on('close', (status, signal) => resolve({ status: signal ? 1 : status, output }))
  })
}

function say(sentence) {
  console.log(sentence)
}
