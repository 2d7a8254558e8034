import { sql } from 'kysely'
import type { Check } from '#platform/context'

/** What always holds of the archives. */
export const checks: readonly Check[] = [
  {
    name: 'archives.nothing-before-the-visa',
    sentence: 'Aucune archive n’a été effacée sans un visa enregistré avant.',
    query: sql`
      SELECT DISTINCT list_id FROM archive_outcome AS o
      WHERE outcome = 'erased' AND NOT EXISTS (
        SELECT FROM archive_step AS s
        WHERE s.list_id = o.list_id AND s.kind = 'visa' AND s.recorded_at <= o.happened_at)`,
  },
  {
    name: 'archives.transferred-then-erased',
    sentence: 'Ce qui est versé aux Archives n’est effacé d’ici qu’après leur accusé de réception.',
    query: sql`
      SELECT DISTINCT list_id FROM archive_outcome AS o JOIN archive_list AS l ON l.id = o.list_id
      WHERE l.fate = 'transfer' AND outcome IN ('erased', 'kept') AND NOT EXISTS (
        SELECT FROM archive_step AS s
        WHERE s.list_id = o.list_id AND s.kind = 'acknowledgment' AND s.recorded_at <= o.happened_at)`,
  },
  {
    name: 'archives.lists-are-whole',
    sentence: 'Chaque bordereau liste autant de dossiers que ce qui a été signé.',
    query: sql`
      SELECT id FROM archive_list
      WHERE record_count <> (SELECT count(*) FROM archive_list_item WHERE list_id = archive_list.id)`,
  },
]
