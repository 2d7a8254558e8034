import { sql, type Transaction } from 'kysely'
import type { DB } from '#platform/database'
import type { Territory } from '../model.ts'
import { aliasRowOf, communeRowOf, epciRowOf, figureRowOf } from './rows.ts'

type Write = Transaction<DB>

/** One loading at a time, whoever starts: released when the transaction ends. */
export async function lockTerritory(transaction: Write): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('filigrane territory', 0))`.execute(transaction)
}

export async function insertEdition(
  transaction: Write,
  id: string,
  territory: Territory,
  loadedAt: Date,
): Promise<void> {
  const { fingerprint, sources, shapes } = territory
  await transaction
    .insertInto('territory_edition')
    .values({ id, fingerprint, sources: JSON.stringify(sources), shapes, loaded_at: loadedAt })
    .execute()
}

/**
 * Writes the places as the folder tells them. A place that is no longer there is closed, never deleted: others refer to
 * it; one that comes back is open again.
 */
export async function storePlaces(transaction: Write, territory: Territory, now: Date): Promise<void> {
  await upsertEpcis(transaction, territory)
  await upsertCommunes(transaction, territory)
  await closeOthers(transaction, 'commune', territory.communes, now)
  await closeOthers(transaction, 'epci', territory.epcis, now)
  await replaceTables(transaction, territory)
}

async function upsertEpcis(transaction: Write, { epcis }: Territory): Promise<void> {
  await transaction
    .insertInto('epci')
    .values(epcis.map(epciRowOf))
    .onConflict((conflict) =>
      conflict.column('code').doUpdateSet(({ ref }) => ({
        name: ref('excluded.name'),
        search_key: ref('excluded.search_key'),
        kind: ref('excluded.kind'),
        commune_count: ref('excluded.commune_count'),
        commune_count_here: ref('excluded.commune_count_here'),
        population: ref('excluded.population'),
        population_here: ref('excluded.population_here'),
        closed_at: null,
      })),
    )
    .execute()
}

async function upsertCommunes(transaction: Write, { communes }: Territory): Promise<void> {
  await transaction
    .insertInto('commune')
    .values(communes.map(communeRowOf))
    .onConflict((conflict) =>
      conflict.column('code').doUpdateSet(({ ref }) => ({
        name: ref('excluded.name'),
        search_key: ref('excluded.search_key'),
        postcodes: ref('excluded.postcodes'),
        epci_code: ref('excluded.epci_code'),
        canton: ref('excluded.canton'),
        canton_name: ref('excluded.canton_name'),
        arrondissement_name: ref('excluded.arrondissement_name'),
        action_territory: ref('excluded.action_territory'),
        population: ref('excluded.population'),
        total_population: ref('excluded.total_population'),
        closed_at: null,
      })),
    )
    .execute()
}

async function closeOthers(
  transaction: Write,
  table: 'commune' | 'epci',
  present: readonly { readonly code: string }[],
  now: Date,
): Promise<void> {
  const codes = present.map(({ code }) => code)
  await transaction
    .updateTable(table)
    .set({ closed_at: now })
    .where('closed_at', 'is', null)
    .where(sql<boolean>`code <> ALL(${codes}::text[])`)
    .execute()
}

// Nothing refers to these rows: they are written anew.
async function replaceTables(transaction: Write, { aliases, figures, calendar }: Territory): Promise<void> {
  await transaction.deleteFrom('place_alias').execute()
  await transaction.deleteFrom('place_figure').execute()
  await transaction.deleteFrom('territory_calendar').execute()
  if (aliases.length > 0) await transaction.insertInto('place_alias').values(aliases.map(aliasRowOf)).execute()
  if (figures.length > 0) await transaction.insertInto('place_figure').values(figures.map(figureRowOf)).execute()
  const dates = calendar.map(({ from, until, label }, rank) => ({ rank, begins_on: from, ends_on: until, label }))
  if (dates.length > 0) await transaction.insertInto('territory_calendar').values(dates).execute()
}
