import type { NoticeSubject } from '#platform/notices'

/** What residents may follow. */
export const DECISIONS: NoticeSubject = {
  id: 'decisions',
  name: 'Décisions des élus',
  brings: 'Une décision est publiée, s’applique, ou est retirée.',
  rhythm: 'weekly',
}

/** What those who prepare the reports are told. */
export const DESK_WORK: NoticeSubject = {
  id: 'rapports',
  name: 'Rapports, visas et séances',
  brings: 'Un visa vous attend, un rapport vous revient, une séance change de jour. Pour les agents et les élus.',
  rhythm: 'daily',
  roles: ['agent', 'finance-agent', 'elected-member', 'administrator'],
}
