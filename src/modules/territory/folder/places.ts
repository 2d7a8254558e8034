import { placeKey } from '#kernel/place-names'
import type { Alias, Commune, Epci } from '../model.ts'
import { type Fault, type Row, readTable } from './columns.ts'

const EPCI_COLUMNS = ['code', 'name', 'kind', 'communes', 'communes_here', 'population', 'population_here']
const COMMUNE_COLUMNS = ['code', 'name', 'postcodes', 'epci', 'population']
const COMMUNE_MORE = ['canton', 'arrondissement', 'arrondissement_name', 'total_population']

export function readEpcis(file: string, text: string) {
  const { rows, faults } = readTable(file, text, { required: EPCI_COLUMNS })
  const epcis = rows.map(
    ({ cells }): Epci => ({
      code: cells.code!,
      name: cells.name!,
      kind: cells.kind!,
      communeCount: Number(cells.communes),
      communeCountHere: Number(cells.communes_here),
      population: Number(cells.population),
      populationHere: Number(cells.population_here),
    }),
  )
  const wrong = rows.flatMap(({ line, cells }) =>
    faultsOf(file, line, [
      [/^\d{9}$/.test(cells.code!), `« ${cells.code} » n’est pas un numéro SIREN : il a 9 chiffres.`],
      [cells.name !== '', 'Le nom de l’EPCI manque.'],
      [
        ['communes', 'communes_here', 'population', 'population_here'].every((name) => isWhole(cells[name]!)),
        'Les nombres de communes et d’habitants sont des entiers, sans espace.',
      ],
    ]),
  )
  return { epcis, faults: [...faults, ...wrong, ...repeated(file, rows)] }
}

type Around = {
  readonly epcis: readonly Epci[]
  readonly cantonNames: Readonly<Record<string, string>>
  readonly actionTerritories: ReadonlyMap<string, string>
}

export function readCommunes(file: string, text: string, around: Around) {
  const { rows, faults } = readTable(file, text, { required: COMMUNE_COLUMNS, optional: COMMUNE_MORE })
  const communes = rows.map(({ cells }) => communeOf(cells, around))
  const epciCodes = new Set(around.epcis.map(({ code }) => code))
  const wrong = rows.flatMap(({ line, cells }) =>
    faultsOf(file, line, [
      [/^\d[0-9AB]\d{3}$/.test(cells.code!), `« ${cells.code} » n’est pas un code de commune : il a 5 caractères.`],
      [placeKey(cells.name!) !== '', 'Le nom de la commune manque.'],
      [/^\d{5}(\|\d{5})*$/.test(cells.postcodes!), 'Écrivez les codes postaux à 5 chiffres, séparés par « | ».'],
      [cells.epci === '' || epciCodes.has(cells.epci!), `L’EPCI ${cells.epci} n’est pas dans epci.csv.`],
      [
        isWhole(cells.population!) && (!cells.total_population || isWhole(cells.total_population)),
        'La population est un nombre entier, sans espace.',
      ],
    ]),
  )
  const all = [...faults, ...wrong, ...repeated(file, rows)]
  return { communes, faults: all.length > 0 ? all : countsThatDiffer(communes, around.epcis) }
}

function communeOf(cells: Row['cells'], { cantonNames, actionTerritories }: Around): Commune {
  const canton = cells.canton || null
  return {
    code: cells.code!,
    name: cells.name!,
    postcodes: cells.postcodes!.split('|'),
    epciCode: cells.epci || null,
    canton,
    cantonName: (canton && cantonNames[canton]) || null,
    arrondissementName: cells.arrondissement_name || null,
    actionTerritory: actionTerritories.get(cells.code!) ?? null,
    population: Number(cells.population),
    totalPopulation: cells.total_population ? Number(cells.total_population) : null,
  }
}

// Two files that count the same communes differently: one of them is wrong. Populations may differ: other years.
function countsThatDiffer(communes: readonly Commune[], epcis: readonly Epci[]): readonly Fault[] {
  return epcis.flatMap(({ code, name, communeCountHere }) => {
    const count = communes.filter(({ epciCode }) => epciCode === code).length
    if (count === communeCountHere) return []
    const sentence = `${name} : ${communeCountHere} communes ici, mais communes.csv en donne ${count}.`
    return [{ file: 'epci.csv', line: null, sentence }]
  })
}

export function readAliases(file: string, text: string | undefined, communes: readonly Commune[]) {
  if (text === undefined) return { aliases: [], faults: [] }
  const { rows, faults } = readTable(file, text, { required: ['commune', 'name', 'kind', 'former_code'] })
  const codes = new Set(communes.map(({ code }) => code))
  const aliases = rows.map(
    ({ cells }): Alias => ({
      communeCode: cells.commune!,
      name: cells.name!,
      kind: cells.kind === 'former' ? 'former' : 'usual',
      formerCode: cells.former_code || null,
    }),
  )
  const keys = rows.map(({ cells }) => `${cells.commune} ${placeKey(cells.name!)}`)
  const wrong = rows.flatMap(({ line, cells }, index) =>
    faultsOf(file, line, [
      [codes.has(cells.commune!), `La commune ${cells.commune} n’est pas dans communes.csv.`],
      [placeKey(cells.name!) !== '', 'L’autre nom de la commune manque.'],
      [['former', 'usual'].includes(cells.kind!), 'Écrivez former (ancienne commune) ou usual (nom d’usage).'],
      [keys.indexOf(keys[index]!) === index, `« ${cells.name} » est déjà un nom de cette commune.`],
    ]),
  )
  return { aliases, faults: [...faults, ...wrong] }
}

function faultsOf(file: string, line: number, truths: readonly (readonly [boolean, string])[]): readonly Fault[] {
  return truths.filter(([holds]) => !holds).map(([, sentence]) => ({ file, line, sentence }))
}

function repeated(file: string, rows: readonly Row[]): readonly Fault[] {
  const codes = rows.map(({ cells }) => cells.code!)
  return rows.flatMap(({ line }, index) =>
    codes.indexOf(codes[index]!) === index
      ? []
      : [{ file, line, sentence: `Le code ${codes[index]} est déjà écrit plus haut.` }],
  )
}

function isWhole(text: string): boolean {
  return /^\d{1,9}$/.test(text)
}
