import { sql } from 'kysely'
import type { Check } from '#platform/context'

/** What must always hold of the votes held here. Asked as the commission, which sees marks and envelopes, and no choice. */
export const voteChecks: readonly Check[] = [
  {
    name: 'ballots.every-mark-has-a-ballot',
    sentence: 'Chaque personne notée comme ayant voté a un bulletin, en ligne ou sur papier.',
    office: 'commission',
    // Once opened, nothing ties them any more: that is what the opening is for.
    query: sql`
      SELECT poll.slug FROM roll_entry AS mark JOIN sealed_poll AS poll ON poll.id = mark.poll_id
      WHERE NOT EXISTS (SELECT FROM envelope_link AS link WHERE link.roll_id = mark.id)
        AND NOT EXISTS (SELECT FROM paper_mark AS paper WHERE paper.roll_id = mark.id)
        AND NOT EXISTS (SELECT FROM poll_milestone AS m WHERE m.poll_id = mark.poll_id AND m.kind = 'opened')
      GROUP BY poll.slug`,
  },
  {
    name: 'ballots.every-envelope-has-a-mark',
    sentence: 'Chaque bulletin reçu en ligne est celui d’une personne notée comme ayant voté.',
    office: 'commission',
    query: sql`
      SELECT poll.slug FROM envelope JOIN sealed_poll AS poll ON poll.id = envelope.poll_id
      WHERE NOT EXISTS (SELECT FROM envelope_link AS link JOIN roll_entry AS mark ON mark.id = link.roll_id
                        WHERE link.envelope_id = envelope.id AND mark.poll_id = envelope.poll_id)
        AND NOT EXISTS (SELECT FROM poll_milestone AS m WHERE m.poll_id = envelope.poll_id AND m.kind = 'opened')
      GROUP BY poll.slug`,
  },
  {
    name: 'ballots.one-counted-ballot-a-mark',
    sentence: 'Chaque personne a au plus un bulletin en ligne qui compte.',
    office: 'commission',
    query: sql`
      SELECT poll.slug FROM envelope_link AS link
      JOIN envelope ON envelope.id = link.envelope_id JOIN sealed_poll AS poll ON poll.id = link.poll_id
      WHERE NOT EXISTS (SELECT FROM log_leaf AS leaf WHERE leaf.poll_id = envelope.poll_id
                        AND leaf.about = envelope.leaf_index AND leaf.kind IN ('superseded', 'annulled'))
      GROUP BY poll.slug, link.roll_id HAVING count(*) > 1`,
  },
  {
    name: 'ballots.envelopes-are-in-the-log',
    sentence: 'Chaque bulletin reçu est à sa ligne du registre public, et chaque ligne de bulletin a le sien.',
    office: 'commission',
    query: sql`
      SELECT poll.slug
      FROM (SELECT poll_id, index, content::jsonb ->> 'envelope' AS hash FROM log_leaf WHERE kind = 'envelope') AS leaf
      FULL JOIN envelope ON envelope.poll_id = leaf.poll_id AND envelope.leaf_index = leaf.index
      JOIN sealed_poll AS poll ON poll.id = coalesce(envelope.poll_id, leaf.poll_id)
      WHERE encode(envelope.hash, 'hex') IS DISTINCT FROM leaf.hash
      GROUP BY poll.slug`,
  },
  {
    name: 'ballots.log-is-whole',
    sentence: 'Le registre public de chaque vote a toutes ses lignes, sans trou.',
    query: sql`
      SELECT poll.slug FROM vote_log AS log JOIN sealed_poll AS poll ON poll.id = log.poll_id
      LEFT JOIN LATERAL (SELECT count(*) AS count, max(index) AS last FROM log_leaf WHERE poll_id = log.poll_id) AS leaf ON true
      WHERE leaf.count <> log.size OR leaf.last IS DISTINCT FROM log.size - 1`,
  },
  {
    name: 'ballots.leaves-are-their-hash',
    sentence: 'Aucune ligne du registre public n’a été récrite.',
    query: sql`
      SELECT poll.slug FROM log_leaf AS leaf JOIN sealed_poll AS poll ON poll.id = leaf.poll_id
      WHERE leaf.hash <> sha256('\\x00'::bytea || convert_to(leaf.content, 'UTF8'))
      GROUP BY poll.slug`,
  },
  {
    name: 'ballots.last-head-covers-the-log',
    sentence: 'La dernière tête signée de chaque registre couvre toutes ses lignes.',
    office: 'commission',
    query: sql`
      SELECT poll.slug FROM vote_log AS log JOIN sealed_poll AS poll ON poll.id = log.poll_id
      WHERE log.size IS DISTINCT FROM (SELECT max(size) FROM log_head WHERE poll_id = log.poll_id)`,
  },
  {
    name: 'ballots.opened-forgets-who',
    sentence: 'Une fois un vote dépouillé, plus rien ne relie un bulletin à une personne.',
    office: 'commission',
    query: sql`
      SELECT poll.slug FROM sealed_poll AS poll
      JOIN poll_milestone AS opened ON opened.poll_id = poll.id AND opened.kind = 'opened'
      WHERE EXISTS (SELECT FROM envelope_link AS link WHERE link.poll_id = poll.id)
         OR EXISTS (SELECT FROM cast_trace AS trace WHERE trace.poll_id = poll.id)`,
  },
  {
    name: 'ballots.files-are-those-of-the-log',
    sentence: 'Les fichiers publiés de chaque vote tenu ici sont ceux que son registre annonce.',
    query: sql`
      SELECT poll.slug FROM sealed_poll AS poll
      JOIN log_leaf AS result ON result.poll_id = poll.id AND result.kind = 'result'
      CROSS JOIN LATERAL jsonb_each_text(result.content::jsonb -> 'files') AS said (name, hash)
      LEFT JOIN vote_file AS file ON file.poll_id = poll.id AND file.name = said.name
      WHERE encode(sha256(file.content), 'hex') IS DISTINCT FROM said.hash
      GROUP BY poll.slug`,
  },
  {
    name: 'ballots.certificates-are-those-of-the-log',
    sentence: 'Chaque destruction dite par le registre d’un vote a son certificat, et rien d’autre n’est dit détruit.',
    query: sql`
      SELECT poll.slug
      FROM (SELECT poll_id, index, content::jsonb ->> 'what' AS what, content::jsonb ->> 'record' AS record
            FROM log_leaf WHERE kind = 'destruction') AS leaf
      FULL JOIN vote_destruction AS done ON done.poll_id = leaf.poll_id AND done.leaf_index = leaf.index
      LEFT JOIN destruction_certificate AS paper ON paper.poll_id = done.poll_id AND paper.what = done.what
      JOIN sealed_poll AS poll ON poll.id = coalesce(leaf.poll_id, done.poll_id)
      WHERE done.what IS DISTINCT FROM leaf.what OR encode(sha256(paper.content), 'hex') IS DISTINCT FROM leaf.record
         OR encode(done.record, 'hex') IS DISTINCT FROM leaf.record
      GROUP BY poll.slug`,
  },
]
