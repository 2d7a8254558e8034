import type { Kysely, Selectable, Transaction } from 'kysely'
import type { Answer } from '#kernel/weighted'
import { writtenFraction } from '#kernel/weighted'
import type { AssemblyQuestion, AssemblyVote, DB } from '#platform/database'
import type { QuestionDraft } from '../../sealed/assembly/forms.ts'
import type { Asked, Question, QuestionRule, Voice, Vote } from '../../sealed/assembly/model.ts'
import { fractionOf } from './assemblies.ts'

/** In their order, each with every vote given and, once closed, who was there. */
export async function listQuestions(db: Kysely<DB>, assemblyId: string): Promise<readonly Asked[]> {
  const rows = await db
    .selectFrom('assembly_question')
    .leftJoin('assembly_result', 'assembly_result.question_id', 'assembly_question.id')
    .selectAll('assembly_question')
    .select('assembly_result.voters')
    .where('assembly_id', '=', assemblyId)
    .orderBy('number')
    .execute()
  const votes = await db
    .selectFrom('assembly_vote')
    .innerJoin('assembly_question', 'assembly_question.id', 'assembly_vote.question_id')
    .selectAll('assembly_vote')
    .where('assembly_question.assembly_id', '=', assemblyId)
    .execute()
  return rows.map((row) => ({
    ...questionOf(row),
    votes: votes.filter(({ question_id }) => question_id === row.id).map(voteOf),
    voters: row.voters && new Set(row.voters),
  }))
}

/** One question, without its votes. */
export async function findQuestion(db: Kysely<DB>, assemblyId: string, number: number): Promise<Question | undefined> {
  const row = await db
    .selectFrom('assembly_question')
    .selectAll()
    .where('assembly_id', '=', assemblyId)
    .where('number', '=', number)
    .executeTakeFirst()
  return row && questionOf(row)
}

export async function insertQuestion(
  transaction: Transaction<DB>,
  question: QuestionDraft & { readonly id: string; readonly assemblyId: string; readonly number: number },
): Promise<void> {
  const { id, number, title, details, rule } = question
  await transaction
    .insertInto('assembly_question')
    .values({ id, assembly_id: question.assemblyId, number, title, details, state: 'waiting', ...columnsOf(rule) })
    .execute()
}

export async function updateQuestionState(
  transaction: Transaction<DB>,
  id: string,
  state: Question['state'],
): Promise<void> {
  await transaction.updateTable('assembly_question').set({ state }).where('id', '=', id).execute()
}

/** The last one of a member holds. */
export async function insertVote(
  transaction: Transaction<DB>,
  questionId: string,
  { memberId, castBy, voice }: Vote,
  at: Date,
): Promise<void> {
  const said = {
    cast_by: castBy,
    answer: voice.kind === 'motion' ? voice.answer : null,
    choices: voice.kind === 'election' ? [...voice.choices] : null,
    cast_at: at,
  }
  await transaction
    .insertInto('assembly_vote')
    .values({ question_id: questionId, member_id: memberId, ...said })
    .onConflict((conflict) => conflict.columns(['question_id', 'member_id']).doUpdateSet(said))
    .execute()
}

export async function insertResult(
  transaction: Transaction<DB>,
  result: { readonly questionId: string; readonly voters: ReadonlySet<string>; readonly by: string; readonly at: Date },
): Promise<void> {
  await transaction
    .insertInto('assembly_result')
    .values({
      question_id: result.questionId,
      voters: [...result.voters],
      closed_by: result.by,
      closed_at: result.at,
    })
    .execute()
}

function columnsOf(rule: QuestionRule) {
  if (rule.kind === 'election') {
    const { seats, silent } = rule.election
    return { kind: 'election', silent, seats, candidates: [...rule.candidates] }
  }
  const { threshold, isStrict, of, silent } = rule.motion
  return {
    ...{ kind: 'motion', silent, is_strict: isStrict, base: of, candidates: [] },
    threshold: writtenFraction(threshold),
  }
}

function questionOf(row: Selectable<AssemblyQuestion>): Question {
  const { id, number, title, details } = row
  return { id, number, title, details, state: row.state as Question['state'], rule: ruleOf(row) }
}

function ruleOf(row: Selectable<AssemblyQuestion>): QuestionRule {
  const silent = row.silent === 'lost' ? 'lost' : 'shared'
  // The table holds each kind with its own rule.
  if (row.kind === 'election') {
    return { kind: 'election', election: { seats: row.seats!, silent }, candidates: row.candidates }
  }
  const of = row.base === 'present' ? 'present' : 'expressed'
  return {
    kind: 'motion',
    motion: { threshold: fractionOf(row.threshold!), isStrict: row.is_strict!, of, silent },
  }
}

function voteOf(row: Selectable<AssemblyVote>): Vote {
  const voice: Voice = row.choices
    ? { kind: 'election', choices: row.choices }
    : { kind: 'motion', answer: row.answer as Answer }
  return { memberId: row.member_id, castBy: row.cast_by, voice }
}
