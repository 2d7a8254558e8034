import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Kysely, sql } from 'kysely'
import type { Context } from '#platform/context'
import type { DB } from '#platform/database'
import type { TestDatabase } from '#platform/database/testing'
import type { ArchivedRecord, Fate, ListFate, RecordKind } from './kinds.ts'

/** A note of a module made for the tests; its « tri » keeps those that say so. */
type Note = { id: string; words: string; endedOn: string; isKept: boolean }

/** Makes the table of a module that exists in tests only. */
export async function makeNotes({ owner, db }: TestDatabase): Promise<void> {
  const { rows } = await sql<{ app: string }>`SELECT current_user AS app`.execute(db)
  await sql`
    CREATE TABLE note (id uuid PRIMARY KEY, words text NOT NULL, ended_on date NOT NULL, is_kept boolean NOT NULL)`.execute(
    owner,
  )
  await sql`GRANT SELECT, INSERT, UPDATE, DELETE ON note TO ${sql.id(rows[0]!.app)}`.execute(owner)
}

/** Writes notes that ended on a day, by identifiers counted from a first. */
export async function writeNotes(
  db: Kysely<DB>,
  count: number,
  { first = 1, endedOn = '2020-01-15', isKept = false } = {},
): Promise<readonly string[]> {
  const ids = Array.from({ length: count }, (_, index) => noteId(first + index))
  await sql`
    INSERT INTO note SELECT id, 'Mot ' || rank, ${endedOn}, ${isKept}
    FROM unnest(${ids}::uuid[]) WITH ORDINALITY AS told (id, rank)`.execute(db)
  return ids
}

export function noteId(rank: number): string {
  return `00000000-0000-7000-9000-${String(rank).padStart(12, '0')}`
}

export async function noteIds(db: Kysely<DB>): Promise<readonly string[]> {
  return (await sql<{ id: string }>`SELECT id FROM note ORDER BY id`.execute(db)).rows.map(({ id }) => id)
}

export const SCAN = Buffer.from('une pièce jointe')
const SCAN_SHA256 = createHash('sha256').update(SCAN).digest()

/** Puts the bytes of the one attachment on the disk. */
export async function writeScan({ files }: Context): Promise<void> {
  const path = files.disk.pathOf(SCAN_SHA256)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, SCAN)
}

/** The kind of notes; `erase` may be made to fail, `staysHere` keeps a copy after a transfer. */
export function notesKind(
  fate: Fate,
  options: {
    readonly erase?: (db: Kysely<DB>, ids: readonly string[]) => Promise<void>
    readonly staysHere?: boolean
  } = {},
): RecordKind {
  return {
    name: 'essai.notes',
    what: 'Les notes d’essai & les <autres>',
    purpose: 'Essayer.',
    basis: 'mission d’intérêt public (RGPD, article 6.1.e)',
    usefulLife: { duration: { count: 5, unit: 'years' }, from: 'la fin de la note' },
    fate,
    source: 'Proposition de la maison',
    isVerified: false,
    tables: ['note'],
    end: {
      by: 'visa',
      reads: {
        sorting: 'Celles qui le disent sont gardées.',
        listDue: (db, asked) => listDue(db, fate, asked),
        describe,
        erasing: options.staysHere
          ? { isDone: false, why: 'La note reste publiée.' }
          : {
              isDone: true,
              lock: async (transaction, ids) => {
                await sql`SELECT FROM note WHERE id = ANY (${ids}::uuid[]) FOR UPDATE`.execute(transaction)
              },
              erase: async (transaction, ids) => {
                const { numAffectedRows } = await sql`DELETE FROM note WHERE id = ANY (${ids}::uuid[])`.execute(
                  transaction,
                )
                await options.erase?.(transaction, ids)
                return numAffectedRows ?? 0n
              },
            },
      },
    },
  }
}

async function listDue(
  db: Kysely<DB>,
  fate: Fate,
  asked: { readonly fate: ListFate; readonly begunBefore: Date; readonly after: string | null; readonly limit: number },
): Promise<readonly string[]> {
  const wanted = fate === 'tri' ? sql`is_kept = ${asked.fate === 'transfer'}` : sql`true`
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM note WHERE ended_on < ${asked.begunBefore}::date AND ${wanted}
      AND (${asked.after}::uuid IS NULL OR id > ${asked.after}::uuid)
    ORDER BY id LIMIT ${asked.limit}`.execute(db)
  return rows.map(({ id }) => id)
}

// The first note has an attachment.
async function describe(db: Kysely<DB>, ids: readonly string[]): Promise<readonly ArchivedRecord[]> {
  const { rows } = await sql<Note>`
    SELECT id, words, ended_on::text AS "endedOn", is_kept AS "isKept" FROM note WHERE id = ANY (${ids}::uuid[])
    ORDER BY id`.execute(db)
  return rows.map(({ id, words, endedOn }) => ({
    id,
    title: words,
    from: '2019-12-01',
    until: endedOn,
    content: { Texte: words },
    attachments:
      id === noteId(1)
        ? [{ name: 'Scan é&.PDF', mediaType: 'application/pdf', sha256: SCAN_SHA256, sizeBytes: SCAN.length }]
        : [],
  }))
}
