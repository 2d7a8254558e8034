import { sql } from 'kysely'
import type { Check } from '#platform/context'

/** What must always hold of polls: SQL that returns no row, and the sentence shown to the public. */
export const checks: readonly Check[] = [
  {
    name: 'ballots.result-within-budget',
    sentence: 'Aucun scrutin ne finance plus que son enveloppe.',
    query: sql`
      SELECT poll.slug FROM poll JOIN poll_result ON poll_result.poll_id = poll.id
      WHERE poll_result.cost_amount > poll.budget_amount`,
  },
  {
    name: 'ballots.winners-cost-the-result',
    sentence: 'Le coût de chaque résultat est la somme des coûts des projets financés.',
    query: sql`
      SELECT poll.slug
      FROM poll
      JOIN poll_result ON poll_result.poll_id = poll.id
      LEFT JOIN LATERAL jsonb_array_elements_text(poll_result.report::jsonb -> 'winners') AS winner(code) ON true
      LEFT JOIN poll_option ON poll_option.poll_id = poll.id AND poll_option.code = winner.code
      GROUP BY poll.slug, poll_result.cost_amount, poll_result.winner_count
      HAVING coalesce(sum(poll_option.cost_amount), 0) <> poll_result.cost_amount
          OR count(poll_option.code) <> poll_result.winner_count`,
  },
  {
    name: 'ballots.published-whole',
    sentence: 'Chaque scrutin publié a son fichier de bulletins, ses projets et son résultat.',
    query: sql`
      SELECT poll.slug FROM poll
      WHERE NOT EXISTS (SELECT FROM poll_file WHERE poll_id = poll.id AND name = 'ballots.pb')
         OR NOT EXISTS (SELECT FROM poll_option WHERE poll_id = poll.id)
         OR NOT EXISTS (SELECT FROM poll_result WHERE poll_id = poll.id)`,
  },
  {
    name: 'ballots.file-is-the-one-published',
    sentence: 'Le fichier de bulletins de chaque scrutin est celui que son manifeste annonce.',
    query: sql`
      SELECT poll.slug FROM poll JOIN poll_file ON poll_file.poll_id = poll.id AND poll_file.name = 'ballots.pb'
      WHERE encode(sha256(poll_file.content), 'hex') <> poll.manifest::jsonb -> 'ballots' ->> 'sha256'`,
  },
  {
    name: 'ballots.recounts-agree',
    sentence: 'Chaque recomptage a retrouvé le résultat publié.',
    query: sql`
      SELECT poll.slug FROM poll JOIN poll_recount ON poll_recount.poll_id = poll.id
      WHERE NOT poll_recount.is_identical`,
  },
  {
    name: 'ballots.certificate-is-of-the-result',
    sentence: 'Le certificat de chaque résultat nomme les mêmes projets financés, pour le même coût.',
    query: sql`
      SELECT poll.slug
      FROM poll
      JOIN poll_result AS result ON result.poll_id = poll.id
      JOIN poll_explanation AS told ON told.poll_id = poll.id
      WHERE NOT (told.certificate::jsonb -> 'winners' @> (result.report::jsonb -> 'winners')
             AND told.certificate::jsonb -> 'winners' <@ (result.report::jsonb -> 'winners'))
         OR (told.certificate::jsonb ->> 'cost')::numeric <> result.cost_amount`,
  },
]
