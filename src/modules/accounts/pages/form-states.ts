import { SUBMISSION_SENTENCES, type SubmissionRefusal } from '#platform/database'
import { FORM_SENTENCES, type FormRefusal } from '#platform/sessions'
import { EMPTY_FORM, type FormState } from '#ui/form'

export { EMPTY_FORM }

type Values = FormState['values']

/** The form comes back as it was sent, with what is wrong beside one field. */
export function faultOf(values: Values, field: string, sentence: string): FormState {
  return { values, errors: { [field]: sentence } }
}

/** The same where signing in goes on: nothing was being « registered ». */
export function notInYet(values: Values, field: string, sentence: string): FormState {
  return { values, errors: { [field]: sentence }, problem: 'Vous n’êtes pas encore connecté.' }
}

/** The form comes back as it was sent, with what is wrong with the whole. */
export function problemOf(values: Values, problem: string): FormState {
  return { values, errors: {}, problem }
}

/** The same for a form of another time or another account, or sent already with other answers. */
export function staleState(values: Values, refusal: FormRefusal | SubmissionRefusal): FormState {
  return problemOf(values, refusal === 'form-stale' ? FORM_SENTENCES[refusal] : SUBMISSION_SENTENCES[refusal])
}
