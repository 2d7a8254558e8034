import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { currentRule, isSiret } from '#kernel/perimeter'
import { makeOpenData } from '../../../tools/make-sirene.ts'
import { comparing, compose, type Known, type Structure, standingOf } from './compose/index.ts'
import type { ExtractionEvent, ExtractionSum } from './extraction.ts'
import { KINDS, type Kind } from './model.ts'
import type { Part, PointRow, RowsByPart } from './rows.ts'
import { ROW_FAULTS } from './sentences.ts'
import { extract } from './store/extract/index.ts'
import { establishmentsCsv, unitsCsv } from './testing/sirene.ts'

type Cells = Readonly<Record<string, string>>

const folder = mkdtempSync(join(tmpdir(), 'filigrane-oddities-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const HERE = [
  ['62463', '62463'],
  ['62563', '62563'],
  // Since 2025 this one is a part of the other.
  ['62550', '62447'],
  ['62447', '62447'],
] as const

describe('a legal unit', () => {
  test('whose cells the Insee hides has nothing in their place, and no address', async () => {
    const { structure } = await readOne(
      { statutDiffusionUniteLegale: 'P', sigleUniteLegale: '[ND]' },
      { statutDiffusionEtablissement: 'P', libelleVoieEtablissement: '[ND]', codePostalEtablissement: '[ND]' },
    )
    expect(structure).toMatchObject({
      title: 'ASSOC ESPOIR',
      acronym: null,
      isPartlyDiffused: true,
      communeCode: '62463',
    })
    expect(structure?.establishments[0]).toMatchObject({ street: null, postcode: null, isPartlyDiffused: true })
    expect(JSON.stringify(structure)).not.toContain('[ND]')
  })

  test.each(['N', '', '[ND]'])('whose status of diffusion is « %s » shows no address either', async (status) => {
    const { structure } = await readOne(
      { statutDiffusionUniteLegale: status },
      { statutDiffusionEtablissement: status },
    )
    expect(structure).toMatchObject({ isPartlyDiffused: true, communeCode: '62463' })
    expect(structure?.establishments[0]).toMatchObject({ street: null, postcode: null, isPartlyDiffused: true })
  })

  test('whose name is hidden is known by its number', async () => {
    const hidden = { denominationUniteLegale: '[ND]', denominationUsuelle1UniteLegale: '[ND]' }
    expect((await readOne(hidden)).structure).toMatchObject({ title: 'Structure 382695187' })
  })

  test.each([
    ['quotes written twice', `"LES ""P'TITS"" LOUPS"`, `LES "P'TITS" LOUPS`],
    ['the separator', '"RÉPARER, PRÊTER, DONNER"', 'RÉPARER, PRÊTER, DONNER'],
    ['an end of line', '"ATELIER\nDU CANAL"', 'ATELIER\nDU CANAL'],
    ['a backslash, which escapes nothing', '"A\\B"', 'A\\B'],
    ['a formula of a spreadsheet', '=1+1', '=1+1'],
    ['letters of elsewhere', 'ŁÓDŹ ŒUVRE ÉCOLE', 'ŁÓDŹ ŒUVRE ÉCOLE'],
  ])('whose name holds %s keeps it whole, and its other cells', async (_what, written, name) => {
    const { structure } = await readOne({ denominationUniteLegale: written })
    expect(structure).toMatchObject({ title: name, legalCategory: '9220', family: 'association' })
  })

  test('that ceased stays of its family; one that its flag denies is looked at by somebody', async () => {
    const ceased = { categorieJuridiqueUniteLegale: '5710', etatAdministratifUniteLegale: 'C' }
    expect((await readOne(ceased)).structure).toMatchObject({ family: 'commercial-company', state: 'ceased' })
    const denied = (await readOne({ economieSocialeSolidaireUniteLegale: 'N' })).structure
    expect(denied).toMatchObject({ family: 'association', conflicts: [{ kind: 'flag-denies' }] })
  })

  test.each(['1000', '1300'])(
    'that is a natural person (%s) leaves no row, only a number in the totals',
    async (category) => {
      const person = {
        categorieJuridiqueUniteLegale: category,
        nomUniteLegale: 'SECRET',
        denominationUniteLegale: 'SECRET',
      }
      const read = await readSirene([person], [{}])
      expect(rowsOf(read, 'unit')).toEqual([])
      expect(rowsOf(read, 'establishment')).toEqual([])
      expect(rowsOf(read, 'spare')).toEqual([])
      expect(rowsOf(read, 'total')).toEqual([{ commune: '62463', division: '88', band: '11', count: 1 }])
      expect(JSON.stringify(read)).not.toContain('SECRET')
    },
  )

  test('whose category is not told is taken for a person', async () => {
    const read = await readSirene([{ categorieJuridiqueUniteLegale: '' }], [{}])
    expect([...rowsOf(read, 'unit'), ...rowsOf(read, 'spare')]).toEqual([])
  })

  test('that is a company is of the ESS by its flag, and otherwise kept aside', async () => {
    const { structure } = await readOne({ categorieJuridiqueUniteLegale: '5710' })
    expect(structure).toMatchObject({ family: 'commercial-company' })
    const plain = { categorieJuridiqueUniteLegale: '5710', economieSocialeSolidaireUniteLegale: '' }
    const read = await readSirene([plain], [{}])
    expect(rowsOf(read, 'unit')).toEqual([])
    expect(rowsOf(read, 'spare')).toMatchObject([
      { units: [{ siren: '382695187' }], establishments: [{ siret: '38269518700049' }] },
    ])
  })

  test.each([
    ['without its point', { activitePrincipaleUniteLegale: '8899B' }, { nafRev2: '88.99B', naf2025: '88.99Y' }],
    [
      'in NAF 2025 alone',
      {
        activitePrincipaleUniteLegale: '88.99Y',
        nomenclatureActivitePrincipaleUniteLegale: 'NAF2025',
        activitePrincipaleNAF25UniteLegale: '',
      },
      { nafRev2: null, naf2025: '88.99Y' },
    ],
    [
      'of 1993, which is none of ours',
      { activitePrincipaleUniteLegale: '85.3K', nomenclatureActivitePrincipaleUniteLegale: 'NAF1993' },
      { nafRev2: null, naf2025: '88.99Y' },
    ],
    [
      'hidden',
      { activitePrincipaleUniteLegale: '[ND]', activitePrincipaleNAF25UniteLegale: '[ND]' },
      { nafRev2: null, naf2025: null },
    ],
  ])('has an activity written %s', async (_how, cells, activity) => {
    expect((await readOne(cells)).structure).toMatchObject(activity)
  })

  test.each(['0001-01-01', '0000-00-00', '', '[ND]', 'inconnue'])('created on « %s » has no such day', async (day) => {
    expect((await readOne({ dateCreationUniteLegale: day })).structure).toMatchObject({ createdOn: null })
  })

  test('with an empty « caractereEmployeur » is an employer by its size class; class 00 and NN are not', async () => {
    const employers: Awaited<ReturnType<typeof readOne>>[] = []
    for (const trancheEffectifsEtablissement of ['11', '00', 'NN', '']) {
      employers.push(await readOne({}, { trancheEffectifsEtablissement }))
    }
    expect(employers.map(({ structure }) => structure?.establishments[0]?.isEmployer)).toEqual([
      true,
      false,
      false,
      false,
    ])
  })

  test('that closed, then opened again, or moved, is told as such', async () => {
    const open = (await readOne()).structure
    const closed = (await readOne({}, { etatAdministratifEtablissement: 'F', dateDebut: '2026-06-30' })).structure
    const moved = (await readOne({}, { codeCommuneEtablissement: '62563' })).structure
    expect(closed).toMatchObject({ state: 'ceased', establishments: [{ state: 'closed', closedOn: '2026-06-30' }] })
    expect(changesBetween(open, closed)).toMatchObject({ closed: 1, reopened: 0, moved: 0 })
    expect(changesBetween(closed, open)).toMatchObject({ closed: 0, reopened: 1, moved: 0 })
    expect(changesBetween(open, moved)).toMatchObject({ closed: 0, reopened: 0, moved: 1 })
    expect(open?.establishments[0]).toMatchObject({ closedOn: null })
  })
})

describe('an establishment', () => {
  test('of a commune that joined another is in that one', async () => {
    const { structure } = await readOne({}, { codeCommuneEtablissement: '62550' })
    expect(structure?.establishments).toMatchObject([{ communeCode: '62447' }])
  })

  test('keeps NAF 2025 beside rev. 2, in its unit too', async () => {
    const { structure } = await readOne(
      { activitePrincipaleUniteLegale: '94.20Z', activitePrincipaleNAF25UniteLegale: '94.20Y' },
      { activitePrincipaleEtablissement: '8891A', activitePrincipaleNAF25Etablissement: '88.91Y' },
    )
    expect(structure).toMatchObject({ nafRev2: '94.20Z', naf2025: '94.20Y', family: null })
    expect(structure?.establishments).toMatchObject([{ nafRev2: '88.91A', naf2025: '88.91Y' }])
  })

  test('that moved to another commune here closes there and opens here: two numbers, one structure', async () => {
    const closed = { etatAdministratifEtablissement: 'F', dateDebut: '2026-03-31', etablissementSiege: 'false' }
    const opened = {
      siret: '38269518700015',
      codeCommuneEtablissement: '62563',
      dateCreationEtablissement: '2026-04-01',
    }
    const read = await readSirene([{}], [closed, opened])
    const [structure] = compose(known({ sirene: read }), currentRule()).structures
    expect(structure).toMatchObject({ state: 'active', communeCode: '62563' })
    expect(structure?.establishments.map(({ siret, state, closedOn }) => [siret, state, closedOn])).toEqual([
      ['38269518700015', 'active', null],
      ['38269518700049', 'closed', '2026-03-31'],
    ])
  })

  test('of another Département, of Corsica or of no commune is not of here, and is no fault', async () => {
    const places = ['75112', '[ND]', '', '2A004'].map((codeCommuneEtablissement) => ({ codeCommuneEtablissement }))
    const read = await readSirene([{}], places)
    expect(rowsOf(read, 'establishment')).toEqual([])
    expect(sumOf(read).refused).toEqual({})
  })

  test('of elsewhere is not here, nor its unit', async () => {
    const read = await readSirene([{}], [{ codeCommuneEtablissement: '59350' }])
    expect(read.filter(({ event }) => event === 'row')).toEqual([])
  })

  test.each([
    ['whose key is wrong', '38269518700048', 'siret-wrong'],
    ['of another unit', '49483773500013', 'siret-wrong'],
    ['that lost its first zero', '8269518700049', 'siret-wrong'],
    ['that a spreadsheet ate', '3.83E+13', 'siret-eaten'],
    ['that a French spreadsheet ate', '"3,82695E+13"', 'siret-eaten'],
    ['that is missing', '', 'siret-missing'],
  ] as const)('with a number %s is refused, with its line and why', async (_how, siret, reason) => {
    const read = await readSirene([{}], [{}, { siret }])
    expect(rowsOf(read, 'establishment')).toHaveLength(1)
    expect(read).toContainEqual({ event: 'refused', row: expect.objectContaining({ line: 3, reason }) })
    expect(sumOf(read).refused).toEqual({ [reason]: 1 })
    if (reason === 'siret-eaten') expect(ROW_FAULTS[reason]).toContain('demandez le fichier d’origine')
  })

  test('that stands twice is taken once', async () => {
    const read = await readSirene([{}], [{}, {}])
    expect(rowsOf(read, 'establishment')).toHaveLength(1)
    expect(sumOf(read).refused).toEqual({ duplicate: 1 })
  })
})

describe('a point', () => {
  const POINT = { quality: '11', epsg: '2154', x: 652_469, y: 6_862_035, longitude: null, latitude: null }
  test.each([
    ['in Lambert 93', {}, [2.352, 48.856]],
    ['in degrees, which come first', { longitude: 2.5, latitude: 50.5 }, [2.5, 50.5]],
    ['of WGS 84', { epsg: '4326', x: 2.5, y: 50.5 }, [2.5, 50.5]],
    ['drawn by lot (33): never', { quality: '33', longitude: 2.5, latitude: 50.5 }, null],
    ['in the reference of La Réunion: not read as if it were ours', { epsg: '2975' }, null],
  ])('%s', async (_how, cells, expected) => {
    const { place } = await located({ ...POINT, ...cells })
    if (expected === null) expect(place).toMatchObject({ longitude: null, latitude: null })
    else {
      expect(place?.longitude).toBeCloseTo(expected[0]!, 2)
      expect(place?.latitude).toBeCloseTo(expected[1]!, 2)
    }
  })

  test('of a hidden address is never drawn', async () => {
    const { place } = await located({ ...POINT, longitude: 2.5, latitude: 50.5 }, { statutDiffusionEtablissement: 'P' })
    expect(place).toMatchObject({ longitude: null, latitude: null })
  })
})

test('Parquet files of the real schema, real dates and NAF 2025 included, give what CSV files give', async () => {
  const size = { establishments: 300, units: 250, share: 1, seed: 5, memory: '200MB' } as const
  const communes = [{ code: '62463', population: 500 }]
  const read = async (format: 'csv' | 'parquet') => {
    const made = await makeOpenData(join(folder, format), { ...size, format, communes, formerCommunes: ['62550'] })
    return readFiles('sirene', [made.units, made.establishments])
  }
  const [csv, parquet] = [await read('csv'), await read('parquet')]
  expect(parquet.filter(({ event }) => event === 'row')).toEqual(csv.filter(({ event }) => event === 'row'))
  expect(rowsOf(parquet, 'unit').filter(({ naf2025 }) => naf2025?.endsWith('Y')).length).toBeGreaterThan(5)
  expect(rowsOf(parquet, 'unit').every(({ createdOn }) => /^\d{4}-\d\d-\d\d$/.test(createdOn ?? ''))).toBe(true)
})

const REAL = resolve('../shared/data/ess')
describe.skipIf(!existsSync(REAL))('real lists (skipped when they are not beside the project)', () => {
  test('130 integration structures: each is kept, refused for its key, or without a commune of the territory', async () => {
    const lines = readFileSync(join(REAL, 'siae_62.csv'), 'utf8').trim().split('\n').slice(1)
    const communes = lines.map((line) => /,(62\d{3}),\d{9},/.exec(line)?.[1] ?? '')
    const read = await readFiles(
      'siae',
      [join(REAL, 'siae_62.csv')],
      [...new Set(communes)].map((code) => [code, code]),
    )
    const wrong = lines.filter((line) => !isSiret(line.slice(0, 14)))
    expect(wrong).toHaveLength(3)
    expect(sumOf(read)).toMatchObject({ rowsRead: 130, rowsKept: 126, refused: { 'siret-wrong': 3 } })
    expect(new Set(rowsOf(read, 'member').map(({ type }) => type))).toEqual(
      new Set(['ACI', 'EI', 'AI', 'ETTI', 'GEIQ']),
    )
  })

  test('3 667 units of the digital ESS: legal form, activity and flag are read as they stand', async () => {
    const [head = '', ...lines] = readFileSync(join(REAL, 'ess_numerique_france.csv'), 'utf8').trim().split('\n')
    const at = (name: string) => head.split(',').indexOf(name)
    // Names with a comma in quotes would need a reader of CSV: the others are enough.
    const rows = lines
      .map((line) => line.split(','))
      .filter((row) => row.length === head.split(',').length && !row.join().includes('"'))
    const cell = (row: readonly string[], name: string) => row[at(name)] ?? ''
    const units = rows.map((row) => ({
      siren: cell(row, 'siren'),
      denominationUniteLegale: cell(row, 'denomination'),
      categorieJuridiqueUniteLegale: cell(row, 'categorie_juridique'),
      activitePrincipaleUniteLegale: cell(row, 'naf'),
      economieSocialeSolidaireUniteLegale: cell(row, 'flag_ess_sirene') === 'True' ? 'O' : '',
      etatAdministratifUniteLegale: cell(row, 'est_active') === 'True' ? 'A' : 'C',
    }))
    const places = rows.map((row) => ({ siren: cell(row, 'siren'), siret: cell(row, 'siret_siege') }))
    const read = await readSirene(units, places)
    const { rowsRead, refused } = sumOf(read)
    expect(rowsRead).toBe(2 * rows.length)
    const refusedCount = Object.values(refused).reduce((sum, count) => sum + count, 0)
    const aside = rowsOf(read, 'spare').flatMap((spare) => spare.units).length
    expect(rowsOf(read, 'unit').length + aside + refusedCount).toBeGreaterThan(rows.length * 0.95)
    const structures = compose(known({ sirene: read }), currentRule()).structures
    const commercial = structures.filter(({ family }) => family === 'commercial-company')
    expect(commercial.length).toBeGreaterThan(500)
  })
})

async function readOne(unit: Cells = {}, place: Cells = {}): Promise<{ readonly structure: Structure | undefined }> {
  const read = await readSirene([unit], [place])
  return { structure: compose(known({ sirene: read }), currentRule()).structures[0] }
}

async function located(point: Omit<PointRow, 'siret'>, place: Cells = {}) {
  const sirene = await readSirene([{}], [place])
  const content = { siret: '38269518700049', ...point }
  const points: ExtractionEvent = { event: 'row', part: 'point', key: content.siret, content }
  const [structure] = compose(known({ sirene, geolocalisation: [points] }), currentRule()).structures
  return { place: structure?.establishments[0] }
}

function readSirene(units: readonly Cells[], places: readonly Cells[]): Promise<readonly ExtractionEvent[]> {
  const [unitFile, placeFile] = [join(folder, 'units.csv'), join(folder, 'places.csv')]
  writeFileSync(unitFile, unitsCsv(units))
  writeFileSync(placeFile, establishmentsCsv(places))
  return readFiles('sirene', [unitFile, placeFile])
}

async function readFiles(
  kind: Kind,
  files: readonly string[],
  communes: readonly (readonly [string, string])[] = HERE,
): Promise<readonly ExtractionEvent[]> {
  const legalCategories = Object.keys(currentRule().categories)
  const limits = { memory: '200MB', threads: 1, folder }
  const events: ExtractionEvent[] = []
  const request = { kind, files, communes, departments: ['62'], epcis: [], legalCategories, limits }
  for await (const event of extract(request)) events.push(event)
  return events
}

function rowsOf<P extends Part>(events: readonly ExtractionEvent[], part: P): readonly RowsByPart[P][] {
  return events.flatMap((each) => (each.event === 'row' && each.part === part ? [each.content as RowsByPart[P]] : []))
}

function sumOf(events: readonly ExtractionEvent[]): ExtractionSum {
  const last = events.at(-1)
  if (last?.event !== 'done') throw new Error(`The reading did not end: ${JSON.stringify(last)}`)
  return last.sum
}

function known(read: Partial<Record<Kind, readonly ExtractionEvent[]>>): Known {
  const { sirene = [], geolocalisation = [] } = read
  const origin = { producer: 'Essai', licence: 'Essai', url: null, vintage: '2026-09-01', isFictitious: true }
  return {
    origins: new Map(KINDS.map((kind) => [kind, origin])),
    units: rowsOf(sirene, 'unit'),
    establishments: rowsOf(sirene, 'establishment'),
    points: rowsOf(geolocalisation, 'point'),
    associations: [],
    members: new Map(),
    totals: [],
    withdrawn: new Set(),
    isWithdrawnName: () => false,
    verdicts: new Map(),
  }
}

function changesBetween(before: Structure | undefined, after: Structure | undefined) {
  const [earlier, later] = [before, after].map((each) => (each ? [standingOf(each)] : []))
  const work = comparing(earlier ?? [], later ?? [])
  for (;;) {
    const step = work.next()
    if (step.done) return step.value.counts
  }
}
