export { type BudgetFault, type BudgetField, writtenLine } from './budget.ts'
export { type DefinitionFault, type DefinitionFaultKind, faultsOfDefinition } from './definition.ts'
export { editForm, type FormEdit, type FormEditRefusal, newField } from './editing.ts'
export type * from './model.ts'
export type { AnswerFault } from './read.ts'
export {
  entriesOf,
  type Review,
  type ReviewedEntry,
  type ReviewedQuestion,
  type ReviewedSection,
  reviewForm,
} from './review.ts'
export { DEFINITION_SENTENCES, sentenceOfAnswer } from './sentences.ts'
export { changesBetween, type FormChange, rebase } from './versions.ts'
export { definitionFrom, definitionText } from './writing.ts'
