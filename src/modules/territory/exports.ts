import { stringify } from 'csv-stringify/sync'
import { type Atlas, communesOf, sumOfPopulations } from './atlas/index.ts'

/** For a spreadsheet: UTF-8 with a byte order mark and `;`; cells it would take for a formula are neutralised. */
const FOR_SPREADSHEETS = {
  header: true,
  bom: true,
  delimiter: ';',
  record_delimiter: '\r\n',
  escape_formulas: true,
} as const

/** The communes, one a line. */
export function communesCsv(atlas: Atlas): string {
  const rows = atlas.communes.map((commune) => ({
    code_insee: commune.code,
    nom: commune.name,
    codes_postaux: commune.postcodes.join('|'),
    epci_siren: commune.epciCode ?? '',
    epci_nom: (commune.epciCode && atlas.epciByCode.get(commune.epciCode)?.name) || '',
    canton: commune.canton ?? '',
    canton_nom: commune.cantonName ?? '',
    territoire_action: commune.actionTerritory ?? '',
    arrondissement: commune.arrondissementName ?? '',
    population_municipale: commune.population,
    population_totale: commune.totalPopulation ?? '',
  }))
  return stringify(rows, FOR_SPREADSHEETS)
}

/** The EPCIs, one a line. Both populations are there: they are of two sources. */
export function epcisCsv(atlas: Atlas): string {
  const rows = atlas.epcis.map((epci) => ({
    siren: epci.code,
    nom: epci.name,
    nature: epci.kind,
    communes: epci.communeCount,
    communes_ici: epci.communeCountHere,
    population_source_epci: epci.population,
    population_ici_source_epci: epci.populationHere,
    population_ici_somme_communes: sumOfPopulations(communesOf(atlas, epci.code)),
  }))
  return stringify(rows, FOR_SPREADSHEETS)
}
