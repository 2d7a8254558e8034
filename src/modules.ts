import type { Contributions } from '#platform/context'
import { contribution as accounts } from './modules/accounts/contributes.ts'
import { contribution as ballots } from './modules/ballots/contributes.ts'
import { contribution as territory } from './modules/territory/contributes.ts'

/** What each module gives to the pages of others, in module order. */
export const contributions: Contributions = [accounts, territory, ballots]
