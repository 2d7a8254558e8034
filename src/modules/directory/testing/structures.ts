import { type Kysely, sql } from 'kysely'
import type { DB } from '#platform/database'

/** A structure written as an import would, without a file. What is not told is plain. */
export type Invented = {
  readonly slug: string
  readonly title: string
  readonly siren?: string | null
  readonly rna?: string | null
  readonly acronym?: string
  readonly purpose?: string
  readonly searchKey: string
  readonly category?: string | null
  readonly naf?: string | null
  readonly band?: string | null
  readonly commune?: string | null
  readonly family?: string | null
  readonly state?: 'active' | 'ceased' | 'absent' | 'withdrawn'
  readonly isHidden?: boolean
  readonly isFictitious?: boolean
  readonly places?: readonly Place[]
  readonly marks?: readonly (readonly [kind: string, name: string, endsOn?: string])[]
}

type Place = {
  readonly siret: string
  readonly commune: string
  readonly point?: readonly [number, number]
  readonly quality?: string
  readonly street?: string
  readonly sign?: string
}

const CHECKED = new Date('2026-10-05T06:00:00Z')
const VINTAGE = '2026-09-01'
const SIRENE = { source: 'sirene', vintage: VINTAGE }

/** Writes structures as they are told; no rule is applied. */
export async function inventStructures(db: Kysely<DB>, structures: readonly Invented[], newId: () => string) {
  for (const each of structures) {
    const id = newId()
    const { category = '9220', naf = '88.99B', band = '01', commune = '62041', family = 'association' } = each
    const source = { name: 'sirene', vintage: VINTAGE }
    const reasons = [{ kind: 'category', code: category, label: 'Association déclarée', family: 'association', source }]
    const fields = ['title', 'legalForm', 'activity', 'size', 'place', 'state', 'numbers']
    const provenance = Object.fromEntries(fields.map((field) => [field, SIRENE]))
    await db
      .insertInto('structure')
      .values({
        id,
        slug: each.slug,
        siren: each.siren ?? null,
        rna: each.rna ?? null,
        title: each.title,
        acronym: each.acronym ?? null,
        purpose: each.purpose ?? '',
        search_key: each.searchKey,
        legal_category: category,
        naf_rev2: naf,
        size_band: band,
        size_band_year: 2024,
        created_on: '2001-05-04',
        state: each.state ?? 'active',
        is_partly_diffused: each.isHidden ?? false,
        commune_code: commune,
        family,
        reasons: JSON.stringify(reasons),
        sources: JSON.stringify([source]),
        rule_version: 'perimetre_ess@2026-11',
        provenance: JSON.stringify(provenance),
        is_fictitious: each.isFictitious ?? true,
        checked_at: CHECKED,
      })
      .execute()
    for (const place of each.places ?? []) await inventPlace(db, id, place, each.isHidden ?? false)
    for (const [kind, name, endsOn] of each.marks ?? []) {
      await db
        .insertInto('structure_recognition')
        .values({
          id: newId(),
          structure_id: id,
          kind,
          name,
          event: 'begun',
          starts_on: '2024-01-01',
          ends_on: endsOn ?? null,
          source: 'Liste d’essai, 2026',
          recorded_at: CHECKED,
        })
        .execute()
    }
  }
}

/** Many structures at once, spread over the communes: for what must stay quick. */
export async function inventMany(db: Kysely<DB>, count: number): Promise<void> {
  await sql`
    INSERT INTO structure (id, slug, siren, title, purpose, search_key, legal_category, naf_rev2, size_band, size_band_year,
      created_on, state, is_partly_diffused, commune_code, family, reasons, sources, rule_version, provenance,
      is_fictitious, checked_at)
    SELECT gen_random_uuid(), 'essai-' || n, lpad((100000000 + n)::text, 9, '0'),
      upper(word[1 + n % 8] || ' ' || place.name || ' ' || n), 'accompagner les habitants et ' || word[1 + n % 8],
      word[1 + n % 8] || ' ' || place.search_key || ' ' || n, '9220', naf[1 + n % 7], band[1 + n % 6], 2024, '2001-05-04',
      'active', false, place.code, family[1 + n % 5], jsonb_build_array(jsonb_build_object('kind', 'category', 'code', '9220',
        'label', 'Association déclarée', 'family', 'association', 'source', jsonb_build_object('name', 'sirene', 'vintage', '2026-09-01'))),
      '[]', 'perimetre_ess@2026-11', jsonb_build_object('title', jsonb_build_object('source', 'sirene', 'vintage', '2026-09-01')),
      true, '2026-10-05T06:00:00Z'
    FROM generate_series(1, ${count}::integer) AS n,
      LATERAL (SELECT ARRAY['club', 'amicale', 'centre social', 'ressourcerie', 'compagnie', 'ecole', 'jardin', 'atelier'] AS word,
        ARRAY['88.99B', '93.12Z', '94.99Z', '88.10A', NULL, '38.32Z', '90.01Z'] AS naf,
        ARRAY['NN', '00', '01', '11', '21', NULL] AS band,
        ARRAY['association', 'association', 'association', 'cooperative', 'mutual'] AS family) AS words,
      LATERAL (SELECT code, name, search_key FROM (SELECT *, row_number() OVER (ORDER BY code) AS rank FROM commune) AS c
        WHERE rank = 1 + (n * 37) % (SELECT count(*) FROM commune)) AS place`.execute(db)
  await sql`
    INSERT INTO structure_recognition (id, structure_id, kind, name, event, source, recorded_at)
    SELECT gen_random_uuid(), id, 'conventionnement', 'siae-aci', 'begun', 'Liste d’essai', '2026-10-05T06:00:00Z'
    FROM structure WHERE naf_rev2 = '88.10A'`.execute(db)
  await sql`
    INSERT INTO establishment (siret, structure_id, is_seat, commune_code, is_employer, state, is_partly_diffused,
      longitude, latitude, point_quality)
    SELECT siren || '00012', id, true, commune_code, true, 'active', false, 2.7, 50.3, '11' FROM structure
    WHERE siren IS NOT NULL`.execute(db)
}

async function inventPlace(db: Kysely<DB>, structureId: string, place: Place, isHidden: boolean): Promise<void> {
  await db
    .insertInto('establishment')
    .values({
      siret: place.siret,
      structure_id: structureId,
      is_seat: true,
      sign: place.sign ?? null,
      commune_code: place.commune,
      street: place.street ?? null,
      postcode: null,
      is_employer: true,
      state: 'active',
      is_partly_diffused: isHidden,
      longitude: place.point?.[0] ?? null,
      latitude: place.point?.[1] ?? null,
      point_quality: place.quality ?? '11',
    })
    .execute()
}
