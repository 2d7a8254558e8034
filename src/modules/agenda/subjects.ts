import type { NoticeSubject } from '#platform/notices'

/** What is announced near who follows a place. */
export const EVENTS: NoticeSubject = {
  id: 'agenda',
  name: 'Agenda près de chez vous',
  brings: 'Un événement est annoncé dans une commune que vous suivez.',
  rhythm: 'weekly',
}

/** What becomes of one's own registrations and proposals. */
export const OWN_REGISTRATIONS: NoticeSubject = {
  id: 'inscriptions',
  name: 'Vos inscriptions à des événements',
  brings: 'Votre place est gardée, une place se libère, un événement change ou est annulé.',
  rhythm: 'now',
  isService: true,
}
