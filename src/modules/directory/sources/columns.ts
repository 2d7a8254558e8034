import { fold } from '#kernel/search'

/** Our name of a column, and the names it is known by in files; `?` before the first: the file may lack it. */
export type Columns = Readonly<Record<string, readonly [string, ...string[]]>>

/** Columns a file lacks, and those it has. */
export type ColumnsFault = { readonly missing: readonly string[]; readonly found: readonly string[] }

/**
 * Finds the columns wanted by their names, whatever their order; case, accents and signs do not count.
 *
 * @returns  the file's own name for each of ours, null for one it may lack; or what is missing
 */
export function columnsOf(
  wanted: Columns,
  found: readonly string[],
): { readonly named: Readonly<Record<string, string | null>> } | ColumnsFault {
  const byKey = new Map(found.toReversed().map((name) => [keyOf(name), name]))
  const named = Object.entries(wanted).map(([ours, [first, ...others]]) => {
    const name = [first, ...others].map((each) => byKey.get(keyOf(each))).find((each) => each !== undefined)
    return { ours, name, first: first.replace(/^\?/, ''), isOptional: first.startsWith('?') }
  })
  const missing = named.filter(({ name, isOptional }) => name === undefined && !isOptional).map(({ first }) => first)
  if (missing.length > 0) return { missing, found }
  return { named: Object.fromEntries(named.map(({ ours, name }) => [ours, name ?? null])) }
}

function keyOf(name: string): string {
  return fold(name).replaceAll(' ', '')
}

/**
 * Names of columns, as producers publish them.
 *
 * @see  Insee, dessins de fichiers SIRENE (35 and 54 columns, NAF 2025 since 16 December 2025), Géolocalisation, Melodi;
 *       Ministère de l’Intérieur, rna_waldec and rna_import
 */
export const COLUMNS = {
  // `caractereEmployeurUniteLegale` is not read: the Insee keeps it no more, it is always empty.
  units: {
    siren: ['siren'],
    diffusion: ['statutDiffusionUniteLegale'],
    createdOn: ['dateCreationUniteLegale'],
    acronym: ['sigleUniteLegale'],
    rna: ['identifiantAssociationUniteLegale'],
    band: ['trancheEffectifsUniteLegale'],
    bandYear: ['anneeEffectifsUniteLegale'],
    state: ['etatAdministratifUniteLegale'],
    name: ['denominationUniteLegale'],
    usualName: ['?denominationUsuelle1UniteLegale'],
    legalCategory: ['categorieJuridiqueUniteLegale'],
    naf: ['activitePrincipaleUniteLegale'],
    nafEdition: ['nomenclatureActivitePrincipaleUniteLegale'],
    naf2025: ['?activitePrincipaleNAF25UniteLegale'],
    seatNic: ['nicSiegeUniteLegale'],
    stateSince: ['dateDebut'],
    flag: ['economieSocialeSolidaireUniteLegale'],
  },
  establishments: {
    siret: ['siret'],
    siren: ['siren'],
    diffusion: ['statutDiffusionEtablissement'],
    createdOn: ['dateCreationEtablissement'],
    band: ['trancheEffectifsEtablissement'],
    bandYear: ['anneeEffectifsEtablissement'],
    isSeat: ['etablissementSiege'],
    streetNumber: ['numeroVoieEtablissement'],
    streetKind: ['typeVoieEtablissement'],
    streetName: ['libelleVoieEtablissement'],
    postcode: ['codePostalEtablissement'],
    commune: ['codeCommuneEtablissement'],
    stateSince: ['dateDebut'],
    state: ['etatAdministratifEtablissement'],
    sign: ['enseigne1Etablissement'],
    usualName: ['?denominationUsuelleEtablissement'],
    naf: ['activitePrincipaleEtablissement'],
    nafEdition: ['nomenclatureActivitePrincipaleEtablissement'],
    naf2025: ['?activitePrincipaleNAF25Etablissement'],
  },
  geolocalisation: {
    siret: ['siret'],
    quality: ['qualite_xy'],
    epsg: ['epsg'],
    x: ['x'],
    y: ['y'],
    commune: ['plg_code_commune'],
    latitude: ['?y_latitude'],
    longitude: ['?x_longitude'],
  },
  rna: {
    rna: ['id'],
    siret: ['siret'],
    createdOn: ['date_creat'],
    dissolvedOn: ['?date_disso'],
    nature: ['nature'],
    title: ['titre'],
    acronym: ['?titre_court'],
    purpose: ['objet'],
    commune: ['adrs_codeinsee'],
    position: ['position'],
  },
  'ess-france': {
    number: ['SIREN'],
    name: ['Nom ou raison sociale de l’entreprise', 'Nom ou raison sociale'],
    family: ['Famille juridique de l’entreprise', 'Famille juridique'],
    department: ['Code du département de l’établissement', 'Code du département'],
  },
  esus: {
    number: ['SIREN', 'SIRET', 'Numéro SIREN', 'N° SIREN', 'N° SIRET'],
    name: ['Nom', 'Dénomination', 'Raison sociale', 'Nom de l’entreprise'],
    startsOn: ['?Date de décision', 'Date d’agrément', 'Date de début'],
    endsOn: ['?Date de fin', 'Date de fin d’agrément', 'Échéance'],
    department: ['?Code département', 'Département'],
  },
  siae: {
    number: ['SIRET'],
    type: ['type_siae', 'type', 'type_structure'],
    name: ['nom', 'raison_sociale'],
    commune: ['code_insee', 'code_commune'],
    startsOn: ['?date_debut', 'date_convention'],
    endsOn: ['?date_fin'],
  },
  flores: {
    geo: ['GEO'],
    geoKind: ['GEO_OBJECT'],
    activity: ['ACTIVITY'],
    sizeClass: ['?NUMBER_EMPL'],
    legalForm: ['LEGAL_FORM_WITH_PUBLIC'],
    measure: ['FLORES_MEASURE'],
    status: ['OBS_STATUS'],
    year: ['TIME_PERIOD'],
    value: ['OBS_VALUE'],
  },
} as const satisfies Record<string, Columns>
