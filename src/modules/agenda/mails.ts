import { wallTimeOf, writtenDay, writtenTime } from '#kernel/calendar'
import type { AgendaEvent } from './model.ts'

/** The words of a mail about an event; its address is put by the command. */
export type EventMail = {
  readonly kind: string
  readonly subject: string
  readonly paragraphs: readonly (string | { readonly label: string; readonly href: string })[]
  readonly usefulUntil: Date
  /** By the names of `AGENDA_MAILS`. */
  readonly fields: Readonly<Record<string, string>>
  /** The same among the messages of who has an account; undefined: a mail is enough. */
  readonly message: EventMessage | undefined
}

export type EventMessage = {
  readonly object: string
  readonly state: string
  readonly sentence: string
  readonly href: string
}

export function registeredMail(event: AgendaEvent): EventMail {
  return mail(event, 'registered', 'Vous êtes inscrit', [
    'Votre place est gardée.',
    ...whatOf(event),
    'Vous ne pouvez plus venir ? Rendez votre place : quelqu’un l’attend peut-être.',
  ])
}

export function waitingMail(event: AgendaEvent): EventMail {
  return mail(event, 'waiting', 'Vous êtes sur la liste d’attente', [
    'C’est complet pour l’instant. Si une place se libère, elle est à vous, dans l’ordre d’arrivée : nous vous l’écrivons aussitôt.',
    ...whatOf(event),
  ])
}

export function placedMail(event: AgendaEvent): EventMail {
  return mail(event, 'placed', 'Une place s’est libérée : elle est à vous', [
    'Vous étiez sur la liste d’attente. Vous êtes inscrit maintenant.',
    ...whatOf(event),
    'Vous ne pouvez plus venir ? Rendez votre place : la personne suivante l’aura.',
  ])
}

export function givenBackMail(event: AgendaEvent): EventMail {
  return mail(event, 'given-back', 'Votre inscription est annulée', [
    `Vous n’êtes plus sur la liste de « ${event.title} ». Vous pouvez vous inscrire de nouveau tant qu’il reste du temps.`,
  ])
}

export function reminderMail(event: AgendaEvent): EventMail {
  return mail(event, 'reminder', `C’est bientôt : ${writtenDay(wallTimeOf(event.startsAt).day)}`, [
    'Nous vous attendons.',
    ...whatOf(event),
    'Vous ne pouvez plus venir ? Rendez votre place en une minute.',
  ])
}

export function cancelledMail(event: AgendaEvent): EventMail {
  return mail(event, 'cancelled', 'Un événement auquel vous veniez est annulé', [
    `« ${event.title} », prévu ${whenOf(event)}, n’aura pas lieu.`,
    ...(event.stateReason === '' ? [] : [event.stateReason]),
    'Vous n’avez rien à faire.',
  ])
}

export function movedMail(event: AgendaEvent): EventMail {
  return mail(event, 'moved', 'La date ou le lieu d’un événement a changé', [
    'Votre place est toujours gardée. Voici ce qui vaut maintenant.',
    ...whatOf(event),
    'Vous ne pouvez plus venir ? Rendez votre place.',
  ])
}

/** « jeudi 12 mars 2026, de 18 h 30 à 20 h ». */
export function whenOf(event: Pick<AgendaEvent, 'startsAt' | 'endsAt'>): string {
  const [start, end] = [wallTimeOf(event.startsAt), wallTimeOf(event.endsAt)]
  const from = writtenTime(start.time)
  if (event.startsAt.getTime() === event.endsAt.getTime()) return `${writtenDay(start.day)}, à ${from}`
  if (start.day === end.day) return `${writtenDay(start.day)}, de ${from} à ${writtenTime(end.time)}`
  return `du ${writtenDay(start.day)} à ${from} au ${writtenDay(end.day)} à ${writtenTime(end.time)}`
}

/** « Salle des fêtes, 3 rue du Port, Étaples »; what is not told is left out. */
export function whereOf(event: Pick<AgendaEvent, 'place' | 'street' | 'communeName'>): string {
  return [event.place, event.street, event.communeName].filter(Boolean).join(', ')
}

function whatOf(event: AgendaEvent): readonly string[] {
  const where = whereOf(event)
  return [`« ${event.title} »`, `Quand : ${whenOf(event)}.`, ...(where === '' ? [] : [`Où : ${where}.`])]
}

// A subject is read on locked screens: it says nothing of the event, which may say something of the person.
function mail(event: AgendaEvent, kind: string, subject: string, paragraphs: readonly string[]): EventMail {
  const button = { label: 'Voir ou annuler mon inscription', href: `/agenda/${event.slug}/inscription` }
  const fields = { titre: event.title, quand: whenOf(event), lieu: whereOf(event), lien: button.href }
  const sentence = `${subject} : « ${event.title} », ${whenOf(event)}.`
  const told = { object: `event:${event.id}`, state: `${kind}-${event.sequence}`, sentence, href: button.href }
  // A reminder is no change: nothing is put among the messages for it.
  const message = kind === 'reminder' ? undefined : told
  const usefulUntil = event.endsAt
  return { kind: `agenda.${kind}`, subject, paragraphs: [...paragraphs, button], usefulUntil, fields, message }
}
