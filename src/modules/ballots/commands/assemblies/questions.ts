import { done, refuse } from '#kernel/result'
import { votersOf } from '#kernel/weighted'
import type { Context } from '#platform/context'
import { inTransaction } from '#platform/database'
import { type AssemblyRefusal, decideAsking, decideVote } from '../../sealed/assembly/decide.ts'
import type { QuestionDraft } from '../../sealed/assembly/forms.ts'
import type { Voice } from '../../sealed/assembly/model.ts'
import * as store from '../../store/assemblies/index.ts'
import { type OfAssembly, type Outcome, onAssembly, personOf, record } from './assemblies.ts'

type OfQuestion = OfAssembly & { readonly number: number }

const MOST_QUESTIONS = 200

/** Puts a question on the list, even in session: it waits to be opened. */
export function addQuestion(
  context: Context,
  { question, ...of }: OfAssembly & { readonly question: QuestionDraft },
): Outcome<{ readonly number: number }> {
  const id = context.newId()
  return onAssembly<{ readonly number: number }>(context, of, async (transaction, assembly) => {
    if (assembly.state === 'over') return refuse('assembly-over')
    const number = (await store.listQuestions(transaction, assembly.id)).length + 1
    if (number > MOST_QUESTIONS) return refuse('too-many-questions')
    await store.insertQuestion(transaction, { ...question, id, assemblyId: assembly.id, number })
    await record(transaction, context, 'assembly-question-added', assembly.id, { number })
    return done({ number })
  })
}

/** One question at a time, once enough members are there. */
export function openQuestion(context: Context, { number, ...of }: OfQuestion): Outcome<null> {
  return onAssembly<null>(context, of, async (transaction, assembly) => {
    const room = await store.readRoom(transaction, assembly.id)
    const decision = decideAsking(assembly, room, await store.listQuestions(transaction, assembly.id), number)
    if (!decision.ok) return decision
    await store.updateQuestionState(transaction, decision.value.id, 'open')
    await record(transaction, context, 'assembly-question-opened', assembly.id, { number })
    return done(null)
  })
}

/** Ends the vote: who is there now, in person or by proxy, is who counted. */
export function closeQuestion(context: Context, { number, ...of }: OfQuestion): Outcome<null> {
  return onAssembly<null>(context, of, async (transaction, assembly) => {
    const question = (await store.listQuestions(transaction, assembly.id)).find((each) => each.number === number)
    if (!question) return refuse('question-unknown')
    if (question.state !== 'open') return refuse('not-open')
    const { proxies, present } = await store.readRoom(transaction, assembly.id)
    const voters = votersOf(proxies, present)
    const stamp = { by: personOf(context), at: context.now() }
    await store.updateQuestionState(transaction, question.id, 'closed')
    await store.insertResult(transaction, { questionId: question.id, voters, ...stamp })
    await record(transaction, context, 'assembly-question-closed', assembly.id, { number, voters: voters.size })
    return done(null)
  })
}

/**
 * A member votes, for themselves or for somebody they represent; until the question is closed the last vote holds.
 *
 * @param voice  undefined: what was sent is no answer
 */
export function voteInAssembly(
  context: Context,
  {
    number,
    castBy,
    member,
    voice,
    ...of
  }: OfQuestion & { readonly castBy: string; readonly member: string; readonly voice: Voice | undefined },
): Outcome<null> {
  return inTransaction<null, AssemblyRefusal>(context, of.submission, async (transaction) => {
    const assembly = await store.lockAssembly(transaction, of.assemblyId, 'vote')
    if (!assembly) return refuse('assembly-unknown')
    const room = await store.readRoom(transaction, assembly.id)
    const question = await store.findQuestion(transaction, assembly.id, number)
    const decision = decideVote(room, question, { castBy, member, voice })
    if (!decision.ok) return decision
    if (!question) return refuse('question-unknown')
    await store.insertVote(transaction, question.id, { memberId: member, castBy, voice: decision.value }, context.now())
    return done(null)
  })
}
