import { listOwnAddresses } from '#modules/accounts'
import type { Contribution, PersonalDataKind, Purge } from '#platform/context'
import * as store from './store/index.ts'

const DAY_MS = 86_400_000
const [NEEDS_DAYS, NAMES_DAYS] = [30, 365]

const KINDS: readonly PersonalDataKind[] = [
  {
    what: 'Vos inscriptions à des événements : le nom, l’adresse et le téléphone donnés, et si vous êtes venu',
    purpose: 'Garder votre place, vous prévenir, faire la feuille d’entrée et votre attestation.',
    basis: 'mission d’intérêt public (RGPD, article 6.1.e)',
    kept: 'Un an après l’événement ; ensuite il n’en reste que le nombre',
    fate: 'élimination',
    seenBy: 'Les agents de la mission',
    stays: 'Le nombre de personnes venues, sans nom.',
    tables: ['agenda_registration'],
    purge: 'agenda.registrations',
  },
  {
    what: 'Ce dont vous dites avoir besoin pour participer (interprète, fauteuil, boucle magnétique)',
    purpose: 'Préparer votre accueil.',
    basis: 'consentement (RGPD, articles 6.1.a et 9.2.a) : rien ne vous oblige à le dire',
    kept: '30 jours après l’événement',
    fate: 'élimination',
    seenBy: 'Les agents de la mission',
    stays: null,
    tables: ['agenda_access_need'],
    purge: 'agenda.needs',
  },
  {
    what: 'Ce que vous écrivez dans un avis sur un événement',
    purpose: 'Faire mieux la fois suivante. Rien n’y dit qui a répondu.',
    basis: 'mission d’intérêt public (RGPD, article 6.1.e)',
    kept: 'Un an après l’événement',
    fate: 'élimination',
    seenBy: 'Les agents de la mission',
    stays: 'Nous ne savons pas lequel est le vôtre. Il disparaît de lui-même un an après l’événement.',
    tables: ['agenda_evaluation'],
    purge: 'agenda.opinions',
  },
  {
    what: 'L’adresse de votre agenda personnel, si vous en créez une',
    purpose: 'Mettre vos rendez-vous dans l’agenda de votre téléphone.',
    basis: 'mission d’intérêt public (RGPD, article 6.1.e)',
    kept: 'Jusqu’à ce que vous l’arrêtiez',
    fate: 'élimination',
    seenBy: 'Personne',
    stays: null,
    tables: ['agenda_feed'],
    purge: null,
  },
  {
    what: 'Les événements que vous proposez',
    purpose: 'Vous dire ce que devient votre proposition.',
    basis: 'mission d’intérêt public (RGPD, article 6.1.e)',
    kept: 'Tant que le compte existe',
    fate: 'élimination',
    seenBy: 'Les agents de la mission',
    stays: 'L’événement reste dans l’agenda, sans lien avec vous.',
    tables: ['agenda_event'],
    purge: null,
  },
]

/** What is kept of people, what they take away, what goes when they leave. */
export const personalData: Pick<Contribution, 'personalData' | 'exportPerson' | 'erasePerson'> = {
  personalData: KINDS,
  exportPerson: async (db, personId) => {
    const owner = { personId, addresses: await listOwnAddresses(db, personId) }
    const [registrations, proposed, feed] = [
      await store.listKept(db, owner),
      await store.listProposedBy(db, personId),
      await store.findFeedOf(db, personId),
    ]
    return {
      ...(registrations.length > 0 ? { 'Inscriptions à des événements': registrations } : {}),
      ...(proposed.length > 0
        ? { 'Événements proposés': proposed.map(({ title, startsAt }) => ({ Titre: title, Le: startsAt })) }
        : {}),
      ...(feed ? { 'Agenda personnel': { 'Adresse créée le': feed.createdAt } } : {}),
    }
  },
  erasePerson: async (transaction, personId, now) => {
    const owner = { personId, addresses: await listOwnAddresses(transaction, personId) }
    const freed = await store.freePlacesOf(transaction, owner, now)
    const gone = await store.anonymiseOwn(transaction, owner, now)
    return [
      ...(freed > 0n ? ['Vos places dans les événements à venir sont rendues.'] : []),
      ...(gone > 0n ? ['Vos inscriptions ne portent plus votre nom ; leur nombre reste.'] : []),
    ]
  },
}

/** Needs thirty days after the event, names a year after. */
export const purges: readonly Purge[] = [
  { name: 'agenda.needs', run: (db, now) => store.deleteNeedsBefore(db, daysBefore(now, NEEDS_DAYS)) },
  { name: 'agenda.opinions', run: (db, now) => store.emptyCommentsBefore(db, daysBefore(now, NAMES_DAYS)) },
  { name: 'agenda.registrations', run: (db, now) => store.anonymiseBefore(db, daysBefore(now, NAMES_DAYS), now) },
]

function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * DAY_MS)
}
