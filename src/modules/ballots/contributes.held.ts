import type { Kysely } from 'kysely'
import type { DeskContribution, HomeNow } from '#platform/context'
import type { DB } from '#platform/database'
import type { SealedPoll } from './sealed/poll.ts'
import { momentOf } from './sealed/story.ts'
import { listSealedPolls, readClock } from './store/sealed/index.ts'

/** The menu of who prepares polls. */
export const preparationDeskPart: DeskContribution = {
  subject: 'Votes',
  navigation: [{ label: 'Scrutins', href: '/agents/scrutins', roles: ['agent', 'administrator'] }],
}

/** What home tells first: the vote that is open, the first to close. */
export async function heldHome(db: Kysely<DB>): Promise<{ readonly now?: HomeNow }> {
  const polls = await listSealedPolls(db, await readClock(db))
  const open = polls
    .filter(({ stage }) => stage === 'open')
    .toSorted((one, other) => Number(one.closesAt) - Number(other.closesAt))[0]
  return open ? { now: nowOf(open) } : {}
}

function nowOf({ manifest, slug, closesAt, isFictitious }: SealedPoll): HomeNow {
  return {
    kicker: `${isFictitious ? 'Vote fictif' : 'Vote ouvert'} jusqu’au ${shortly(closesAt)}`,
    title: manifest.title,
    worth: `${manifest.voters.who}.`,
    action: { label: 'Voir les projets et voter', href: `/scrutins/${slug}` },
  }
}

// A vote lasts some weeks: on a telephone the year would take a second line.
function shortly(instant: Date): string {
  return momentOf(instant).replace(/ \d{4} à /, ' à ')
}
