import type { Contributions } from '#platform/context'
import { contribution as ballots } from './modules/ballots/contributes.ts'

/** What each module gives to the pages of others, in module order. */
export const contributions: Contributions = [ballots]
