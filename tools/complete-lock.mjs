// Completes package-lock.json after `npm install`.
//
// A registry mirror may not serve the packages of foreign platforms (darwin, win32…). `npm install` then drops
// them from the lockfile without a word, and `npm ci` refuses it everywhere: « Missing: … from lock file ».
// Each dropped optional dependency gets an entry with its platform, which `npm ci` accepts and never fetches
// elsewhere. Run it after every `npm install`; `--check` only says whether something is missing.
import { readFileSync, writeFileSync } from 'node:fs'

const path = new URL('../package-lock.json', import.meta.url)
const lock = JSON.parse(readFileSync(path, 'utf8'))
const OPERATING_SYSTEMS = [
  'darwin',
  'linux',
  'win32',
  'freebsd',
  'openbsd',
  'netbsd',
  'android',
  'sunos',
  'aix',
  'openharmony',
]
const PROCESSORS = ['x64', 'arm64', 'ia32', 'arm', 'ppc64', 's390x', 'riscv64', 'loong64', 'mips64el', 'wasm32']

const added = []
for (const [place, owner] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(owner.optionalDependencies ?? {})) {
    if (isLocked(place, name)) continue
    const entry = stub(name, version, owner.dev === true)
    if (!entry) throw new Error(`${name} has no platform in its name: add it to the lockfile by hand`)
    lock.packages[`node_modules/${name}`] = entry
    added.push(`${name}@${version}`)
  }
}

if (process.argv.includes('--check')) {
  if (added.length > 0) console.error(`package-lock.json lacks ${added.join(', ')}: run node tools/complete-lock.mjs`)
  process.exit(added.length > 0 ? 1 : 0)
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`)
console.log(added.length > 0 ? `added ${added.length}: ${added.join(' ')}` : 'package-lock.json is complete')

function isLocked(place, name) {
  for (let folder = place; ; folder = folder.slice(0, folder.lastIndexOf('/node_modules/'))) {
    if (lock.packages[`${folder ? `${folder}/` : ''}node_modules/${name}`]) return true
    if (!folder.includes('/node_modules/')) return Boolean(lock.packages[`node_modules/${name}`])
  }
}

function stub(name, version, dev) {
  const words = name.toLowerCase().split(/[-_/.@]/)
  const os = OPERATING_SYSTEMS.find((each) => words.includes(each)) ?? (words.includes('windows') ? 'win32' : undefined)
  const cpu = PROCESSORS.find((each) => words.includes(each)) ?? (words.includes('wasm32') ? 'wasm32' : undefined)
  if (!os && !cpu) return undefined
  const libc = words.includes('musl') ? ['musl'] : words.includes('gnu') ? ['glibc'] : undefined
  return {
    version,
    ...(cpu && { cpu: [cpu] }),
    ...(dev && { dev: true }),
    ...(libc && { libc }),
    optional: true,
    ...(os && { os: [os] }),
  }
}
