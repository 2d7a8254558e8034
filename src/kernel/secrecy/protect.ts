import { done, type Result, refuse } from '#kernel/result'
import { foundTogether } from './joint.ts'
import { type Choice, leastMasks, liftNeedless, type Masks } from './least.ts'
import type { Cell, PublishedCell, PublishedTables, SecrecyRefusal, SecrecyRule, TableShape } from './model.ts'
import { isKnownZero, primaryReason } from './primary.ts'
import { cellsByKey, keyOf, type Sum, sumsOf } from './sums.ts'
import { canMask, lossOf, masksFor, placeOf, type Table, tableOf } from './table.ts'

/**
 * Masks what the statistical secret covers, then what would give it away: by subtraction along rows, columns, totals and
 * sub-totals, or to within the margins of the rule since nothing is below 0.
 *
 * In one table both are exact: no masked cell can be found, and each that is secret keeps its margins. In linked tables
 * no cell can be found from all of them together; its margins hold in each table, and `verifyTables` tells what they are
 * together. Cells that a cited source does not give stay « nd » and cannot be found either.
 *
 * @param tables  linked by the cells they share
 * @param cells   every cell of every table, once; sums must hold
 * @returns       what may be published; a refusal when something public elsewhere already gives a secret away
 * @throws        when a cell is missing or a sum does not hold: our bug
 */
export function protectTables(
  tables: readonly TableShape[],
  cells: readonly Cell[],
  rule: SecrecyRule,
): Result<PublishedTables, SecrecyRefusal> {
  const byKey = cellsByKey(tables, cells)
  const primary = new Set(cells.filter((cell) => primaryReason(cell, rule)).map(keyOf))
  const leaked = cells.find((cell) => cell.kind === 'counted' && cell.isPublic && primary.has(keyOf(cell)))
  if (leaked) return refuse({ kind: 'secret-already-public', cell: placeOf(leaked) })

  const notGiven = cells.filter(({ kind }) => kind === 'not-given').map(keyOf)
  const secret = new Set([...primary, ...notGiven])
  const masks = searchMasks({ tables, byKey, secret, rule })
  if (!masks.ok) return masks
  return done(publishedOf(cells, masks.value, rule))
}

type Problem = {
  readonly tables: readonly TableShape[]
  readonly byKey: ReadonlyMap<string, Cell>
  /** Masked for themselves, or not given. */
  readonly secret: ReadonlySet<string>
  readonly rule: SecrecyRule
}

function searchMasks(problem: Problem): Result<Masks, SecrecyRefusal> {
  const tables = problem.tables.map((shape) => tableOf(shape, problem.byKey))
  if (tables.length === 1) return searchOne(problem, tables[0]!)
  const sums = sumsOf(problem.tables)
  let masked: ReadonlySet<string> = problem.secret
  for (;;) {
    const before = masked.size
    for (const table of tables) {
      const grown = growMasks(table, masked, wantedIn(table, problem.secret, masked, tables), problem.rule)
      if (!grown.ok) return grown
      masked = grown.value
    }
    if (masked.size > before) continue
    const mended = mendTogether(problem, sums, masked)
    if (!mended.ok) return mended
    if (mended.value.size === masked.size) return done({ masked, isLeast: masked.size === problem.secret.size })
    masked = mended.value
  }
}

/** One table: the heuristic, what it masked in vain lifted, and the best of all where it can be tried. */
function searchOne({ secret, rule }: Problem, table: Table): Result<Masks, SecrecyRefusal> {
  const wanted = arcsOf(table, secret)
  const grown = growMasks(table, secret, wanted, rule)
  if (!grown.ok) return grown
  const choice: Choice = { table, rule, wanted, given: secret }
  const lifted = liftNeedless(choice, grown.value)
  return done(leastMasks(choice, lifted))
}

