import type { Contribution } from '#platform/context'

/** What accounts give to the pages of others. */
export const contribution: Contribution = { module: 'accounts' }
