import { addDays, dayIn } from '#kernel/calendar'
import { done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { broadcast, inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import { tell } from '#platform/notices'
import { OWN_PAGE } from '../claims/subjects.ts'
import { decideRecognition, type RecognitionDraft, type RecognitionRefusal, warningDue } from '../recognitions/model.ts'
import * as claims from '../store/claims/index.ts'
import { insertRecognition, listEnding, recognitionsOf } from '../store/recognitions.ts'
import { recognitionName } from '../words.ts'

/** Records what an organisation is recognised as, sets it right, ends it or voids it: always one more row. */
export function recordRecognition(
  context: Context,
  input: { readonly submission: Submission; readonly slug: string; readonly draft: RecognitionDraft },
): Promise<Result<void, RecognitionRefusal | SubmissionRefusal>> {
  const id = context.newId()
  return inTransaction<void, RecognitionRefusal>(context, input.submission, async (transaction) => {
    const structure = await claims.lockStructure(transaction, { slug: input.slug })
    if (!structure) return refuse('structure-unknown')
    const { name } = input.draft
    const last = (await recognitionsOf(transaction, structure.id)).find((row) => row.name === name)
    const decision = decideRecognition(input.draft, last?.event === 'begun')
    if (!decision.ok) return decision
    const by = context.actor.kind === 'person' ? context.actor.id : null
    await insertRecognition(transaction, { ...decision.value, id, structureId: structure.id, by, at: context.now() })
    await recordAudit(transaction, context, {
      act: 'directory.recognition-recorded',
      object: `structure:${structure.id}`,
      details: { recognition: id, name, event: decision.value.event },
    })
    await broadcast(transaction, 'published', 'annuaire')
    return done(undefined)
  })
}

/** Tells agents and the people of each organisation that a recognition ends soon: once for each warning. */
export async function warnOfEnds(context: Context): Promise<void> {
  const today = dayIn(context.now())
  const { warningDays } = await claims.findDirectorySettings(context.db)
  const until = addDays(today, Math.max(0, ...warningDays))
  for (const ending of await listEnding(context.db, today, until)) {
    const days = warningDue(ending.endsOn!, today, warningDays)
    if (days === undefined) continue
    await inTransaction(context, { key: context.newId(), body: null }, async (transaction) => {
      await tell(transaction, context, {
        subject: OWN_PAGE,
        object: `recognition:${ending.structureId}-${ending.name}`,
        state: `ends-${ending.endsOn}-${days}`,
        people: { ids: await claims.listMembers(transaction, ending.structureId), roles: ['agent'] },
        sentence: `${recognitionName(ending.name)} : la reconnaissance de « ${ending.title.slice(0, 200)} » prend fin le ${ending.endsOn!.split('-').reverse().join('/')}.`,
        href: `/annuaire/${ending.slug}`,
      })
      return done(undefined)
    })
  }
}
