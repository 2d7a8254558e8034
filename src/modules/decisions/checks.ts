import { sql } from 'kysely'
import type { Check } from '#platform/context'

/** What must always hold of decisions. */
export const checks: readonly Check[] = [
  {
    name: 'decisions.nothing-after-withdrawal',
    sentence: 'Une décision retirée l’est pour de bon : rien ne s’y ajoute.',
    query: sql`
      SELECT later.id FROM decision_event AS later JOIN decision_event AS withdrawal USING (decision_id)
      WHERE withdrawal.kind = 'withdrawn' AND later.position > withdrawal.position`,
  },
  {
    name: 'decisions.act-before-transmission',
    sentence: 'Aucun acte n’est transmis ou publié avant d’être pris.',
    query: sql`
      SELECT later.id FROM decision_event AS later
      WHERE later.kind IN ('transmitted', 'published', 'contested', 'referred') AND NOT EXISTS (
        SELECT FROM decision_event AS act WHERE act.decision_id = later.decision_id AND act.kind = 'deliberated'
          AND act.position < later.position AND act.happened_on <= later.happened_on)`,
  },
  {
    name: 'decisions.amounts-decided',
    sentence: 'Chaque acte pris dit le montant décidé pour chaque bénéficiaire.',
    query: sql`
      SELECT decision_line.id FROM decision_line JOIN decision_event USING (decision_id)
      WHERE decision_event.kind = 'deliberated' AND decided_cents IS NULL AND removed_at IS NULL`,
  },
  {
    name: 'decisions.economic-basis-written',
    sentence: 'Chaque aide décidée pour une activité économique a sa base juridique écrite (CGCT, L1511-2, L3211-1).',
    severity: 'warning',
    query: sql`
      SELECT decision.id FROM decision JOIN decision_event ON decision_id = decision.id
      WHERE decision_event.kind = 'deliberated' AND payment_nature = 'economic' AND economic_basis IS NULL`,
  },
  {
    name: 'decisions.visas-by-two-people',
    sentence: 'Qui a rédigé un rapport n’en donne aucun autre visa.',
    query: sql`
      SELECT other.id FROM decision_visa AS other JOIN decision_visa AS writer USING (decision_id, round)
      WHERE writer.step = 'writer' AND other.step <> 'writer' AND other.given_by = writer.given_by`,
  },
  {
    name: 'decisions.legal-parameters-verified',
    sentence: 'Les délais légaux des séances ont été confirmés par le service juridique.',
    severity: 'warning',
    query: sql`
      SELECT id FROM decision_meeting WHERE meets_at > now() AND NOT EXISTS (
        SELECT FROM decision_setting WHERE name = 'convocation-days' AND is_verified)`,
  },
  {
    name: 'decisions.documents-intact',
    sentence: 'Les fichiers des documents classés sont là, tels qu’ils ont été faits.',
    query: sql`SELECT file_id FROM document_file_look WHERE NOT is_intact`,
  },
  {
    name: 'decisions.document-numbers-have-no-gap',
    sentence: 'Les numéros des documents se suivent, sans trou.',
    query: sql`
      SELECT kind, year FROM document GROUP BY kind, year
      HAVING count(*) <> max(number) OR max(number) <> (SELECT last_number FROM document_chrono
        WHERE document_chrono.kind = document.kind AND document_chrono.year = document.year)`,
  },
  {
    name: 'decisions.nothing-notified-before-enforceable',
    sentence: 'Aucune notification n’est définitive avant que la décision soit transmise et publiée.',
    query: sql`
      SELECT document.id FROM document
        JOIN document_event ON document_event.document_id = document.id AND document_event.kind = 'final'
        JOIN decision_line ON document.object = 'line:' || decision_line.id
      WHERE document.kind = 'decisions.notification' AND (
        SELECT count(DISTINCT kind) FROM decision_event WHERE decision_event.decision_id = decision_line.decision_id
          AND kind IN ('transmitted', 'published')) < 2`,
  },
]
