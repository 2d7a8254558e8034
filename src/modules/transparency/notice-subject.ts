import type { NoticeSubject } from '#platform/notices'

/** Something that must always hold no longer does. */
export const INCIDENT_SUBJECT: NoticeSubject = {
  id: 'incidents',
  name: 'Contrôles de la plateforme',
  brings: 'Vous êtes prévenu dès qu’un contrôle trouve une erreur, et quand elle est réparée.',
  rhythm: 'now',
  isService: true,
  roles: ['administrator', 'agent'],
}
