import { z } from 'zod'
import { isSiren, isSiret } from '#kernel/perimeter'
import { assert } from '#kernel/result'
import {
  acceptImport,
  askImport,
  type ExtractionEvent,
  type Kind,
  listImports,
  type RowsByPart,
  readImport,
} from '#modules/directory'
import type { Context } from '#platform/context'

const StructuresFile = z.strictObject({
  note: z.string(),
  vintage: z.string(),
  words: z.array(z.string()).min(1),
  communes: z.array(z.tuple([z.string(), z.string(), z.number(), z.number(), z.number()])).min(1),
  kinds: z.array(z.tuple([z.string(), z.string(), z.enum(['O', 'N']).nullable(), z.string(), z.string(), z.int()])),
})

type Row = Extract<ExtractionEvent, { readonly event: 'row' }>
type Told = z.infer<typeof StructuresFile>

/**
 * The structures of the demonstration, all invented, put in force as files of open data are: read aside, then accepted.
 *
 * @param file  what `data/demonstration/structures.json` holds
 * @returns     how many; 0: an import was there already, nothing was written
 */
export async function seedInventedStructures(context: Context, file: unknown): Promise<number> {
  const told = StructuresFile.parse(file)
  if ((await listImports(context.db, 1)).length > 0) return 0
  const invented = inventAll(told)
  for (const kind of ['esus', 'siae', 'sirene', 'geolocalisation', 'rna'] as const) {
    await seedKind(context, kind, invented.rows[kind], told.vintage)
  }
  return invented.count
}

async function seedKind(context: Context, kind: Kind, rows: readonly Row[], vintage: string): Promise<void> {
  const submission = (name: string) => ({ key: `demonstration-${kind}-${name}-seed`, body: null })
  const asked = await askImport(context, {
    kind,
    fileNames: kind === 'sirene' ? ['unites-inventees.csv', 'etablissements-inventes.csv'] : [`${kind}-invente.csv`],
    vintage,
    producer: 'Filigrane, démonstration',
    licence: 'données inventées',
    url: null,
    isFictitious: true,
    isReadHere: true,
    submission: submission('demande'),
  })
  assert(asked.ok, `the demonstration follows the rules of the house: ${JSON.stringify(asked)}`)
  const { id } = asked.value
  const limits = { memory: '1MB', threads: 1, folder: '' }
  await readImport(context, id, { extract: () => eventsOf(rows), paths: [], limits })
  const accepted = await acceptImport(context, { id, submission: submission('accord') })
  assert(accepted.ok, `the demonstration follows the rules of the house: ${JSON.stringify(accepted)}`)
}

async function* eventsOf(rows: readonly Row[]): AsyncGenerator<ExtractionEvent> {
  yield* rows
  const sum = { files: [], rowsRead: rows.length, rowsKept: rows.length, refused: {} }
  yield { event: 'done', sum }
}

