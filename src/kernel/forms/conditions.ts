import type { Answer, Condition } from './model.ts'

/** Says the answer to a question that comes before: undefined while it is not answered, or not asked. */
export type AnswerOf = (field: string) => Answer | undefined

/** Whether something is asked, given what was answered before. */
export function isAsked(condition: Condition | undefined, answerOf: AnswerOf): boolean {
  if (condition === undefined) return true
  switch (condition.is) {
    case 'answered':
      return answerOf(condition.field) !== undefined
    case 'one-of': {
      const answer = answerOf(condition.field)
      return answer?.kind === 'codes' && answer.codes.some((code) => condition.codes.includes(code))
    }
    case 'at-least': {
      const size = sizeOf(answerOf(condition.field))
      return size !== undefined && size >= condition.value
    }
    case 'not':
      return !isAsked(condition.of, answerOf)
    case 'all':
      return condition.of.every((each) => isAsked(each, answerOf))
    case 'any':
      return condition.of.some((each) => isAsked(each, answerOf))
  }
}

/** The questions a condition looks at. */
export function fieldsOf(condition: Condition | undefined): readonly string[] {
  if (condition === undefined) return []
  if (condition.is === 'not') return fieldsOf(condition.of)
  if (condition.is === 'all' || condition.is === 'any') return condition.of.flatMap(fieldsOf)
  return [condition.field]
}

// Amounts are compared in euros: that is how an agent writes a threshold.
function sizeOf(answer: Answer | undefined): number | undefined {
  if (answer?.kind === 'number') return answer.value
  if (answer?.kind === 'money') return Number(answer.cents) / 100
  if (answer?.kind === 'budget') return Number(answer.budget.total) / 100
  return undefined
}
