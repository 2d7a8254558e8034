import { sql } from 'kysely'
import type { Check } from '#platform/context'

const LAST = sql`(SELECT id FROM figure_edition ORDER BY rank DESC LIMIT 1)`

/** What must always hold of the figures: SQL that returns no row, and the sentence shown to the public. */
export const checks: readonly Check[] = [
  {
    name: 'observatory.figures-have-sources',
    sentence: 'Chaque chiffre de l’observatoire dit d’où il vient.',
    query: sql`
      SELECT id::text FROM figure_edition
      WHERE NOT EXISTS (SELECT FROM figure_source WHERE edition_id = id AND kind = 'sirene')
        OR NOT EXISTS (SELECT FROM figure_source WHERE edition_id = id AND kind = 'population')
      UNION ALL
      SELECT rank::text FROM cited_figure WHERE url = '' OR producer = '' OR read_on IS NULL`,
  },
  {
    name: 'observatory.parts-add-up',
    sentence: 'Les établissements de tous les EPCI, ajoutés, font ceux du territoire ; ceux des communes aussi.',
    query: sql`
      WITH part AS (
        SELECT kind, family, sector, size, sum(establishments) AS establishments, sum(employers) AS employers,
          sum(least_jobs) AS jobs
        FROM figure_cell JOIN figure_place ON figure_place.edition_id = figure_cell.edition_id AND code = place
        WHERE figure_cell.edition_id = ${LAST}
        GROUP BY kind, family, sector, size
      )
      SELECT * FROM part JOIN part AS whole USING (family, sector, size)
      WHERE whole.kind = 'territory' AND part.kind <> 'territory'
        AND (part.kind = 'commune' OR NOT EXISTS (SELECT FROM commune WHERE epci_code IS NULL AND closed_at IS NULL))
        AND (part.establishments, part.employers, part.jobs) <> (whole.establishments, whole.employers, whole.jobs)`,
  },
  {
    name: 'observatory.families-and-sectors-add-up',
    sentence: 'Les familles, les secteurs et les tailles, ajoutés, font le total.',
    query: sql`
      WITH sums AS (
        SELECT place, CASE WHEN family <> 'total' THEN 'family' WHEN size <> 'total' THEN 'size' ELSE left(sector, 3) END AS way,
          sum(establishments) AS establishments, sum(employers) AS employers, sum(least_jobs) AS jobs
        FROM figure_cell
        WHERE edition_id = ${LAST} AND (family <> 'total')::integer + (size <> 'total')::integer + (sector <> 'total')::integer = 1
        GROUP BY 1, 2
      )
      SELECT * FROM sums JOIN figure_cell AS whole ON whole.place = sums.place
      WHERE whole.edition_id = ${LAST} AND whole.family = 'total' AND whole.size = 'total' AND whole.sector = 'total'
        AND (sums.establishments, sums.employers, sums.jobs) <> (whole.establishments, whole.employers, whole.least_jobs)`,
  },
  {
    name: 'observatory.shares-are-below-one',
    sentence: 'L’ESS n’a jamais plus d’établissements qu’il n’y en a.',
    query: sql`
      SELECT whole.* FROM figure_cell AS cell JOIN figure_whole AS whole USING (edition_id, place, sector, size)
      WHERE cell.edition_id = ${LAST} AND cell.family = 'total'
        AND (cell.establishments > whole.establishments OR cell.employers > whole.employers)`,
  },
  {
    name: 'observatory.one-mask-is-never-alone',
    sentence: 'Aucun chiffre secret ne se retrouve en soustrayant les autres.',
    // Along columns that add up to « total »: the verifier looked at everything when it was published, this is what SQL can.
    query: sql`
      SELECT table_id, row_id FROM protected_cell
      GROUP BY table_id, row_id
      HAVING count(*) FILTER (WHERE kind <> 'value') = 1 AND count(*) FILTER (WHERE column_id = 'total') = 1`,
  },
]
