import {
  type Branch,
  type Cell,
  type Contribution,
  countCells,
  INSEE_SECRECY,
  protectTables,
  type SecrecyRule,
  type TableShape,
  verifyTables,
} from '#kernel/secrecy'
import type { BenchOptions, Verdict } from './main.ts'
import { commitOf } from './process.ts'
import { seededRandom } from './random.ts'

const FAMILIES = ['association', 'cooperative', 'mutual', 'foundation']
// About the Pas-de-Calais: 20 EPCI, 44 or 45 communes each, 3 007 establishments, most of them associations.
const EPCI = 20
const COMMUNES = 44
const ESTABLISHMENTS = 3007
const AIM_MS = 5000
const DEFAULT_TABLES = 2000

type Scene = { readonly shape: TableShape; readonly cells: readonly Cell[] }

/**
 * Masks thousands of small random tables and tries to break each, margins included; then one table of the size of a
 * Département. `--seed N`; the number of tables comes after: `npm run bench -- secrecy 2000`.
 */
export async function bench({ seed, rest }: BenchOptions): Promise<Verdict> {
  const count = Number(rest[0] ?? DEFAULT_TABLES)
  const random = seededRandom(seed)
  const small = { broken: 0, searchMs: 0, verifyMs: 0, slowestMs: 0 }
  for (let index = 0; index < count; index += 1) {
    const { searchMs, verifyMs, isBroken } = measure(smallScene(random), ruleAt(index))
    small.broken += isBroken ? 1 : 0
    small.searchMs += searchMs
    small.verifyMs += verifyMs
    small.slowestMs = Math.max(small.slowestMs, searchMs)
  }
  const large = measure(departement(random), INSEE_SECRECY)
  console.log(`${count} small tables, seed ${seed}: ${small.broken} broken`)
  console.log(`  masks ${small.searchMs.toFixed(0)} ms, verifier ${small.verifyMs.toFixed(0)} ms, bounds included`)
  console.log(`communes × families: ${large.cellCount} cells, ${large.primary} secret, ${large.secondary} more masked`)
  console.log(`  masks ${large.searchMs.toFixed(0)} ms, elimination ${large.verifyMs.toFixed(0)} ms`)
  const rate = (count / small.searchMs) * 1000
  const baseline = (count / small.verifyMs) * 1000
  return {
    work: 'secrecy',
    rate,
    baseline,
    ratio: rate / baseline,
    p99Ms: small.slowestMs,
    rssMb: process.memoryUsage().rss / 2 ** 20,
    aim: `no mask broken; communes × families in ${AIM_MS} ms`,
    ok: small.broken === 0 && !large.isBroken && large.searchMs <= AIM_MS,
    seed,
    commit: commitOf(),
  }
}

function measure({ shape, cells }: Scene, rule: SecrecyRule) {
  const start = performance.now()
  const result = protectTables([shape], cells, rule)
  const found = performance.now()
  if (!result.ok) throw new Error(result.refusal.kind)
  const { faults } = verifyTables([shape], cells, result.value.cells, rule)
  const { primary, secondary } = result.value.maskedCount
  return {
    searchMs: found - start,
    verifyMs: performance.now() - found,
    isBroken: faults.length > 0,
    cellCount: cells.length,
    primary,
    secondary,
  }
}

function smallScene(random: () => number): Scene {
  const rows = branch('all', 2 + upTo(random, 4), (index) => branch(`r${index}`, upTo(random, 3) % 2 === 0 ? 0 : 2))
  return sceneOf({ rows, columns: FAMILIES.slice(0, 2 + upTo(random, 3)) }, 4 + upTo(random, 40), 30, random)
}

function departement(random: () => number): Scene {
  const rows = branch('62', EPCI, (index) => branch(`e${index}`, COMMUNES))
  return sceneOf({ rows, columns: FAMILIES }, ESTABLISHMENTS, 2600, random)
}

/** Most in a few communes, and most associations, as in life. */
function sceneOf(shape: TableShape, count: number, enterprises: number, random: () => number): Scene {
  const places = leavesOf(shape.rows)
  const contributions = Array.from(
    { length: count },
    (): Contribution => ({
      row: places[Math.floor(random() ** 3 * places.length)]!,
      column: shape.columns[Math.floor(random() ** 3 * shape.columns.length)]!,
      siren: `s${upTo(random, enterprises)}`,
      value: BigInt(Math.floor(Math.exp(random() * 5) - 1)),
    }),
  )
  return { shape, cells: countCells(shape, contributions) }
}

function ruleAt(index: number): SecrecyRule {
  const protectionBasisPoints = [0, 1000, 2500][index % 3]!
  return { ...INSEE_SECRECY, protectionBasisPoints, loss: index % 2 === 0 ? 'value' : 'cells' }
}

function branch(
  id: string,
  count: number,
  part = (index: number): Branch => ({ id: `${id}-${index}`, parts: [] }),
): Branch {
  return { id, parts: Array.from({ length: count }, (_, index) => part(index)) }
}

function leavesOf({ id, parts }: Branch): readonly string[] {
  return parts.length === 0 ? [id] : parts.flatMap(leavesOf)
}

/** 0, 1, … below the limit. */
function upTo(random: () => number, limit: number): number {
  return Math.floor(random() * limit)
}
