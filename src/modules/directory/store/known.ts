import { sql } from 'kysely'
import type { Known, Settled, Standing } from '../compose/index.ts'
import type { Kind, Origin, Verdict } from '../model.ts'
import type { EstablishmentRow, Part, RowsByPart, SpareRow, UnitRow } from '../rows.ts'
import type { Reader } from './imports.ts'
import { listWithdrawn, readWithdrawnNames } from './withdrawals.ts'

/** The import of each kind that is in force. */
export async function listInForce(db: Reader): Promise<ReadonlyMap<Kind, string>> {
  const { rows } = await sql<{ readonly kind: Kind; readonly import_id: string }>`
    SELECT DISTINCT ON (kind) kind, import_id FROM directory_choice ORDER BY kind, rank DESC`.execute(db)
  return new Map(rows.map(({ kind, import_id: id }) => [kind, id]))
}

/**
 * What files say, one import a kind.
 *
 * @param imports  those to read: the ones in force, or with one of them replaced
 * @param key      of `WITHDRAWAL_KEY`, which names of who withdrew are known by
 */
export async function readKnown(db: Reader, imports: ReadonlyMap<Kind, string>, key: Uint8Array): Promise<Known> {
  const rowsOf = <P extends Part>(kind: Kind, part: P) => readRows(db, imports.get(kind), part)
  const [origins, withdrawn, verdicts] = [
    await readOrigins(db, [...imports.values()]),
    await listWithdrawn(db),
    await readVerdicts(db),
  ]
  const members = new Map([
    ['esus', await rowsOf('esus', 'member')],
    ['siae', await rowsOf('siae', 'member')],
    ['ess-france', await rowsOf('ess-france', 'member')],
  ] as const)
  const units = await rowsOf('sirene', 'unit')
  const spare = await readSpare(db, imports.get('sirene'), listedBeside(members, units))
  return {
    origins,
    withdrawn,
    isWithdrawnName: await readWithdrawnNames(db, key),
    verdicts,
    members,
    units: [...units, ...spare.units].sort((a, b) => (a.siren < b.siren ? -1 : 1)),
    establishments: [...(await rowsOf('sirene', 'establishment')), ...spare.establishments],
    totals: await rowsOf('sirene', 'total'),
    points: await rowsOf('geolocalisation', 'point'),
    associations: await rowsOf('rna', 'association'),
  }
}

// Whom lists name, and who is not of the ESS by its legal form or its flag.
function listedBeside(members: Known['members'], units: Known['units']): readonly string[] {
  const told = new Set(units.map(({ siren }) => siren))
  const listed = new Set([...members.values()].flatMap((rows) => rows.map(({ siren }) => siren)))
  return [...listed].filter((siren) => !told.has(siren))
}

async function readSpare(db: Reader, importId: string | undefined, sirens: readonly string[]): Promise<SpareRow> {
  if (importId === undefined || sirens.length === 0) return { units: [], establishments: [] }
  const { rows } = await sql<{ readonly unit: UnitRow; readonly establishments: readonly EstablishmentRow[] }>`
    SELECT unit, (
      SELECT coalesce(jsonb_agg(place ORDER BY place->>'siret'), '[]')
      FROM jsonb_array_elements(content->'establishments') AS place WHERE place->>'siren' = siren
    ) AS establishments
    FROM unnest(${sirens}::text[]) AS siren
    JOIN directory_import_row ON import_id = ${importId}::uuid AND part = 'spare' AND key = left(siren, 4),
      jsonb_array_elements(content->'units') AS unit
    WHERE unit->>'siren' = siren`.execute(db)
  return {
    units: rows.map(({ unit }) => unit),
    establishments: rows.flatMap(({ establishments }) => establishments),
  }
}

/** How the directory stands now. */
export async function listStandings(db: Reader): Promise<readonly Standing[]> {
  const { rows } = await sql<Standing>`
    WITH last AS (SELECT DISTINCT ON (structure_id, kind, name) * FROM structure_recognition
                  ORDER BY structure_id, kind, name, recorded_at DESC, id DESC),
    held AS (SELECT structure_id, array_agg(DISTINCT name ORDER BY name) AS names FROM last
             WHERE event = 'begun' AND recorded_by IS NULL GROUP BY structure_id)
    SELECT coalesce(siren, rna) AS key, title, commune_code AS "communeCode", family, state = 'active' AS "isOpen",
      coalesce(names, '{}') AS marks
    FROM structure LEFT JOIN held ON structure_id = structure.id
    WHERE state IN ('active', 'ceased')`.execute(db)
  return rows
}

async function readRows<P extends Part>(
  db: Reader,
  importId: string | undefined,
  part: P,
): Promise<readonly RowsByPart[P][]> {
  if (importId === undefined) return []
  const contents: RowsByPart[P][] = []
  // Page after page: a hundred thousand rows that come at once leave no time to serve a reader.
  for (let after = ''; ; ) {
    const rows = await db
      .selectFrom('directory_import_row')
      .select(['key', 'content'])
      .where('import_id', '=', importId)
      .where('part', '=', part)
      .where('key', '>', after)
      .orderBy('key')
      .limit(ROWS_AT_ONCE)
      .execute()
    for (const { content } of rows) contents.push(content as unknown as RowsByPart[P])
    const last = rows.at(-1)
    if (last === undefined || rows.length < ROWS_AT_ONCE) return contents
    after = last.key
  }
}

const ROWS_AT_ONCE = 1000

async function readOrigins(db: Reader, ids: readonly string[]): Promise<ReadonlyMap<Kind, Origin>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('directory_import').selectAll().where('id', 'in', ids).execute()
  return new Map(
    rows.map(({ kind, producer, licence, url, vintage, is_fictitious: isFictitious }) => [
      kind as Kind,
      { producer, licence, url, vintage, isFictitious },
    ]),
  )
}

// The last word on a structure counts, whichever conflict it was about.
async function readVerdicts(db: Reader): Promise<ReadonlyMap<string, Settled>> {
  const { rows } = await sql<{ readonly siren: string; readonly verdict: Verdict; readonly family: Settled['family'] }>`
    SELECT DISTINCT ON (structure.siren) structure.siren, verdict, verdict_family AS family
    FROM structure_conflict JOIN structure ON structure.id = structure_id
    WHERE verdict IS NOT NULL AND structure.siren IS NOT NULL
    ORDER BY structure.siren, settled_at DESC`.execute(db)
  return new Map(rows.map(({ siren, verdict, family }) => [siren, { verdict, family }]))
}
