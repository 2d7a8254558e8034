import type { NoticeSubject } from '#platform/notices'

/** What becomes of the dossiers of one's projects. */
export const DOSSIERS: NoticeSubject = {
  id: 'dossiers',
  name: 'Vos dossiers',
  brings: 'Un dossier de votre équipe est reçu, une pièce manque, une décision est prise.',
  rhythm: 'now',
  isService: true,
}
