import type { Contribution } from '#platform/context'
import { ERASED, LAST_ADMINISTRATOR, personalData, tellKept } from './personal-data.ts'
import { dayOf } from './roles/days.ts'
import * as store from './store/index.ts'
import { erasePerson, readKept } from './store/personal-data.ts'
import { PURGES, type PurgeName, purge } from './store/purges.ts'

/** What accounts give to the pages of others. */
export const contribution: Contribution = {
  module: 'accounts',
  personalData,
  exportPerson: async (db, personId) => tellKept(await readKept(db, personId)),
  erasureObstacle: async (transaction, personId, now) => {
    await store.lockRoles(transaction)
    const isLast = await store.isLastAdministrator(transaction, personId, dayOf(now))
    return isLast ? LAST_ADMINISTRATOR : undefined
  },
  erasePerson: async (transaction, personId, now) => {
    await erasePerson(transaction, personId, now)
    return ERASED
  },
  purges: (Object.keys(PURGES) as PurgeName[]).map((name) => ({ name, run: (db, now) => purge(db, name, now) })),
}
