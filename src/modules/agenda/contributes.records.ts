import { PROPOSED_BY_THE_HOUSE, type Processing, type RecordKind } from '#platform/archives'
import { describeEvents, eraseEvents, listPastEvents, lockEvents } from './store/records.ts'

const EVENT_ENDS = 'la fin de l’événement'

export const processing: Processing = {
  title: 'Organiser des événements et accueillir ceux qui y viennent',
  people: 'Les personnes qui s’inscrivent, qui proposent ou qui animent un événement',
}

/** How long what the agenda keeps is of use, and how it ends. */
export const records: readonly RecordKind[] = [
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'agenda.events',
    what: 'Les événements : programme, lieu, nombre de personnes venues',
    purpose: 'Annoncer ce qui a lieu, puis en rendre compte.',
    usefulLife: { duration: { count: 5, unit: 'years' }, from: EVENT_ENDS },
    fate: 'tri',
    tables: ['agenda_event', 'agenda_session', 'agenda_set_aside'],
    end: {
      by: 'visa',
      reads: {
        sorting: 'Les comptoirs et les réunions qui ont eu lieu vont aux Archives ; le reste est éliminé.',
        listDue: listPastEvents,
        describe: describeEvents,
        erasing: { isDone: true, lock: lockEvents, erase: eraseEvents },
      },
    },
  },
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'agenda.registrations',
    what: 'Les inscriptions : noms, adresses, présences',
    purpose: 'Garder les places, prévenir, faire la feuille d’entrée et les attestations.',
    usefulLife: { duration: { count: 1, unit: 'years' }, from: EVENT_ENDS },
    tables: ['agenda_registration', 'agenda_session_place'],
    end: { by: 'purge', purge: 'agenda.registrations' },
  },
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'agenda.needs',
    what: 'Ce dont les personnes ont besoin pour participer',
    purpose: 'Préparer l’accueil.',
    basis: 'consentement (RGPD, articles 6.1.a et 9.2.a)',
    usefulLife: { duration: { count: 30, unit: 'days' }, from: EVENT_ENDS },
    tables: ['agenda_access_need'],
    end: { by: 'purge', purge: 'agenda.needs' },
  },
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'agenda.opinions',
    what: 'Les avis sur les événements, sans nom',
    purpose: 'Faire mieux la fois suivante.',
    usefulLife: { duration: { count: 1, unit: 'years' }, from: EVENT_ENDS },
    tables: ['agenda_evaluation'],
    end: { by: 'purge', purge: 'agenda.opinions' },
  },
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'agenda.feeds',
    what: 'Les agendas personnels créés par leurs propriétaires, et les sites qui montrent l’agenda',
    purpose: 'Mettre des rendez-vous dans un téléphone ou sur un site.',
    usefulLife: { duration: null, from: 'Jusqu’à ce que leur propriétaire les arrête' },
    tables: ['agenda_feed', 'agenda_embedding'],
    end: { by: 'act', words: 'Son propriétaire l’arrête, ou efface son compte.' },
  },
]
