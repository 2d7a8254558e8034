import type { Kind } from '../model.ts'
import { COLUMNS, type Columns } from './columns.ts'

export { COLUMNS, type Columns, type ColumnsFault, columnsOf } from './columns.ts'

/** What is known of a kind of file before it is opened. */
export type SourceKind = {
  /** As agents name it. */
  readonly label: string
  /** What the directory takes from it. */
  readonly use: string
  readonly producer: string
  readonly licence: string
  /** Where it is downloaded; null when it comes by mail. */
  readonly url: string | null
  /** Its files in order, each by its columns. */
  readonly files: readonly { readonly label: string; readonly columns: Columns }[]
}

const OPEN_LICENCE = 'Licence Ouverte 2.0'

/** Producers, licences and addresses, as last looked up in November 2026. */
export const SOURCES: Readonly<Record<Kind, SourceKind>> = {
  esus: {
    label: 'Agréments ESUS',
    use: 'l’agrément « entreprise solidaire d’utilité sociale », ses dates',
    producer: 'Direction générale du Trésor',
    licence: 'non précisée',
    url: 'https://www.tresor.economie.gouv.fr/',
    files: [{ label: 'liste nationale, enregistrée en CSV', columns: COLUMNS.esus }],
  },
  siae: {
    label: 'Structures d’insertion (SIAE)',
    use: 'le conventionnement d’insertion, son type',
    producer: 'ASP, plateforme de l’inclusion',
    licence: 'à confirmer',
    url: null,
    files: [{ label: 'liste, en CSV', columns: COLUMNS.siae }],
  },
  'ess-france': {
    label: 'Liste ESS France',
    use: 'qui est de l’ESS selon les CRESS, et sa famille',
    producer: 'ESS France et les CRESS',
    licence: OPEN_LICENCE,
    url: 'https://www.data.gouv.fr/datasets/646c8d45de96cc3428092c6b',
    files: [{ label: 'liste, en CSV', columns: COLUMNS['ess-france'] }],
  },
  sirene: {
    label: 'SIRENE',
    use: 'le nom, la forme juridique, l’activité, la taille et les établissements',
    producer: 'Insee',
    licence: OPEN_LICENCE,
    url: 'https://www.data.gouv.fr/datasets/5b7ffc618b4c4169d30727e0',
    files: [
      { label: 'StockUniteLegale', columns: COLUMNS.units },
      { label: 'StockEtablissement', columns: COLUMNS.establishments },
    ],
  },
  geolocalisation: {
    label: 'Géolocalisation des établissements',
    use: 'le point de chaque établissement et sa précision',
    producer: 'Insee',
    licence: OPEN_LICENCE,
    url: 'https://www.data.gouv.fr/datasets/r/ba6a4e4c-aac6-4764-bbd2-f80ae345afc5',
    files: [{ label: 'GeolocalisationEtablissement', columns: COLUMNS.geolocalisation }],
  },
  rna: {
    label: 'Répertoire national des associations',
    use: 'les associations, leur objet, leur dissolution',
    producer: 'Ministère de l’Intérieur',
    licence: OPEN_LICENCE,
    url: 'https://www.data.gouv.fr/datasets/repertoire-national-des-associations/',
    files: [{ label: 'rna_waldec', columns: COLUMNS.rna }],
  },
  flores: {
    label: 'FLORES',
    use: 'emplois et établissements de tous les secteurs',
    producer: 'Insee',
    licence: OPEN_LICENCE,
    url: 'https://api.insee.fr/melodi/file/DS_FLORES_A17',
    files: [{ label: 'DS_FLORES_…_data.csv', columns: COLUMNS.flores }],
  },
}
