import { stringify } from 'csv-stringify/sync'
import { activityLabel } from './activities.ts'
import { shownName } from './names.ts'
import type { Entry } from './narrowing.ts'
import { FAMILIES, recognitionName, sectorOf, sizeWords } from './words.ts'

/** Names of places, by code: pure data, handed in. */
export type PlaceNames = {
  readonly communeOf: (code: string) => { readonly name: string; readonly epci: string | null } | undefined
  /** Public address of the site, without a final slash. */
  readonly url: string
}

/** One structure for a program: what is public of a legal person, nothing of people. */
export type OrganisationJson = {
  readonly id: string
  readonly name: string
  readonly registeredName: string
  readonly acronym: string | null
  readonly siren: string | null
  readonly rna: string | null
  readonly family: string
  readonly legalCategory: string | null
  readonly nafRev2: string | null
  readonly activity: string | null
  readonly sector: string
  readonly sizeBand: string | null
  readonly sizeBandYear: number | null
  readonly createdOn: string | null
  readonly commune: { readonly code: string; readonly name: string } | null
  readonly recognitions: string[]
  readonly sources: { readonly name: string; readonly vintage: string }[]
  readonly checkedOn: string
  readonly isFictitious: boolean
  readonly page: string
}

export function organisationOf(entry: Entry, places: PlaceNames): OrganisationJson {
  const { communeCode, title, acronym, siren, rna, legalCategory, nafRev2, sizeBand, sizeBandYear } = entry
  const commune = communeCode === null ? undefined : places.communeOf(communeCode)
  return {
    id: entry.slug,
    name: shownName(title, acronym),
    registeredName: title,
    acronym,
    siren,
    rna,
    family: FAMILIES.find(({ family }) => family === entry.family)?.id ?? entry.family,
    legalCategory,
    nafRev2,
    activity: activityLabel(nafRev2) ?? null,
    sector: sectorOf(nafRev2).id,
    sizeBand,
    sizeBandYear,
    createdOn: entry.createdOn,
    commune: communeCode === null ? null : { code: communeCode, name: commune?.name ?? communeCode },
    recognitions: [...entry.marks],
    sources: entry.sources.map(({ name, vintage }) => ({ name, vintage })),
    checkedOn: entry.checkedAt.toISOString().slice(0, 10),
    isFictitious: entry.isFictitious,
    page: `${places.url}/annuaire/${entry.slug}`,
  }
}

const COLUMNS: readonly (readonly [header: string, cell: (entry: Entry, places: PlaceNames) => string])[] = [
  ['nom', ({ title, acronym }) => shownName(title, acronym)],
  ['sigle', ({ acronym }) => acronym ?? ''],
  ['siren', ({ siren }) => siren ?? ''],
  ['rna', ({ rna }) => rna ?? ''],
  ['famille', ({ family }) => FAMILIES.find((each) => each.family === family)?.one ?? family],
  ['categorie_juridique', ({ legalCategory }) => legalCategory ?? ''],
  ['code_naf_rev2', ({ nafRev2 }) => nafRev2 ?? ''],
  ['secteur', ({ nafRev2 }) => sectorOf(nafRev2).label],
  ['effectif', ({ sizeBand }) => sizeWords(sizeBand) ?? ''],
  ['annee_effectif', ({ sizeBandYear }) => (sizeBandYear === null ? '' : String(sizeBandYear))],
  ['code_commune', ({ communeCode }) => communeCode ?? ''],
  ['commune', ({ communeCode }, { communeOf }) => (communeCode === null ? '' : (communeOf(communeCode)?.name ?? ''))],
  ['epci', ({ communeCode }, { communeOf }) => (communeCode === null ? '' : (communeOf(communeCode)?.epci ?? ''))],
  ['reconnaissances', ({ marks }) => marks.map(recognitionName).join(' | ')],
  ['date_creation', ({ createdOn }) => createdOn ?? ''],
  ['sources', ({ sources }) => sources.map(({ name, vintage }) => `${name} ${vintage}`).join(' | ')],
  ['verifie_le', ({ checkedAt }) => checkedAt.toISOString().slice(0, 10)],
  ['fictif', ({ isFictitious }) => (isFictitious ? 'oui' : 'non')],
  ['page', ({ slug }, { url }) => `${url}/annuaire/${slug}`],
]

/** The first line of the file. For a spreadsheet: UTF-8 with a byte order mark and `;`. */
export function csvHeader(): string {
  return stringify([COLUMNS.map(([header]) => header)], { bom: true, delimiter: ';', record_delimiter: 'windows' })
}

/** Lines of the file; cells a spreadsheet would take for a formula are neutralised. */
export function csvLines(entries: readonly Entry[], places: PlaceNames): string {
  const rows = entries.map((entry) => COLUMNS.map(([, cell]) => cell(entry, places)))
  return stringify(rows, { delimiter: ';', record_delimiter: 'windows', escape_formulas: true })
}