/** Everything follows from the rank of a structure: the same demonstration everywhere. */
function inventAll({ words, communes, kinds }: Told) {
  const rows: Record<'esus' | 'siae' | 'sirene' | 'geolocalisation' | 'rna', Row[]> = {
    esus: [],
    siae: [],
    sirene: [],
    geolocalisation: [],
    rna: [],
  }
  const tickets = communes.flatMap((commune) =>
    Array.from({ length: 1 + Math.round(commune[2] / 4000) }, () => commune),
  )
  let rank = 0
  for (const [category, naf, flag, pattern, purpose, count] of kinds) {
    for (let each = 0; each < count; each += 1) {
      rank += 1
      const commune = tickets[(rank * 37) % tickets.length]!
      const named = pattern.replace('{s}', words[(rank * 5 + each) % words.length]!)
      const name = `${named.replace('de {c}', ofCommune(commune[1]))} (exemple)`
      const invented = { rank, category, naf, flag, name, purpose, commune }
      const unit = unitOf(invented)
      rows.sirene.push(row('unit', unit.siren, unit))
      for (const place of placesOf(invented, unit, tickets)) {
        rows.sirene.push(row('establishment', place.siret, place))
        rows.geolocalisation.push(row('point', place.siret, pointOf(rank, place, communes)))
      }
      if (unit.rna !== null) rows.rna.push(row('association', unit.rna, associationOf(invented, unit)))
      if (category === '9221' || category === '9222')
        rows.siae.push(memberRow(unit, category === '9221' ? 'ACI' : 'AI'))
      if (category === '5710' && flag === 'O' && each % 2 === 0) rows.esus.push(memberRow(unit, null))
    }
  }
  // Associations that SIRENE does not know: most employ nobody.
  for (let each = 0; each < 30; each += 1) {
    const commune = tickets[(each * 53) % tickets.length]!
    const rna = `W629${String(900_000 + each)}`
    const title = `Les amis ${words[each % words.length]} ${ofCommune(commune[1])} (exemple)`
    const alone = { rna, siren: null, title, acronym: null, purpose: 'se retrouver entre voisins', commune: commune[0] }
    rows.rna.push(row('association', rna, { ...alone, ...DATES, position: each === 7 ? 'D' : 'A', nature: 'D' }))
  }
  rows.sirene.push(...totalsOf(rows.sirene, communes))
  return { rows, count: rank + 30 }
}

/** « d’Arras », « du Portel », « de Lens ». */
function ofCommune(name: string): string {
  if (name.startsWith('Le ')) return `du ${name.slice(3)}`
  if (name.startsWith('Les ')) return `des ${name.slice(4)}`
  // Here every H is mute: « d’Hénin-Beaumont ».
  return /^[aeiouhéèêœ]/iu.test(name) ? `d’${name}` : `de ${name}`
}

// Places of all kinds, invented too: without them no share could be shown. Those of the ESS are among them.
function totalsOf(rows: readonly Row[], communes: Told['communes']): readonly Row[] {
  const counts = new Map<string, number>()
  const add = (commune: string, division: string, band: string, count: number) => {
    const key = `${commune} ${division} ${band}`
    counts.set(key, (counts.get(key) ?? 0) + count)
  }
  for (const { part, content } of rows) {
    if (part !== 'establishment') continue
    const { state, commune, nafRev2, band } = content as RowsByPart['establishment']
    if (state === 'A') add(commune, nafRev2?.slice(0, 2) ?? '', band ?? 'NN', 1)
  }
  for (const [n, [code, , population]] of communes.entries()) {
    for (const [rank, division] of DIVISIONS.entries()) {
      for (const [step, band] of ['NN', '01', '03', '11'].entries()) {
        add(code, division, band, 1 + Math.round(population / (900 * (1 + step) * (1 + ((rank + n) % 5)))))
      }
    }
  }
  return [...counts].map(([key, count]) => {
    const [commune, division, band] = key.split(' ') as [string, string, string]
    return row('total', key, { commune, division, band, count })
  })
}

const DIVISIONS = [
  '10',
  '43',
  '47',
  '56',
  '62',
  '68',
  '70',
  '81',
  '85',
  '86',
  '87',
  '88',
  '90',
  '93',
  '94',
  '96',
] as const

const DATES = { createdOn: '2011-03-12', dissolvedOn: null } as const
const BANDS = ['NN', 'NN', '00', '01', '02', '03', '11', '12', '21', null] as const

type Invented = {
  readonly rank: number
  readonly category: string
  readonly naf: string
  readonly flag: 'O' | 'N' | null
  readonly name: string
  readonly purpose: string
  readonly commune: Told['communes'][number]
}

