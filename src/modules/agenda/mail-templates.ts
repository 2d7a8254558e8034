import type { MailField, MailTemplate } from '#platform/mail'

const FIELDS: readonly MailField[] = [
  { name: 'titre', sense: 'Le nom de l’événement', example: 'Comptoir de l’ESS' },
  { name: 'quand', sense: 'Le jour et l’heure', example: 'le jeudi 12 mars 2026, de 14 h à 17 h' },
  { name: 'lieu', sense: 'L’endroit ; vide s’il n’est pas dit', example: 'Salle des fêtes, 2 rue du Moulin, Arras' },
  {
    name: 'lien',
    sense: 'La page de l’inscription, pour un bouton',
    example: '/agenda/comptoir/inscription',
    holds: 'path',
  },
]

const EVENT = '« {titre} »\n\nQuand : {quand}.\n\nOù : {lieu}.'
const BUTTON = '[Voir ou annuler mon inscription]({lien})'

/** The mails of the agenda, as agents find them before they change a word. */
export const AGENDA_MAILS: readonly MailTemplate[] = [
  {
    kind: 'agenda.registered',
    sense: 'À qui vient de s’inscrire.',
    fields: FIELDS,
    subject: 'Vous êtes inscrit',
    body: `Votre place est gardée.\n\n${EVENT}\n\nVous ne pouvez plus venir ? Rendez votre place : quelqu’un l’attend peut-être.\n\n${BUTTON}`,
  },
  {
    kind: 'agenda.waiting',
    sense: 'À qui entre sur la liste d’attente.',
    fields: FIELDS,
    subject: 'Vous êtes sur la liste d’attente',
    body: `C’est complet pour l’instant. Si une place se libère, elle est à vous, dans l’ordre d’arrivée : nous vous l’écrivons aussitôt.\n\n${EVENT}\n\n${BUTTON}`,
  },
  {
    kind: 'agenda.placed',
    sense: 'À qui attendait et reçoit une place.',
    fields: FIELDS,
    subject: 'Une place s’est libérée : elle est à vous',
    body: `Vous étiez sur la liste d’attente. Vous êtes inscrit maintenant.\n\n${EVENT}\n\nVous ne pouvez plus venir ? Rendez votre place : la personne suivante l’aura.\n\n${BUTTON}`,
  },
  {
    kind: 'agenda.reminder',
    sense: 'À chaque inscrit, peu avant l’événement.',
    fields: FIELDS,
    subject: 'C’est bientôt',
    body: `Nous vous attendons.\n\n${EVENT}\n\nVous ne pouvez plus venir ? Rendez votre place en une minute.\n\n${BUTTON}`,
  },
]
