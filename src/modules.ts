import type { Contributions } from '#platform/context'
import { contribution as archives } from './house/archives/contributes.ts'
import { contribution as demonstration } from './house/demonstration/contributes.ts'
import { contribution as platform } from './house/space/platform-data.ts'
import { contribution as accounts } from './modules/accounts/contributes.ts'
import { contribution as agenda } from './modules/agenda/contributes.ts'
import { contribution as ballots } from './modules/ballots/contributes.ts'
import { contribution as books } from './modules/books/contributes.ts'
import { contribution as decisions } from './modules/decisions/contributes.ts'
import { contribution as directory } from './modules/directory/contributes.ts'
import { contribution as grants } from './modules/grants/contributes.ts'
import { contribution as notices } from './modules/notices/contributes.ts'
import { contribution as observatory } from './modules/observatory/contributes.ts'
import { contribution as programme } from './modules/programme/contributes.ts'
import { contribution as projects } from './modules/projects/contributes.ts'
import { contribution as territory } from './modules/territory/contributes.ts'
import { contribution as transparency } from './modules/transparency/contributes.ts'

/** What each module, in order, gives to the pages of others; the platform's own tables come after those of people. */
export const contributions: Contributions = [
  accounts,
  platform,
  archives,
  territory,
  directory,
  notices,
  decisions,
  agenda,
  books,
  programme,
  projects,
  grants,
  ballots,
  observatory,
  transparency,
]

/** The same for an installation, which may be a demonstration. */
export function contributionsOf(isDemonstration: boolean): Contributions {
  return isDemonstration ? [...contributions, demonstration] : contributions
}