/** The largest first: its masks often serve the others. */
function growMasks(
  table: Table,
  given: ReadonlySet<string>,
  wanted: readonly number[],
  rule: SecrecyRule,
): Result<ReadonlySet<string>, SecrecyRefusal> {
  const masked = new Set(given)
  const ordered = [...wanted].sort((a, b) => Number(table.values[b]! - table.values[a]!) || a - b)
  for (const arc of ordered) {
    const added = masksFor(table, arc, masked, rule)
    if (!added) return refuse({ kind: 'cannot-protect', cell: placeOf(table.cells[arc]!) })
    for (const key of added) masked.add(key)
  }
  return done(masked)
}

/** The secret cells of a table, and those that it shares: what another table masks must not be found from this one. */
function wantedIn(
  table: Table,
  secret: ReadonlySet<string>,
  masked: ReadonlySet<string>,
  tables: readonly Table[],
): readonly number[] {
  const others = new Set(tables.filter((other) => other !== table).flatMap(({ network }) => network.keys))
  return arcsOf(table, new Set([...masked].filter((key) => secret.has(key) || others.has(key))))
}

function arcsOf({ network }: Table, keys: ReadonlySet<string>): readonly number[] {
  return network.keys.flatMap((key, arc) => (keys.has(key) ? [arc] : []))
}

/** Masks the cheapest neighbour, in a sum, of a cell that the tables give away together. */
function mendTogether(
  { byKey, secret, rule }: Problem,
  sums: readonly Sum[],
  masked: ReadonlySet<string>,
): Result<ReadonlySet<string>, SecrecyRefusal> {
  const found = [...foundTogether(sums, masked)].filter((key) => secret.has(key))
  if (found.length === 0) return done(masked)
  const neighbours = sums
    .filter(({ total, parts }) => found.some((key) => key === total || parts.includes(key)))
    .flatMap(({ total, parts }) => [total, ...parts])
  const cheapest = cheapestOf(neighbours, byKey, masked, rule) ?? cheapestOf([...byKey.keys()], byKey, masked, rule)
  if (cheapest === undefined) return refuse({ kind: 'cannot-protect', cell: placeOf(byKey.get(found[0]!)!) })
  return done(new Set([...masked, cheapest]))
}

function cheapestOf(
  keys: readonly string[],
  byKey: ReadonlyMap<string, Cell>,
  masked: ReadonlySet<string>,
  rule: SecrecyRule,
): string | undefined {
  const free = keys.filter((key) => !masked.has(key) && canMask(byKey.get(key)!))
  const loss = (key: string) => lossOf(byKey.get(key)!, rule)
  return free.reduce<string | undefined>(
    (best, key) => (best === undefined || loss(key) < loss(best) ? key : best),
    undefined,
  )
}

function publishedOf(cells: readonly Cell[], { masked, isLeast }: Masks, rule: SecrecyRule): PublishedTables {
  const published = cells.map((cell) => publishedCell(cell, masked, rule))
  const secondary = cells.filter((_, index) => isSecondary(published[index]!))
  return {
    cells: published,
    maskedCount: {
      primary: published.filter((cell) => cell.kind === 's' && !isSecondary(cell)).length,
      secondary: secondary.length,
    },
    lostValue: secondary.reduce((sum, cell) => sum + (cell.kind === 'counted' ? cell.value : 0n), 0n),
    isLeast,
  }
}

function publishedCell(cell: Cell, masked: ReadonlySet<string>, rule: SecrecyRule): PublishedCell {
  const place = placeOf(cell)
  if (cell.kind === 'not-given') return { ...place, kind: 'nd' }
  if (!masked.has(keyOf(cell)) || isKnownZero(cell)) return { ...place, kind: 'value', value: cell.value }
  return { ...place, kind: 's', reason: primaryReason(cell, rule) ?? 'protects-another' }
}

function isSecondary(cell: PublishedCell): boolean {
  return cell.kind === 's' && cell.reason === 'protects-another'
}
