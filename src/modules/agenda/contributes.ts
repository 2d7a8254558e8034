import { dayIn } from '#kernel/calendar'
import { holdsAll, rankOf, wordsOf } from '#kernel/search'
import { listOwnAddresses } from '#modules/accounts'
import type { Contribution } from '#platform/context'
import { entryOf, eventsAt, eventsHostedBy } from './contributes.around.ts'
import { agendaDatasets } from './contributes.datasets.ts'
import { personalData, purges } from './contributes.personal.ts'
import { processing, records } from './contributes.records.ts'
import { AGENDA_MAILS } from './mail-templates.ts'
import { whenOf, whereOf } from './mails.ts'
import { type AgendaEvent, KIND_WORDS } from './model.ts'
import * as store from './store/index.ts'
import { EVENTS, OWN_REGISTRATIONS } from './subjects.ts'

/** What the agenda gives to the pages of others. */
export const contribution: Contribution = {
  module: 'agenda',
  notices: [EVENTS, OWN_REGISTRATIONS],
  mails: AGENDA_MAILS,
  processing,
  records,
  navigation: [{ label: 'Agenda', href: '/agenda' }],
  datasets: agendaDatasets,
  acts: {
    'agenda.event-draft': 'a écrit le brouillon d’un événement',
    'agenda.event-proposed': 'a proposé un événement',
    'agenda.event-changed': 'a changé un événement',
    'agenda.event-published': 'a publié un événement',
    'agenda.event-cancelled': 'a annulé un événement',
    'agenda.event-refused': 'a refusé un événement proposé',
    'agenda.registered': 'a inscrit quelqu’un à un événement',
    'agenda.sessions-chosen': 'a choisi des séances',
    'agenda.gave-back': 'a rendu une place',
    'agenda.presence': 'a enregistré une feuille de présence',
    'agenda.embedding': 'a changé les sites qui peuvent montrer l’agenda',
  },
  home: async (db) => {
    const events = await store.listComing(db, 3)
    if (events.length === 0) return undefined
    return {
      title: 'Bientôt',
      lead: 'Les prochaines dates près de chez vous.',
      more: { label: 'Voir tout l’agenda', href: '/agenda' },
      entries: events.map(entryOf),
    }
  },
  place: eventsAt,
  organisation: eventsHostedBy,
  search: async (db, words, limit) => {
    const asked = wordsOf(words)
    const found = (await store.listPublic(db))
      .filter((event) => asked.length > 0 && holdsAll(textOf(event), asked))
      .toSorted(
        (a, b) => rankOf(a.title, asked) - rankOf(b.title, asked) || b.startsAt.getTime() - a.startsAt.getTime(),
      )
    if (found.length === 0) return undefined
    return { kind: 'Agenda', total: found.length, hits: found.slice(0, limit).map(hitOf) }
  },
  sitemap: async (db) => [
    { path: '/agenda', title: 'Agenda' },
    { path: '/agenda/abonnement', title: 'S’abonner à l’agenda' },
    ...(await store.listPublic(db)).map(({ slug, title, changedAt }) => ({
      path: `/agenda/${slug}`,
      title,
      changedAt,
    })),
  ],
  space: async (db, personId) => {
    const owner = { personId, addresses: await listOwnAddresses(db, personId) }
    const held = await store.listHeld(db, owner)
    return {
      title: 'Agenda',
      waiting: held
        .filter(({ isComing, state }) => isComing && state === 'registered')
        .map(({ title, slug, startsAt }) => ({ label: title, href: `/agenda/${slug}/inscription`, until: startsAt })),
      history: held.map(({ title, slug, registeredAt }) => ({
        label: `Inscription : ${title}`,
        href: `/agenda/${slug}/inscription`,
        at: registeredAt,
      })),
      links: [{ label: 'Mes rendez-vous', href: '/mon-espace/agenda' }],
    }
  },
  taggable: [
    {
      kind: 'event',
      label: 'Événements',
      list: async (db, from, until) =>
        (await store.listPublic(db))
          .filter(({ state }) => state === 'published')
          .map(({ id, title, slug, startsAt }) => ({ id, title, href: `/agenda/${slug}`, day: dayIn(startsAt) }))
          .filter(({ day }) => from <= day && day < until),
    },
  ],
  ...personalData,
  purges,
  desk: {
    subject: 'Agenda',
    navigation: [{ label: 'Événements', href: '/agents/agenda', roles: ['agent', 'administrator'] }],
    tasks: async (db, _visitor, now) => {
      const { count, since } = await store.findProposals(db)
      if (count === 0 || since === null) return []
      const dueAt = new Date(since.getTime() + WEEK_MS)
      const label = count === 1 ? 'Lire un événement proposé' : `Lire ${count} événements proposés`
      return [{ label, href: '/agents/agenda', subject: 'Agenda', dueAt, urgency: dueAt < now ? 'late' : 'soon' }]
    },
    calendar: async (db, from, until) => {
      const events = await store.listEvents(db, { from, until }, 500)
      return events
        .filter(({ startsAt, state }) => startsAt >= from && state === 'published')
        .map((event) => ({
          label: event.title,
          href: `/agents/agenda/${event.id}`,
          subject: 'Agenda',
          at: event.startsAt,
        }))
    },
  },
}

const WEEK_MS = 7 * 86_400_000

function textOf(event: AgendaEvent): string {
  return [event.title, KIND_WORDS[event.kind], event.host, whereOf(event), event.description].join(' ')
}

function hitOf(event: AgendaEvent) {
  const lead = `${KIND_WORDS[event.kind]}, ${whenOf(event)}`
  return { href: `/agenda/${event.slug}`, title: event.title, lead }
}
