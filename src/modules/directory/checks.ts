import { sql } from 'kysely'
import type { Check } from '#platform/context'

/** What must always hold of the directory: SQL that returns no row, and the sentence shown to the public. */
export const checks: readonly Check[] = [
  {
    name: 'directory.no-natural-person',
    sentence: 'Aucune personne qui travaille à son compte n’est dans l’annuaire.',
    query: sql`
      SELECT id FROM structure WHERE legal_category LIKE '1%'
      UNION ALL
      SELECT import_id FROM directory_import_row WHERE part = 'unit' AND content->>'legalCategory' LIKE '1%'
      UNION ALL
      SELECT import_id FROM directory_import_row
      WHERE part = 'spare' AND content @? '$.units[*] ? (@.legalCategory starts with "1")'`,
  },
  {
    name: 'directory.withdrawn-stay-withdrawn',
    sentence: 'Aucune structure retirée à sa demande ne revient dans l’annuaire.',
    query: sql`
      SELECT id FROM structure JOIN directory_withdrawal AS kept ON kept.siren = structure.siren OR kept.rna = structure.rna
      WHERE state <> 'withdrawn' OR title <> ''`,
  },
  {
    name: 'directory.ess-has-reasons',
    sentence: 'Chaque structure de l’annuaire dit pourquoi elle est de l’ESS, et selon qui.',
    query: sql`SELECT id FROM structure WHERE family IS NOT NULL AND jsonb_array_length(reasons) = 0`,
  },
  {
    name: 'directory.hidden-address-has-no-point',
    sentence: 'Aucune adresse cachée par l’Insee n’est montrée.',
    query: sql`
      SELECT siret FROM establishment
      WHERE is_partly_diffused AND (longitude IS NOT NULL OR street IS NOT NULL OR postcode IS NOT NULL)`,
  },
  {
    name: 'directory.in-force-keeps-its-rows',
    sentence: 'Les fichiers en service sont gardés tels qu’ils ont été lus.',
    query: sql`
      SELECT id FROM (SELECT DISTINCT ON (kind) import_id AS id FROM directory_choice ORDER BY kind, rank DESC) AS last
      JOIN directory_import USING (id)
      WHERE rows_kept > 0 AND NOT EXISTS (SELECT FROM directory_import_row WHERE import_id = id)`,
  },
]