// One in thirteen has closed, one in eleven hides its address: as in the register.
function unitOf({ rank, category, naf, flag, name }: Invented): RowsByPart['unit'] {
  const isCeased = rank % 13 === 0
  return {
    siren: withKey(String(99_901_000 + rank), isSiren),
    name: name.toUpperCase(),
    acronym: null,
    legalCategory: category,
    nafRev2: rank % 97 === 0 ? null : naf,
    naf2025: rank % 17 === 0 ? null : naf.replace(/Z$/, 'Y'),
    band: BANDS[rank % BANDS.length]!,
    bandYear: rank % 3 === 0 ? '2023' : '2024',
    createdOn: `${1970 + (rank % 56)}-${String(1 + (rank % 12)).padStart(2, '0')}-05`,
    state: isCeased ? 'C' : 'A',
    stateSince: isCeased ? '2025-06-30' : '2015-01-01',
    flag: rank % 41 === 0 ? null : flag,
    diffusion: rank % 11 === 0 ? 'P' : 'O',
    rna: category.startsWith('92') && rank % 5 !== 0 ? `W629${String(rank).padStart(6, '0')}` : null,
    seatNic: null,
  }
}

function placesOf(
  { rank, commune }: Invented,
  unit: RowsByPart['unit'],
  tickets: Told['communes'],
): readonly RowsByPart['establishment'][] {
  const communes = [commune, ...(rank % 6 === 0 ? [tickets[(rank * 11) % tickets.length]!] : [])]
  return communes.map(([code], n) => ({
    siret: withKey(`${unit.siren}${String(n + 1).padStart(4, '0')}`, isSiret),
    siren: unit.siren,
    isSeat: n === 0,
    sign: n === 0 ? null : `ANTENNE ${n} (EXEMPLE)`,
    commune: code,
    street: unit.diffusion === 'P' ? null : `${1 + (rank % 80)} rue de l’Exemple`,
    postcode: null,
    nafRev2: unit.nafRev2,
    naf2025: unit.naf2025,
    band: n === 0 ? unit.band : '01',
    bandYear: unit.bandYear,
    createdOn: unit.createdOn,
    state: unit.state === 'A' && !(n === 1 && rank % 12 === 0) ? 'A' : 'F',
    stateSince: unit.state === 'A' && !(n === 1 && rank % 12 === 0) ? '2015-01-01' : '2025-06-30',
    diffusion: unit.diffusion,
  }))
}

function pointOf(
  rank: number,
  { siret, commune }: RowsByPart['establishment'],
  communes: Told['communes'],
): RowsByPart['point'] {
  const [, , , longitude, latitude] = communes.find(([code]) => code === commune)!
  const shift = (step: number) => (((rank * step) % 21) - 10) / 2500
  return {
    siret,
    quality: rank % 9 === 0 ? '33' : rank % 4 === 0 ? '21' : '11',
    epsg: '2154',
    x: null,
    y: null,
    longitude: longitude + shift(5),
    latitude: latitude + shift(8),
  }
}

function associationOf({ name, purpose, commune }: Invented, unit: RowsByPart['unit']): RowsByPart['association'] {
  const { rna, siren } = unit
  assert(rna !== null, 'an association that is declared has its number')
  const told = { rna, siren, title: name, acronym: null, purpose: purpose || null, commune: commune[0] }
  return { ...told, ...DATES, position: unit.state === 'A' ? 'A' : 'D', nature: 'D' }
}

function memberRow({ siren, name }: RowsByPart['unit'], type: string | null): Row {
  const dates = type === null ? { startsOn: '2023-04-01', endsOn: '2028-03-31' } : { startsOn: null, endsOn: null }
  return row('member', siren, { siren, siret: null, name, family: null, type, ...dates })
}

function row<P extends Row['part']>(part: P, key: string, content: RowsByPart[P]): Row {
  return { event: 'row', part, key, content }
}

function withKey(digits: string, isRight: (text: string) => boolean): string {
  const key = '0123456789'.split('').find((digit) => isRight(`${digits}${digit}`))
  assert(key !== undefined, 'every number has a key')
  return `${digits}${key}`
}
