import type { Assurance } from '#platform/sessions'

/** How somebody came in, as they read it. */
export const WAYS: Readonly<Record<Assurance, string>> = {
  'email-code': 'Par e-mail',
  card: 'Par carte',
  franceconnect: 'Par FranceConnect',
  passkey: 'Par clé d’accès',
  totp: 'Par code d’application',
  proconnect: 'Par ProConnect',
  house: 'Par le compte de la maison',
  demonstration: 'Par la démonstration',
}

const DAY = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'Europe/Paris' })
const MOMENT = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Paris' })

/** « 2 mars 2026 ». */
export function spellDay(moment: Date): string {
  return DAY.format(moment)
}

/** « 2 mars 2026 à 10:00 ». */
export function spellMoment(moment: Date): string {
  return MOMENT.format(moment)
}
