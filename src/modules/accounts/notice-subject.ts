import type { NoticeSubject } from '#platform/notices'

/** What changes in somebody's account. */
export const ACCOUNT_SUBJECT: NoticeSubject = {
  id: 'compte',
  name: 'Votre compte',
  brings: 'Un rôle donné, une nouvelle façon de se connecter, une personne qui vous aide.',
  rhythm: 'now',
  isService: true,
}
