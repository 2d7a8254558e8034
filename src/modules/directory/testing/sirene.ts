import { ESTABLISHMENT_COLUMNS, UNIT_COLUMNS } from '../../../../tools/make-sirene/sql.ts'

type Cells = Readonly<Record<string, string>>

const UNIT: Cells = {
  siren: '382695187',
  statutDiffusionUniteLegale: 'O',
  dateCreationUniteLegale: '1991-05-04',
  trancheEffectifsUniteLegale: '11',
  anneeEffectifsUniteLegale: '2024',
  dateDebut: '2015-01-01',
  etatAdministratifUniteLegale: 'A',
  denominationUniteLegale: 'ASSOC ESPOIR',
  categorieJuridiqueUniteLegale: '9220',
  activitePrincipaleUniteLegale: '88.99B',
  nomenclatureActivitePrincipaleUniteLegale: 'NAFRev2',
  economieSocialeSolidaireUniteLegale: 'O',
  activitePrincipaleNAF25UniteLegale: '88.99Y',
}

const ESTABLISHMENT: Cells = {
  siren: '382695187',
  siret: '38269518700049',
  statutDiffusionEtablissement: 'O',
  dateCreationEtablissement: '1991-05-04',
  trancheEffectifsEtablissement: '11',
  anneeEffectifsEtablissement: '2024',
  etablissementSiege: 'true',
  numeroVoieEtablissement: '7',
  typeVoieEtablissement: 'RUE',
  libelleVoieEtablissement: 'DE L’EXEMPLE',
  codePostalEtablissement: '62650',
  codeCommuneEtablissement: '62463',
  dateDebut: '2015-01-01',
  etatAdministratifEtablissement: 'A',
  activitePrincipaleEtablissement: '88.99B',
  nomenclatureActivitePrincipaleEtablissement: 'NAFRev2',
  activitePrincipaleNAF25Etablissement: '88.99Y',
}

/** StockUniteLegale as the Insee writes it, each row plain but for the cells told. */
export function unitsCsv(rows: readonly Cells[]): string {
  return csv(UNIT_COLUMNS, UNIT, rows)
}

/** StockEtablissement likewise. */
export function establishmentsCsv(rows: readonly Cells[]): string {
  return csv(ESTABLISHMENT_COLUMNS, ESTABLISHMENT, rows)
}

function csv(columns: readonly string[], plain: Cells, rows: readonly Cells[]): string {
  const lines = rows.map((row) => columns.map((column) => row[column] ?? plain[column] ?? '').join(','))
  return `${[columns.join(','), ...lines].join('\n')}\n`
}
