import type { NoticeSubject } from '#platform/notices'

/** The answer to what somebody wrote. */
export const CONTACT_SUBJECT: NoticeSubject = {
  id: 'contact',
  name: 'Vos questions',
  brings: 'Vous êtes prévenu quand un agent a répondu à ce que vous avez écrit.',
  rhythm: 'now',
  isService: true,
}
