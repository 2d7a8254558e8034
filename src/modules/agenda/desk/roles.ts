import type { Role } from '#platform/sessions'
import type { FormState } from '#ui/form'

/** Who keeps the agenda. */
export const READERS: readonly Role[] = ['agent', 'administrator']

/** A UUID, in the pattern of a route. */
export const ID = '[0-9a-f-]{36}'

export const EMPTY: FormState = { values: {}, errors: {} }
