import type { Cell, SecrecyRule } from './model.ts'

/** How far below and above its value a cell must remain possible. */
export type Margins = { readonly below: bigint; readonly above: bigint }

/**
 * What protects a masked cell: the share of its value that the rule asks for, and at least one unit each way. Below 0 a
 * reader does not look: a value of 0 is protected from above alone. Of a cell that a source does not give, we ask that it
 * cannot be found.
 */
export function marginsOf(cell: Cell, { protectionBasisPoints }: SecrecyRule): Margins {
  if (cell.kind === 'not-given') return { below: 0n, above: 1n }
  const { value } = cell
  const share = (value * BigInt(protectionBasisPoints) + 9_999n) / 10_000n
  const above = share > 1n ? share : 1n
  return { below: above < value ? above : value, above }
}
