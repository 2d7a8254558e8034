import { type Kysely, sql } from 'kysely'
import type { RecordReads } from '#platform/archives'
import type { DB } from '#platform/database'

type Asked = Parameters<RecordReads['listDue']>[1]
type Row = {
  id: string
  title: string
  from: string
  until: string
  kind: string
  chrono: string
  legalBasis: string
  nature: string
  subject: string
  lines: readonly unknown[]
  steps: readonly unknown[]
  visas: readonly unknown[]
}

/** Acts whose last step is older than a moment: transferred, all of them. */
export async function listOldActs(db: Kysely<DB>, asked: Asked): Promise<readonly string[]> {
  if (asked.fate !== 'transfer') return []
  const { rows } = await sql<{ id: string }>`
    SELECT decision_id AS id FROM decision_event
    WHERE ${asked.after}::uuid IS NULL OR decision_id > ${asked.after}::uuid
    GROUP BY decision_id
    HAVING bool_or(kind = 'deliberated') AND max(happened_on) < ${asked.begunBefore}::date
    ORDER BY decision_id LIMIT ${asked.limit}`.execute(db)
  return rows.map(({ id }) => id)
}

/** Acts as the Archives receive them: what was proposed and decided, for whom, and each step; no name of a person. */
export async function describeActs(db: Kysely<DB>, ids: readonly string[]) {
  const { rows } = await sql<Row>`
    SELECT id, title, kind, chrono, legal_basis AS "legalBasis", payment_nature AS nature, subject_code AS subject,
      (SELECT min(happened_on)::text FROM decision_event WHERE decision_id = d.id) AS from,
      (SELECT max(happened_on)::text FROM decision_event WHERE decision_id = d.id) AS until,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('Bénéficiaire', beneficiary_id, 'Nom', beneficiary_name,
          'Objet', purpose, 'Proposé (centimes)', proposed_cents::text, 'Décidé (centimes)', decided_cents::text,
          'Raison de l’écart', departure_reason, 'Retiré', removal_reason) ORDER BY position), '[]')
       FROM decision_line WHERE decision_id = d.id) AS lines,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('Étape', kind, 'Le', happened_on, 'Numéro', number, 'Accusé', receipt,
          'Pour', votes_for, 'Contre', votes_against, 'Abstentions', abstentions) ORDER BY position), '[]')
       FROM decision_event WHERE decision_id = d.id) AS steps,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('Tour', round, 'Visa', step, 'Donné', is_given) ORDER BY round, given_at),
          '[]') FROM decision_visa WHERE decision_id = d.id) AS visas
    FROM decision AS d WHERE id = ANY (${ids}::uuid[]) ORDER BY id`.execute(db)
  return rows.map(({ id, title, from, until, ...row }) => ({
    id,
    title,
    from,
    until,
    attachments: [],
    content: {
      Acte: row.kind,
      Numéro: row.chrono,
      'Base légale': row.legalBasis,
      Nature: row.nature,
      Matière: row.subject,
      Bénéficiaires: row.lines,
      Étapes: row.steps,
      Visas: row.visas,
    },
  }))
}
