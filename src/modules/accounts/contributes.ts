import type { Contribution } from '#platform/context'
import { ROLE_ACTS } from './acts.ts'
import { checks } from './checks.ts'
import { processing, records } from './contributes.records.ts'
import { roleDesk } from './contributes.roles.ts'
import { ACCOUNT_MAILS } from './mail-templates.ts'
import { ACCOUNT_SUBJECT } from './notice-subject.ts'
import { ERASED, LAST_ADMINISTRATOR, personalData, tellKept } from './personal-data.ts'
import { dayOf } from './roles/days.ts'
import { sentenceOfActing } from './sentences.ts'
import { SIGN_IN_ACTS } from './sign-in-acts.ts'
import * as store from './store/index.ts'
import { erasePerson, readKept } from './store/personal-data.ts'
import { PURGES, type PurgeName, purge } from './store/purges.ts'

const HELP_AT_THE_DESK = [
  { label: 'Agir pour quelqu’un', href: '/agents/pour', subject: 'Accueil', roles: ['agent'] },
  { label: 'Cartes', href: '/agents/cartes', subject: 'Accueil', roles: ['agent'] },
] as const

const CARD_ISSUED = 'Un agent a fait une carte pour votre compte.'

/** What accounts give to the pages of others. */
export const contribution: Contribution = {
  module: 'accounts',
  mails: ACCOUNT_MAILS,
  processing,
  records,
  notices: [ACCOUNT_SUBJECT],
  checks,
  acts: { ...ROLE_ACTS, ...SIGN_IN_ACTS },
  desk: { ...roleDesk, navigation: [...HELP_AT_THE_DESK, ...(roleDesk.navigation ?? [])] },
  space: async (db, personId) => {
    const acted = await store.listActings(db, personId, 20)
    const card = await store.findCardOf(db, personId)
    return {
      title: 'Mon compte',
      waiting: [],
      history: [
        ...acted.map(({ by, reason, at }) => ({ label: sentenceOfActing(by, reason), href: '/mon-espace/aide', at })),
        ...(card ? [{ label: CARD_ISSUED, href: '/mon-espace/compte', at: card.issuedAt }] : []),
      ],
      links: [
        { label: 'Mon nom, mes adresses, mes connexions', href: '/mon-espace/compte' },
        { label: 'Se faire aider, aider quelqu’un', href: '/mon-espace/aide' },
      ],
    }
  },
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
