import type { Cell, MaskReason, SecrecyRule } from './model.ts'

/**
 * Why a cell must be masked for itself; undefined when it need not. A cell with no enterprise is a known 0: who reads the
 * register sees that nobody is there.
 */
export function primaryReason(cell: Cell, rule: SecrecyRule): Exclude<MaskReason, 'protects-another'> | undefined {
  if (cell.kind !== 'counted' || cell.enterpriseCount === 0) return undefined
  if (cell.enterpriseCount < rule.leastEnterprises) return 'few-enterprises'
  return cell.greatest * 10_000n > cell.value * BigInt(rule.greatestShareBasisPoints) ? 'one-dominates' : undefined
}

/** Whether everyone knows that the cell is 0. */
export function isKnownZero(cell: Cell): boolean {
  return cell.kind === 'counted' && cell.enterpriseCount === 0
}
