import type { Contribution } from '#platform/context'

/** What the territory gives to the pages of others. */
export const contribution: Contribution = { module: 'territory' }
