import { done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import { type ActDecision, type DeskAct, type DossierRefusal, decideAct } from '../../schemes/index.ts'
import * as store from '../../store/schemes/index.ts'
import { actorOf } from './acting.ts'
import { factOf, holdDossier, type Transaction, todayOf } from './dossiers.ts'
import { tellTeam } from './telling.ts'

/** Does to a dossier what an agent decides: asks, admits, refuses, gives it to somebody. Its team is told of what concerns it. */
export function actOnDossier(
  context: Context,
  { submission, id, act }: { readonly submission: Submission; readonly id: string; readonly act: DeskAct },
): Promise<Result<{ readonly number: string }, DossierRefusal | SubmissionRefusal>> {
  const [factId, wordsId, by] = [context.newId(), context.newId(), actorOf(context)]
  return inTransaction<{ readonly number: string }, DossierRefusal>(context, submission, async (transaction) => {
    const found = await holdDossier(transaction, id, undefined)
    if (!found.ok) return found
    const { dossier, edition, standing } = found.value
    const decided = decideAct(standing, act, { by, today: todayOf(context) })
    if (!decided.ok) return decided
    await writeAct(transaction, id, decided.value, { factId, wordsId, by, at: context.now() })
    await tellTeam(transaction, context, { dossier, edition, kind: decided.value.kind, factId })
    await recordAudit(transaction, context, { act: `grants.dossier-${decided.value.kind}`, object: `dossier:${id}` })
    return done({ number: dossier.number })
  })
}

/** The same act on several dossiers: those it may not be done to are told by their numbers, the others are done. */
export async function actOnDossiers(
  context: Context,
  { submission, ids, act }: { readonly submission: Submission; readonly ids: readonly string[]; readonly act: DeskAct },
): Promise<readonly { readonly id: string; readonly refusal: DossierRefusal | SubmissionRefusal | undefined }[]> {
  const outcomes: { readonly id: string; readonly refusal: DossierRefusal | SubmissionRefusal | undefined }[] = []
  for (const id of ids) {
    const one = { key: `${submission.key}-${id.slice(-12)}`, body: submission.body }
    const done = await actOnDossier(context, { submission: one, id, act })
    outcomes.push({ id, refusal: done.ok ? undefined : done.refusal })
  }
  return outcomes
}

/** Keeps a note among agents. The applicant does not see it; it may be communicated once decided (CRPA L311-2). */
export function noteOnDossier(
  context: Context,
  { submission, id, words }: { readonly submission: Submission; readonly id: string; readonly words: string },
): Promise<Result<{ readonly id: string }, DossierRefusal | SubmissionRefusal>> {
  const [wordsId, by] = [context.newId(), actorOf(context)]
  return inTransaction<{ readonly id: string }, DossierRefusal>(context, submission, async (transaction) => {
    if (words.trim() === '') return refuse('reason-needed')
    const found = await holdDossier(transaction, id, undefined)
    if (!found.ok) return found
    const said = { id: wordsId, factId: null, reader: 'desk' as const, words, writtenBy: by, writtenAt: context.now() }
    await store.insertWords(transaction, id, said)
    await recordAudit(transaction, context, { act: 'grants.dossier-noted', object: `dossier:${id}` })
    return done({ id: wordsId })
  })
}

async function writeAct(
  transaction: Transaction,
  dossierId: string,
  { kind, object, dueOn, parts, words }: ActDecision,
  from: { readonly factId: string; readonly wordsId: string; readonly by: string; readonly at: Date },
): Promise<void> {
  const { factId, wordsId, by, at } = from
  await store.insertFact(transaction, dossierId, factOf(kind, { id: factId, by, at, object, dueOn }))
  await store.insertAskedParts(transaction, { factId, dossierId, parts })
  if (!words) return
  const { text, reader } = words
  await store.insertWords(transaction, dossierId, {
    id: wordsId,
    factId,
    reader,
    words: text,
    writtenBy: by,
    writtenAt: at,
  })
}
