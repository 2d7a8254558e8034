import type { Kind } from '../../model.ts'
import { type Reading, readingOf } from './reading.ts'
import type { Table } from './table.ts'

type Prepared = { readonly prepare: string; readonly reading: Reading }

/** The kinds of one file: what is kept of each, and what is refused. */
export const LISTS: Readonly<Record<Exclude<Kind, 'sirene'>, (table: Table) => Prepared>> = {
  esus: (table) => members(table, { startsOn: true, here: 'true' }),
  siae: (table) =>
    members(table, { startsOn: true, here: 'commune IN (SELECT code FROM place)', type: table.column('type') }),
  'ess-france': (table) =>
    members(table, {
      startsOn: false,
      here: "lpad(coalesce(department, ''), 2, '0') IN (SELECT code FROM department)",
      family: table.column('family'),
    }),
  geolocalisation,
  rna,
  flores,
}

const NULL = 'NULL::VARCHAR'

// A list may give a SIRET or a SIREN; that of ESS France has lost the zeros in front (`zfill(9)`).
function members(
  table: Table,
  has: { readonly startsOn: boolean; readonly here: string; readonly type?: string; readonly family?: string },
): Prepared {
  const { column } = table
  const number = `regexp_replace(coalesce(${column('number')}, ''), '[\\s\\x{A0}\\x{202F}]', '', 'g')`
  return readingOf(table, {
    part: 'member',
    fields: {
      number,
      siret: `CASE WHEN length(${number}) > 9 THEN ${number} END`,
      siren: `CASE WHEN length(${number}) > 9 THEN left(${number}, 9) ELSE lpad(${number}, 9, '0') END`,
      name: column('name'),
      family: has.family ?? NULL,
      type: has.type ?? NULL,
      startsOn: has.startsOn ? `day_of(${column('startsOn')})` : NULL,
      endsOn: has.startsOn ? `day_of(${column('endsOn')})` : NULL,
      commune: column('commune'),
      department: column('department'),
    },
    content: ['siren', 'siret', 'name', 'family', 'type', 'startsOn', 'endsOn'],
    here: has.here,
    fault: `CASE WHEN number = '' THEN 'siret-missing' WHEN is_eaten(number) THEN 'siret-eaten'
      WHEN siret IS NOT NULL AND NOT is_siret(siret) THEN 'siret-wrong'
      WHEN NOT is_siren(siren) THEN 'siren-wrong' END`,
    cell: 'number',
    key: "coalesce(siret, siren) || coalesce(' ' || type, '')",
  })
}

/** x and y stand in the reference of each row (`epsg`); latitude and longitude, when given, are always WGS 84. */
function geolocalisation(table: Table): Prepared {
  const { column } = table
  const number = (ours: string) => `try_cast(replace(${column(ours)}, ',', '.') AS DOUBLE)`
  return readingOf(table, {
    part: 'point',
    fields: {
      siret: column('siret'),
      commune: column('commune'),
      quality: column('quality'),
      epsg: column('epsg'),
      x: number('x'),
      y: number('y'),
      longitude: number('longitude'),
      latitude: number('latitude'),
    },
    content: ['siret', 'quality', 'epsg', 'x', 'y', 'longitude', 'latitude'],
    here: 'commune IN (SELECT code FROM place)',
    fault: `CASE WHEN siret IS NULL THEN 'siret-missing' WHEN is_eaten(siret) THEN 'siret-eaten'
      WHEN NOT is_siret(siret) THEN 'siret-wrong'
      WHEN coalesce(quality, '') <> '33' AND (longitude IS NULL OR latitude IS NULL)
        AND (x IS NULL OR y IS NULL OR coalesce(epsg, '') NOT IN ('2154', '4326')) THEN 'point-unreadable'
      WHEN abs(longitude) > 180 OR abs(latitude) > 90 THEN 'point-unreadable' END`,
    cell: 'siret',
    key: 'siret',
  })
}

// Old associations that never declared anything since 2009 have no W number: they cannot be told apart, they are refused.
function rna(table: Table): Prepared {
  const { column } = table
  return readingOf(table, {
    part: 'association',
    fields: {
      rna: column('rna'),
      siret: column('siret'),
      title: `coalesce(${column('title')}, ${column('acronym')}, '')`,
      acronym: column('acronym'),
      purpose: column('purpose'),
      file_commune: column('commune'),
      commune: `(SELECT any_value(current) FROM place WHERE place.code = ${column('commune')})`,
      createdOn: `day_of(${column('createdOn')})`,
      dissolvedOn: `day_of(${column('dissolvedOn')})`,
      position: `coalesce(${column('position')}, 'A')`,
      nature: column('nature'),
      siren: `CASE WHEN is_siret(${column('siret')}) THEN left(${column('siret')}, 9) END`,
    },
    content: [
      'rna',
      'siren',
      'title',
      'acronym',
      'purpose',
      'commune',
      'createdOn',
      'dissolvedOn',
      'position',
      'nature',
    ],
    here: "commune IS NOT NULL AND position <> 'S'",
    fault: `CASE WHEN coalesce(rna, '') = '' OR NOT regexp_full_match(rna, 'W[0-9][0-9A-Z][0-9]{7}') THEN 'rna-wrong'
      WHEN title = '' THEN 'value-unreadable' END`,
    cell: 'rna',
    key: 'rna',
  })
}

/** K is « not published »: its value is empty, which is not 0. */
function flores(table: Table): Prepared {
  const { column } = table
  return readingOf(table, {
    part: 'figure',
    fields: {
      geo: column('geo'),
      geoKind: column('geoKind'),
      activity: `coalesce(${column('activity')}, '_T')`,
      sizeClass: `coalesce(${column('sizeClass')}, '_T')`,
      legalForm: `coalesce(${column('legalForm')}, '_T')`,
      measure: column('measure'),
      year: column('year'),
      status: `coalesce(${column('status')}, 'A')`,
      value: `CASE WHEN ${column('status')} = 'K' THEN NULL ELSE ${column('value')} END`,
    },
    content: ['geo', 'geoKind', 'activity', 'sizeClass', 'legalForm', 'measure', 'year', 'status', 'value'],
    here: `(geoKind = 'COM' AND geo IN (SELECT code FROM place))
      OR (geoKind = 'DEP' AND geo IN (SELECT code FROM department))
      OR (geoKind = 'EPCI' AND geo IN (SELECT code FROM epci)) OR geoKind IN ('REG', 'FRANCE', 'FM', 'METRO', 'FRM')`,
    fault: `CASE WHEN geo IS NULL OR measure IS NULL OR year IS NULL THEN 'value-unreadable'
      WHEN status <> 'K' AND try_cast(value AS DOUBLE) IS NULL THEN 'value-unreadable' END`,
    cell: "concat_ws(' ', geo, measure, value)",
    key: "concat_ws(' ', geoKind, geo, activity, sizeClass, legalForm, measure, year)",
  })
}
