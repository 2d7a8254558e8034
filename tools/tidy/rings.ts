import { dirname } from 'node:path/posix'
import { FACES, MODULES } from './order.ts'
import { type Place, pathOf, placeOf } from './places.ts'
import { type Import, readSource } from './source.ts'
import { isCode, isTest, type Rule } from './tree.ts'

/** Three rings, one direction: `kernel` ← `modules` ← the root of `src`; `platform` and `ui` know no module. */
export const rings: Rule = (tree) =>
  [...tree]
    .filter(([path]) => isCode(path) && path.startsWith('src/'))
    .flatMap(([path, text]) =>
      readSource(text).imports.flatMap((each) => {
        const why = faultOf(path, each)
        return why ? [`${path}:${each.line} imports ${each.specifier}: ${why}`] : []
      }),
    )

function faultOf(path: string, { specifier }: Import): string | undefined {
  const from = placeOf(path)!
  const target = pathOf(path, specifier)
  if (target === undefined) return faultOfPackage(path, from, specifier)
  const to = placeOf(target)
  if (!to) return faultOutside(path, from, target)
  if (!isTest(path) && isTest(target)) return 'only tests use what is written for tests.'
  return specifier.startsWith('.') ? faultOfRelative(path, from, to) : faultOfNamed(path, from, to)
}

/**
 * What the kernel may use that is not ours: cryptography that reviewers have read, which we do not write again. Pure, and
 * the same in Node, in browsers and in their workers (docs/decisions/0039-sealed-ballots.md).
 */
const REVIEWED: Readonly<Record<string, string>> = {
  '@hpke/core': 'seals and opens ballots (RFC 9180), on Web Crypto alone',
  'shamir-secret-sharing': "splits the bureau's key; audited twice",
  '@scure/bip39/wordlists/french.js': 'the 2 048 French words that shares are printed in; audited',
}

// Tests may read the world: they are not part of what they test.
function faultOfPackage(path: string, from: Place, specifier: string): string | undefined {
  if (isTest(path)) return undefined
  if (from.ring === 'kernel') return Object.hasOwn(REVIEWED, specifier) ? undefined : OF_KERNEL
  if (/^(vitest|fast-check|playwright-core|@axe-core\/)/.test(specifier)) return 'only tests use the tools of tests.'
  return undefined
}

const OF_KERNEL =
  'the kernel imports only itself and three reviewed packages (tools/tidy/rings.ts), and runs in the browser (ARCHITECTURE.md, rings).'

function faultOutside(path: string, from: Place, target: string): string | undefined {
  if (isTest(path) || !/\.(ts|tsx|mjs)$/.test(target)) return undefined
  if (from.ring === 'cli' && target.startsWith('tools/')) return undefined
  return 'the program does not lean on its tools.'
}

function faultOfRelative(path: string, from: Place, to: Place): string | undefined {
  if (from.ring === to.ring && from.unit === to.unit) return undefined
  if (from.ring === 'root' && to.ring === 'modules') return faultOfFace(to)
  // A page is tested on the whole site: `site.request('/scrutins')`.
  if (to.ring === 'root' && (from.ring === 'cli' || isTest(path))) return undefined
  const name = to.ring === 'ui' ? '#ui/…' : to.unit ? `#${to.ring}/${dirname(`${to.unit}/${to.rest}`)}` : undefined
  return name ? `a path does not climb out of its folder: import ${name}.` : 'a path does not climb out of its ring.'
}

// Only the root of src puts pages on the site; what a module offers to others is its index.
function faultOfFace({ unit, rest }: Place): string | undefined {
  const layer = rest.split('/')[0]!.split('.')[0]!
  return FACES.includes(layer) ? undefined : `what ${unit} offers is its index: import #modules/${unit}.`
}

const LOWER: Readonly<Record<Place['ring'], readonly Place['ring'][]>> = {
  kernel: ['kernel'],
  platform: ['kernel', 'platform'],
  ui: ['kernel', 'ui'],
  islands: ['kernel', 'ui', 'islands'],
  modules: ['kernel', 'platform', 'ui', 'modules'],
  cli: ['kernel', 'platform', 'modules'],
  root: ['kernel', 'platform', 'ui', 'modules'],
}

const WHY: Readonly<Record<Place['ring'], string>> = {
  kernel: 'the kernel imports only itself (ARCHITECTURE.md, rings).',
  platform: 'the platform knows no module and no page (ARCHITECTURE.md, rings).',
  ui: 'components take plain values: they know no module and no platform (ARCHITECTURE.md, rings).',
  islands: 'an island runs in the browser: it uses the kernel and the components only.',
  modules: 'a module uses the kernel, the platform, the components and the modules before it.',
  cli: 'the command line shows no page.',
  root: 'the root uses the rings by their names.',
}

function faultOfNamed(path: string, from: Place, to: Place): string | undefined {
  if (!LOWER[from.ring].includes(to.ring)) return WHY[from.ring]
  if (to.ring !== 'modules') return undefined
  if (to.rest !== 'index.ts') return `what a module offers is its index: import #modules/${to.unit}.`
  if (from.ring !== 'modules' || isTest(path)) return undefined
  if (from.unit === to.unit) return 'a module imports its own files by their paths.'
  const order: readonly string[] = MODULES
  if (order.indexOf(to.unit) < order.indexOf(from.unit)) return undefined
  return `${to.unit} comes after ${from.unit} in the order of modules (ARCHITECTURE.md): declare it in contributes.ts.`
}
