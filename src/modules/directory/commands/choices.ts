import { currentRule } from '#kernel/perimeter'
import { done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import { comparing, composing, standingOf } from '../compose/index.ts'
import { decideAcceptance, decideReturn, type Import, type ImportRefusal, type Kind } from '../model.ts'
import { mapInParts, runInParts } from '../store/in-parts.ts'
import * as store from '../store/index.ts'
import { tellChange } from './change.ts'

type Transaction = Parameters<typeof store.insertChoice>[0]
type Outcome = Promise<Result<{ readonly id: string }, ImportRefusal | SubmissionRefusal>>

/** Computes what an import would change of what is shown now. Nothing is shown of it. */
export async function compareImport(context: Context, id: string): Promise<void> {
  const found = await store.findImport(context.db, id)
  if (found?.state !== 'ready') return
  const after = await store.lastChoice(context.db)
  const before = await store.listStandings(context.db)
  const known = await store.readKnown(
    context.db,
    withImport(await store.listInForce(context.db), found),
    context.keyFor(store.WITHDRAWAL_KEY),
  )
  const { structures } = await runInParts(composing(known, currentRule()))
  const difference = await runInParts(comparing(before, await mapInParts(structures, standingOf)))
  await store.setDifference(context.db, id, difference, after)
}

/** Asks for the comparison to be made again: something else came in force meanwhile. */
export function askAgain(context: Context, input: { readonly submission: Submission; readonly id: string }): Outcome {
  return inTransaction<{ readonly id: string }, ImportRefusal>(context, input.submission, async (transaction) => {
    const found = await store.findImport(transaction, input.id)
    if (!found) return refuse('import-unknown')
    if (found.state !== 'ready') return refuse('import-not-ready')
    await context.enqueue(transaction, 'directory.compare', { importId: input.id }, { queue: 'directory' })
    return done({ id: input.id })
  })
}

/** Puts an import in force: the directory changes at once, for everybody. Its difference was seen as it still is. */
export function acceptImport(
  context: Context,
  input: { readonly submission: Submission; readonly id: string },
): Outcome {
  const choiceId = context.newId()
  return inTransaction<{ readonly id: string }, ImportRefusal>(context, input.submission, async (transaction) => {
    await store.lockChoices(transaction)
    const accepted = decideAcceptance(await store.findImport(transaction, input.id))
    if (!accepted.ok) return accepted
    const seen = await store.findDifference(transaction, input.id)
    if (!seen || seen.isStale) return refuse('difference-stale')
    await choose(context, transaction, accepted.value, { choiceId, act: 'directory.import-accepted' })
    return done({ id: input.id })
  })
}

/** Puts back the import of a kind that was in force before the present one. */
export function returnToImportBefore(
  context: Context,
  input: { readonly submission: Submission; readonly kind: Kind },
): Outcome {
  const choiceId = context.newId()
  return inTransaction<{ readonly id: string }, ImportRefusal>(context, input.submission, async (transaction) => {
    await store.lockChoices(transaction)
    const before = decideReturn(await store.listChosen(transaction, input.kind))
    if (!before.ok) return before
    await choose(context, transaction, before.value, { choiceId, act: 'directory.import-returned' })
    return done({ id: before.value.id })
  })
}

/** Sets an import aside: its rows go, what was told of it stays. */
export function discardImport(
  context: Context,
  input: { readonly submission: Submission; readonly id: string },
): Outcome {
  return inTransaction<{ readonly id: string }, ImportRefusal>(context, input.submission, async (transaction) => {
    const found = await store.findImport(transaction, input.id)
    if (!found) return refuse('import-unknown')
    if (found.wasChosen) return refuse('import-in-force')
    await store.setState(transaction, input.id, 'discarded')
    await store.deleteRows(transaction, input.id)
    await recordAudit(transaction, context, { act: 'directory.import-discarded', object: `import:${input.id}` })
    return done({ id: input.id })
  })
}

async function choose(
  context: Context,
  transaction: Transaction,
  chosen: Import,
  told: { readonly choiceId: string; readonly act: string },
): Promise<void> {
  const { id, kind } = chosen
  const rule = currentRule()
  const inForce = withImport(await store.listInForce(transaction), chosen)
  await store.insertChoice(transaction, {
    id: told.choiceId,
    kind,
    importId: id,
    ruleVersion: rule.version,
    by: context.actor.kind === 'person' ? context.actor.id : null,
    at: context.now(),
  })
  if (store.givesStructures(kind)) {
    const known = await store.readKnown(transaction, inForce, context.keyFor(store.WITHDRAWAL_KEY))
    const composition = await runInParts(composing(known, rule))
    await store.applyComposition(transaction, composition, { newId: context.newId, now: context.now() })
    // A file gives its number to who had none when they asked not to be shown: it is kept out under it from now on.
    const withdrawal = { by: null, at: context.now() }
    for (const number of composition.keptOut) await store.keepOut(transaction, number, withdrawal)
  } else await store.replaceFigures(transaction, id)
  await store.deleteOldRows(transaction)
  await recordAudit(transaction, context, { act: told.act, object: `import:${id}`, details: { kind } })
  await tellChange(context, transaction)
}

function withImport(inForce: ReadonlyMap<Kind, string>, { kind, id }: Import): ReadonlyMap<Kind, string> {
  return new Map([...inForce, [kind, id]])
}
