import type { EventRefusal } from './commands/index.ts'
import type { EventFault } from './event-form.ts'
import type { RegistrationRefusal, SessionsRefusal } from './model.ts'

/** What is wrong with the form of an event, and what to write. */
export const EVENT_SENTENCES: Readonly<Record<EventFault, string>> = {
  'kind-missing': 'Choisissez de quoi il s’agit.',
  'title-missing': 'Donnez un titre : c’est lui qu’on lira dans l’agenda.',
  'title-too-long': 'Ce titre est trop long : 120 signes au plus.',
  'text-too-long': 'Ce texte est trop long : gardez l’essentiel.',
  'start-missing': 'Écrivez l’heure du début, par exemple 18h30.',
  'time-unreadable': 'Nous ne savons pas lire cette heure. Écrivez-la ainsi : 18h30.',
  'time-skipped':
    'Cette heure n’existe pas cette nuit-là : les horloges passent de 2 h à 3 h. Choisissez une autre heure.',
  'end-missing': 'Écrivez l’heure de la fin, par exemple 20h.',
  'end-before-start': 'La fin vient avant le début. Vérifiez les heures, ou donnez le dernier jour.',
  'capacity-unreadable':
    'Écrivez le nombre de places en chiffres, par exemple 40. Laissez vide s’il n’y a pas de limite.',
  'closing-after-end': 'Les inscriptions ferment au plus tard au début de l’événement.',
  'sessions-unreadable':
    'Une ligne n’a pas été comprise. Écrivez une séance par ligne : 14h-15h30 | Son titre | Qui l’anime | 12 places.',
}

/** Why somebody is not registered, and what to do. */
export const REGISTRATION_SENTENCES: Readonly<Record<RegistrationRefusal, string>> = {
  'event-unknown': 'Cet événement n’est pas, ou n’est plus, dans l’agenda.',
  'event-cancelled': 'Cet événement est annulé : on ne peut plus s’y inscrire.',
  'without-registration': 'Il n’y a pas d’inscription : venez simplement.',
  'event-over': 'Cet événement est passé.',
  'registration-closed': 'Les inscriptions sont closes. Appelez-nous : il reste parfois une place.',
  'session-unknown': 'Une des séances choisies n’existe plus. Choisissez de nouveau.',
  'session-full': 'Une des séances choisies est complète maintenant. Choisissez-en une autre.',
  'sessions-overlap': 'Deux des séances choisies ont lieu en même temps. Gardez-en une.',
  'already-registered': 'Vous êtes déjà sur la liste. Rien n’a changé.',
}

/** Faults of a registration, by field. */
export type GuestFault =
  | 'name-missing'
  | 'name-too-long'
  | 'email-unreadable'
  | 'telephone-unreadable'
  | 'need-too-long'

export const GUEST_SENTENCES: Readonly<Record<GuestFault, string>> = {
  'name-missing': 'Écrivez un nom : il sera sur la feuille d’entrée.',
  'name-too-long': 'Ce nom est trop long : 120 signes au plus.',
  'email-unreadable': 'Cette adresse n’est pas complète. Elle ressemble à : nom@exemple.fr.',
  'telephone-unreadable': 'Ce numéro n’est pas complet. Il ressemble à : 06 12 34 56 78.',
  'need-too-long': 'Ce texte est trop long : dites l’essentiel, nous vous rappellerons.',
}

/** Why a place is not given back. */
export const GIVE_BACK_SENTENCES: Readonly<Record<'not-registered' | 'event-over', string>> = {
  'not-registered': 'Cette inscription est déjà annulée. Il n’y a rien d’autre à faire.',
  'event-over': 'Cet événement est passé : il n’y a plus de place à rendre.',
}

/** Why other sessions are not chosen. */
export const CHOICE_SENTENCES: Readonly<Record<SessionsRefusal | 'not-registered' | 'event-over', string>> = {
  'session-unknown': REGISTRATION_SENTENCES['session-unknown'],
  'session-full': REGISTRATION_SENTENCES['session-full'],
  'sessions-overlap': REGISTRATION_SENTENCES['sessions-overlap'],
  'not-registered': 'Vous n’êtes pas inscrit à cet événement : inscrivez-vous d’abord.',
  'event-over': 'Cet événement est passé : les séances ne se choisissent plus.',
}

/** Why an opinion is not kept. */
export const OPINION_SENTENCES: Readonly<Record<'did-not-come' | 'evaluated-already', string>> = {
  'did-not-come': 'Seules les personnes notées présentes donnent leur avis. Vous y étiez ? Dites-le aux organisateurs.',
  'evaluated-already': 'Vous avez déjà donné votre avis. Merci.',
}

/** Why an event is not changed, published or cancelled. */
export const EVENT_REFUSALS: Readonly<Record<EventRefusal, string>> = {
  'event-unknown': 'Cet événement n’existe plus.',
  'changed-meanwhile': 'Quelqu’un a enregistré cet événement pendant que vous écriviez.',
  'state-moved': 'Cet événement a changé d’état entre-temps. Voici où il en est.',
  'reason-missing': 'Écrivez pourquoi : les personnes concernées le liront.',
}

/** Why a sheet is not kept. */
export const PRESENCE_SENTENCES: Readonly<Record<'event-unknown' | 'not-begun', string>> = {
  'event-unknown': 'Cet événement n’existe plus.',
  'not-begun': 'La feuille s’ouvre une heure avant le début.',
}
