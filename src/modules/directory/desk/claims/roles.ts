import type { Role } from '#platform/sessions'

/** Who answers for the house in the directory. */
export const READERS: readonly Role[] = ['agent', 'administrator']
