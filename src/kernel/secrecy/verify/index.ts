import { add, compare, type Fraction, fraction, subtract } from '#kernel/fraction'
import type { Cell, CellPlace, PublishedCell, SecrecyRule, TableShape } from '../model.ts'
import { type Bounds, boundsOf } from './bounds.ts'
import { equationsOf, foundIn, type Knowledge, nameOf, solve } from './system.ts'

/** What is wrong with tables about to be published, gravest first. */
export type SecrecyFault =
  /** Fewer enterprises than the rule wants, or one that dominates, and the value is there. */
  | { readonly kind: 'secret-shown'; readonly cell: CellPlace }
  /** « nd » became a figure. */
  | { readonly kind: 'not-given-shown'; readonly cell: CellPlace }
  /** Whoever subtracts finds this value. */
  | { readonly kind: 'found'; readonly cell: CellPlace; readonly value: Fraction }
  /** Whoever knows that nothing is below 0 comes nearer than the margins. */
  | { readonly kind: 'too-near'; readonly cell: CellPlace; readonly bounds: Bounds }
  /** The value shown is not the value counted. */
  | { readonly kind: 'wrong-value'; readonly cell: CellPlace }
  | { readonly kind: 'cell-missing'; readonly cell: CellPlace }
  /** No figures, at least 0, can stand where the masks are. */
  | { readonly kind: 'sums-disagree' }

export type Verification = {
  /** Empty: may be published. */
  readonly faults: readonly SecrecyFault[]
  /** Whether margins were looked at, which small tables allow. */
  readonly hasBounds: boolean
}

export type VerifyOptions = {
  /** Above this number of unknowns margins are not looked at. Elimination always is done. */
  readonly mostUnknowns?: number
}

const MOST_UNKNOWNS = 60

/**
 * Tries to break the masks as a reader would, with all tables in hand: exact elimination, then the exact bounds of each
 * secret cell. It shares no code with the search for masks.
 *
 * @param cells      what was counted
 * @param published  what would be read
 */
export function verifyTables(
  tables: readonly TableShape[],
  cells: readonly Cell[],
  published: readonly PublishedCell[],
  rule: SecrecyRule,
  { mostUnknowns = MOST_UNKNOWNS }: VerifyOptions = {},
): Verification {
  const shown = new Map(published.map((cell) => [nameOf(cell.row, cell.column), cell]))
  const missing = cells.filter((cell) => !shown.has(nameOf(cell.row, cell.column)))
  if (missing.length > 0) {
    return { faults: missing.map((cell) => ({ kind: 'cell-missing', cell: placeOf(cell) })), hasBounds: false }
  }
  const knowledge = solve(equationsOf(tables, published))
  const unknownCount = published.filter(({ kind }) => kind !== 'value').length
  const hasBounds = unknownCount <= mostUnknowns && knowledge.contradictions === 0
  return {
    faults: [
      ...cells.flatMap((cell) => faultsOfCell(cell, shown.get(nameOf(cell.row, cell.column))!, rule)),
      ...foundFaults(cells, knowledge, rule),
      ...(hasBounds ? nearFaults(cells, knowledge, rule) : []),
      ...(knowledge.contradictions > 0 ? [{ kind: 'sums-disagree' } as const] : []),
    ],
    hasBounds,
  }
}

function faultsOfCell(cell: Cell, published: PublishedCell, rule: SecrecyRule): readonly SecrecyFault[] {
  const place = placeOf(cell)
  if (published.kind !== 'value') {
    return cell.kind === 'not-given' && published.kind === 's' ? [{ kind: 'wrong-value', cell: place }] : []
  }
  if (cell.kind === 'not-given') return [{ kind: 'not-given-shown', cell: place }]
  if (isSecret(cell, rule)) return [{ kind: 'secret-shown', cell: place }]
  return published.value === cell.value ? [] : [{ kind: 'wrong-value', cell: place }]
}

function foundFaults(cells: readonly Cell[], knowledge: Knowledge, rule: SecrecyRule): readonly SecrecyFault[] {
  const found = foundIn(knowledge)
  return cells.flatMap((cell) => {
    const value = found.get(nameOf(cell.row, cell.column))
    return value && isSecret(cell, rule) ? [{ kind: 'found', cell: placeOf(cell), value } as const] : []
  })
}

function nearFaults(cells: readonly Cell[], knowledge: Knowledge, rule: SecrecyRule): readonly SecrecyFault[] {
  const found = foundIn(knowledge)
  const unknown = new Set([...knowledge.rows.values()].flatMap(({ factors }) => [...factors.keys()]))
  const secrets = cells.flatMap((cell) => {
    const name = nameOf(cell.row, cell.column)
    // What a source does not give has no value here to come near to.
    return cell.kind === 'counted' && isSecret(cell, rule) && unknown.has(name) && !found.has(name)
      ? [{ cell, name }]
      : []
  })
  const bounds = boundsOf(
    knowledge,
    secrets.map(({ name }) => name),
  )
  if (!bounds) return [{ kind: 'sums-disagree' }]
  return secrets.flatMap(({ cell, name }) => {
    const each = bounds.get(name)!
    return isTooNear(cell.value, each, rule) ? [{ kind: 'too-near', cell: placeOf(cell), bounds: each } as const] : []
  })
}

function isTooNear(value: bigint, { least, most }: Bounds, { protectionBasisPoints }: SecrecyRule): boolean {
  const share = fraction(value * BigInt(protectionBasisPoints), 10_000n)
  const margin = compare(share, fraction(1n)) > 0 ? share : fraction(1n)
  const below = compare(fraction(value), margin) > 0 ? subtract(fraction(value), margin) : fraction(0n)
  return compare(least, below) > 0 || (most !== null && compare(most, add(fraction(value), margin)) < 0)
}

/** The rule, said again: nobody is no secret, few are, one that makes nearly all is. */
function isSecret(cell: Cell, { leastEnterprises, greatestShareBasisPoints }: SecrecyRule): boolean {
  if (cell.kind === 'not-given') return true
  const { enterpriseCount, greatest, value } = cell
  if (enterpriseCount === 0) return false
  return enterpriseCount < leastEnterprises || 10_000n * greatest > BigInt(greatestShareBasisPoints) * value
}

function placeOf({ row, column }: CellPlace): CellPlace {
  return { row, column }
}
