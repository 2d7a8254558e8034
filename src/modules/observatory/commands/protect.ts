import { done, type Result, refuse } from '#kernel/result'
import {
  type Cell,
  type Contribution,
  countCells,
  INSEE_SECRECY,
  protectTables,
  type SecrecyRefusal,
  type SecrecyRule,
  type TableShape,
  verifyTables,
} from '#kernel/secrecy'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import * as store from '../store/index.ts'

/** Staff or money that enterprises told of in a survey or a dossier: it is never stored, only what may be published is. */
export type Surveyed = {
  /** As its address will say: « effectifs-2026 ». */
  readonly name: string
  readonly title: string
  readonly unit: string
  readonly scope: string
  readonly producer: string
  readonly licence: string
  readonly vintage: string
  /** Tables that share cells are protected together. */
  readonly shapes: readonly TableShape[]
  readonly contributions: readonly Contribution[]
}

/**
 * Gravest first. `not-verified`: our verifier found a secret that our masks leave open; nothing is published.
 * `shares-published-cells`: a table published under another name has some of these cells, masked without knowing of these.
 */
export type ProtectionRefusal =
  | SecrecyRefusal['kind']
  | 'not-verified'
  | 'table-already-published'
  | 'shares-published-cells'

/** Masks what the statistical secret covers, tries to break the masks, and publishes what holds: once, for ever. */
export async function publishProtectedTable(
  context: Context,
  input: { readonly submission: Submission; readonly surveyed: Surveyed; readonly rule?: SecrecyRule },
): Promise<Result<{ readonly id: string }, ProtectionRefusal | SubmissionRefusal>> {
  const { surveyed, rule = INSEE_SECRECY } = input
  const cells = cellsOf(surveyed)
  const masked = protectTables(surveyed.shapes, cells, rule)
  if (!masked.ok) return refuse(masked.refusal.kind)
  const { faults, hasBounds } = verifyTables(surveyed.shapes, cells, masked.value.cells, rule)
  if (faults.length > 0) return refuse('not-verified')
  const id = context.newId()
  return inTransaction<{ readonly id: string }, ProtectionRefusal>(context, input.submission, async (transaction) => {
    const { contributions: _told, ...about } = surveyed
    // What one table masks to protect a secret, another would show: such tables are published together, as shapes of one.
    if (await store.sharesProtectedCells(transaction, about, masked.value.cells))
      return refuse('shares-published-cells')
    const isNew = await store.insertProtected(transaction, {
      ...about,
      id,
      rule,
      maskedCount: masked.value.maskedCount,
      hasBounds,
      at: context.now(),
      cells: masked.value.cells,
    })
    if (!isNew) return refuse('table-already-published')
    await recordAudit(transaction, context, { act: 'observatory.table-published', object: `table:${id}` })
    return done({ id })
  })
}

// Linked tables give their shared cells twice: they are one cell.
function cellsOf({ shapes, contributions }: Surveyed): readonly Cell[] {
  const cells = shapes.flatMap((shape) =>
    countCells(
      shape,
      contributions.filter(({ column }) => shape.columns.includes(column)),
    ),
  )
  return [...new Map(cells.map((cell) => [`${cell.row}\n${cell.column}`, cell])).values()]
}
