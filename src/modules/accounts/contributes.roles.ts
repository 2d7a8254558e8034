import type { DeskContribution, DeskTask } from '#platform/context'
import { holds } from '#platform/sessions'
import { type Day, dayOf } from './roles/days.ts'
import { ROLE_RULES, type RoleGrant } from './roles/model.ts'
import * as store from './store/index.ts'

/** People and roles, at the desk. */
export const roleDesk: DeskContribution = {
  subject: 'Équipe',
  navigation: [
    { label: 'Personnes et rôles', href: '/agents/personnes', roles: ['administrator', 'agent'] },
    {
      label: 'Délégations',
      href: '/agents/delegations',
      roles: ['administrator', 'agent', 'finance-agent', 'elected-member'],
    },
    {
      label: 'Absences',
      href: '/agents/absences',
      roles: ['administrator', 'agent', 'finance-agent', 'elected-member'],
    },
    { label: 'Journal des actes', href: '/agents/journal', roles: ['administrator'] },
  ],
  // Who asked and who receives cannot confirm: it waits for the others only.
  tasks: async (db, visitor, now) => {
    if (!holds(visitor, ['administrator'])) return []
    const today = dayOf(now)
    const waiting = await store.listWaiting(db, today)
    const theirs = waiting.filter(({ askedBy, personId }) => ![askedBy, personId].includes(visitor.personId))
    const names = await store.listNames(
      db,
      theirs.map(({ personId }) => personId),
    )
    return theirs.map((grant) => taskOf(grant, names.get(grant.personId) ?? '', today))
  },
  calendar: async (db, from, until) => {
    const absences = await store.listAbsences(db, dayOf(from), dayOf(until))
    return absences.map(({ displayName, startsOn }) => ({
      label: `Absence de ${displayName}`,
      href: '/agents/absences',
      subject: 'Équipe',
      at: noonOf([startsOn, dayOf(from)].toSorted().at(-1)!),
      isAllDay: true,
    }))
  },
  search: async (db, words, limit, visitor) => {
    if (!holds(visitor, ['administrator', 'agent'])) return undefined
    const found = await store.searchPeople(db, words, limit)
    return {
      kind: 'Personnes',
      total: found.length,
      hits: found.map(({ id, displayName, addresses }) => ({
        href: `/agents/personnes/${id}`,
        title: displayName,
        lead: addresses.join(', '),
      })),
    }
  },
}

function taskOf(grant: RoleGrant, name: string, today: string): DeskTask {
  return {
    label: `Confirmer : ${ROLE_RULES[grant.role].label} pour ${name}`,
    href: `/agents/roles/${grant.id}`,
    subject: 'Équipe',
    dueAt: noonOf(grant.startsOn),
    urgency: grant.startsOn < today ? 'late' : grant.startsOn === today ? 'today' : 'soon',
  }
}

// Noon in UTC is the same day in the whole territory.
function noonOf(day: Day): Date {
  return new Date(`${day}T12:00:00Z`)
}
