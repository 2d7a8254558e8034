import type { NoticeSubject } from '#platform/notices'

/** What becomes of the page one speaks for, of what one asked and declared. */
export const OWN_PAGE: NoticeSubject = {
  id: 'annuaire',
  name: 'La page de votre structure dans l’annuaire',
  brings: 'Votre demande ou votre texte est accepté ou refusé, une reconnaissance arrive à sa fin.',
  rhythm: 'now',
  isService: true,
}
