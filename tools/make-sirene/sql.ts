import type { Wanted } from '../make-sirene.ts'

type Size = Pick<Wanted, 'units' | 'establishments' | 'share' | 'format'>

/** The 35 columns of StockUniteLegale, in the order of the Insee. */
export const UNIT_COLUMNS = `siren statutDiffusionUniteLegale unitePurgeeUniteLegale dateCreationUniteLegale
  sigleUniteLegale sexeUniteLegale prenom1UniteLegale prenom2UniteLegale prenom3UniteLegale prenom4UniteLegale
  prenomUsuelUniteLegale pseudonymeUniteLegale identifiantAssociationUniteLegale trancheEffectifsUniteLegale
  anneeEffectifsUniteLegale dateDernierTraitementUniteLegale nombrePeriodesUniteLegale categorieEntreprise
  anneeCategorieEntreprise dateDebut etatAdministratifUniteLegale nomUniteLegale nomUsageUniteLegale
  denominationUniteLegale denominationUsuelle1UniteLegale denominationUsuelle2UniteLegale
  denominationUsuelle3UniteLegale categorieJuridiqueUniteLegale activitePrincipaleUniteLegale
  nomenclatureActivitePrincipaleUniteLegale nicSiegeUniteLegale economieSocialeSolidaireUniteLegale
  societeMissionUniteLegale caractereEmployeurUniteLegale activitePrincipaleNAF25UniteLegale`.split(/\s+/)

/** The 54 columns of StockEtablissement. */
export const ESTABLISHMENT_COLUMNS = `siren nic siret statutDiffusionEtablissement dateCreationEtablissement
  trancheEffectifsEtablissement anneeEffectifsEtablissement activitePrincipaleRegistreMetiersEtablissement
  dateDernierTraitementEtablissement etablissementSiege nombrePeriodesEtablissement complementAdresseEtablissement
  numeroVoieEtablissement indiceRepetitionEtablissement dernierNumeroVoieEtablissement
  indiceRepetitionDernierNumeroVoieEtablissement typeVoieEtablissement libelleVoieEtablissement
  codePostalEtablissement libelleCommuneEtablissement libelleCommuneEtrangerEtablissement
  distributionSpecialeEtablissement codeCommuneEtablissement codeCedexEtablissement libelleCedexEtablissement
  codePaysEtrangerEtablissement libellePaysEtrangerEtablissement identifiantAdresseEtablissement
  coordonneeLambertAbscisseEtablissement coordonneeLambertOrdonneeEtablissement complementAdresse2Etablissement
  numeroVoie2Etablissement indiceRepetition2Etablissement typeVoie2Etablissement libelleVoie2Etablissement
  codePostal2Etablissement libelleCommune2Etablissement libelleCommuneEtranger2Etablissement
  distributionSpeciale2Etablissement codeCommune2Etablissement codeCedex2Etablissement libelleCedex2Etablissement
  codePaysEtranger2Etablissement libellePaysEtranger2Etablissement dateDebut etatAdministratifEtablissement
  enseigne1Etablissement enseigne2Etablissement enseigne3Etablissement denominationUsuelleEtablissement
  activitePrincipaleEtablissement nomenclatureActivitePrincipaleEtablissement caractereEmployeurEtablissement
  activitePrincipaleNAF25Etablissement`.split(/\s+/)

export const GEO_COLUMNS =
  'siret x y qualite_xy epsg plg_qp24 plg_iris plg_zus plg_qp15 plg_qva plg_code_commune distance_precision qualite_qp24 qualite_iris qualite_zus qualite_qp15 qualite_qva y_latitude x_longitude'.split(
    ' ',
  )

// About as often as in the register; the ESS is a tenth.
const CATEGORY = `CASE WHEN p < 5200 THEN '1000' WHEN p < 6800 THEN '5499' WHEN p < 8200 THEN '5710' WHEN p < 8900 THEN '6540'
  WHEN p < 9700 THEN '9220' WHEN p < 9740 THEN '9221' WHEN p < 9750 THEN '9222' WHEN p < 9780 THEN '9230'
  WHEN p < 9800 THEN '9260' WHEN p < 9810 THEN '5458' WHEN p < 9820 THEN '5558' WHEN p < 9840 THEN '6317'
  WHEN p < 9850 THEN '6411' WHEN p < 9860 THEN '8210' WHEN p < 9880 THEN '9300' WHEN p < 9890 THEN '9900'
  WHEN p < 9900 THEN '9240' WHEN p < 9910 THEN '9210' WHEN p < 9912 THEN NULL ELSE '7210' END`

const BANDS = "['NN','NN','NN','NN','00','01','01','02','02','03','11','12','21','22','31','32','41','51',NULL]"
const NAFS =
  "['88.99B','94.99Z','93.12Z','85.59B','90.01Z','47.11D','56.10A','01.11Z','87.30A','43.99C','94.20Z','84.11Z','94.91Z','64.19Z','65.12Z']"

export function unitSql({ units, format }: Size): string {
  return `
    WITH raw AS (SELECT range AS u, draw(range, 'category', 10000) AS p FROM range(${units})),
    told AS (SELECT *, siren_of(u) AS number, ${CATEGORY} AS category,
      draw(u, 'diffusion', 1000) < 134 AS is_hidden, draw(u, 'state', 100) < 30 AS is_ceased FROM raw)
    SELECT number AS siren, CASE WHEN is_hidden THEN 'P' ELSE 'O' END AS statutDiffusionUniteLegale,
      CASE WHEN draw(u, 'purged', 5000) = 0 THEN 'true' END AS unitePurgeeUniteLegale,
      ${dayOf('u', 'born', format)} AS dateCreationUniteLegale,
      CASE WHEN is_hidden THEN '[ND]' WHEN draw(u, 'acronym', 9) = 0 THEN 'EX' || u END AS sigleUniteLegale,
      CASE WHEN category = '1000' THEN CASE WHEN is_hidden THEN '[ND]' ELSE 'F' END END AS sexeUniteLegale,
      CASE WHEN category = '1000' THEN CASE WHEN is_hidden THEN '[ND]' ELSE 'CAMILLE' END END AS prenom1UniteLegale,
      ${nulls('prenom2UniteLegale', 'prenom3UniteLegale', 'prenom4UniteLegale')},
      CASE WHEN category = '1000' THEN CASE WHEN is_hidden THEN '[ND]' ELSE 'CAMILLE' END END AS prenomUsuelUniteLegale,
      NULL::VARCHAR AS pseudonymeUniteLegale,
      CASE WHEN category LIKE '92%' AND draw(u, 'rna', 10) < 6 THEN ${RNA} END AS identifiantAssociationUniteLegale,
      ${BANDS}[1 + draw(u, 'band', 19)] AS trancheEffectifsUniteLegale,
      CASE WHEN draw(u, 'vintage', 2) = 0 THEN '2023' ELSE '2024' END AS anneeEffectifsUniteLegale,
      '2026-08-17T09:12:44' AS dateDernierTraitementUniteLegale, '2' AS nombrePeriodesUniteLegale,
      'PME' AS categorieEntreprise, '2023' AS anneeCategorieEntreprise, ${dayOf('u', 'since', format)} AS dateDebut,
      CASE WHEN is_ceased THEN 'C' ELSE 'A' END AS etatAdministratifUniteLegale,
      CASE WHEN category = '1000' THEN CASE WHEN is_hidden THEN '[ND]' ELSE 'INVENTE' END END AS nomUniteLegale,
      ${nulls('nomUsageUniteLegale')},
      CASE WHEN category = '1000' THEN NULL ELSE 'STRUCTURE D''EXEMPLE ' || u END AS denominationUniteLegale,
      ${nulls('denominationUsuelle1UniteLegale', 'denominationUsuelle2UniteLegale', 'denominationUsuelle3UniteLegale')},
      category AS categorieJuridiqueUniteLegale,
      CASE WHEN is_ceased AND draw(u, 'old', 4) = 0 THEN '85.3K' ELSE ${NAFS}[1 + draw(u, 'naf', 15)] END
        AS activitePrincipaleUniteLegale,
      CASE WHEN is_ceased AND draw(u, 'old', 4) = 0 THEN 'NAF1993' ELSE 'NAFRev2' END
        AS nomenclatureActivitePrincipaleUniteLegale,
      right(siret_of(number, 1), 5) AS nicSiegeUniteLegale,
      CASE WHEN category LIKE '92%' OR category IN ('9300', '5458', '5558', '6317', '8210')
             THEN CASE WHEN draw(u, 'flag', 25) = 0 THEN CASE WHEN draw(u, 'flag2', 5) = 0 THEN 'N' END ELSE 'O' END
           WHEN category IN ('5710', '5499') AND draw(u, 'flag', 60) = 0 THEN 'O'
           WHEN category IN ('5710', '5499') AND draw(u, 'flag', 60) < 30 THEN 'N' END AS economieSocialeSolidaireUniteLegale,
      CASE WHEN draw(u, 'mission', 500) = 0 THEN 'O' END AS societeMissionUniteLegale,
      ${nulls('caractereEmployeurUniteLegale')},
      CASE WHEN draw(u, 'naf25', 20) = 0 THEN NULL ELSE replace(${NAFS}[1 + draw(u, 'naf', 15)], 'Z', 'Y') END
        AS activitePrincipaleNAF25UniteLegale
    FROM told`
}

/** The first establishments are seats, one a unit; the others belong to units drawn without repeat. */
export function establishmentSql(size: Size): string {
  const { format } = size
  const empty = ESTABLISHMENT_COLUMNS.filter((column) => !GIVEN.test(column))
  return `
    WITH ${drawn(size)}
    SELECT number AS siren, right(siret, 5) AS nic, shown AS siret,
      CASE WHEN is_hidden THEN 'P' ELSE 'O' END AS statutDiffusionEtablissement,
      ${dayOf('e', 'opened', format)} AS dateCreationEtablissement,
      ${BANDS}[1 + draw(e, 'eband', 19)] AS trancheEffectifsEtablissement,
      CASE WHEN draw(e, 'evintage', 2) = 0 THEN '2023' ELSE '2024' END AS anneeEffectifsEtablissement,
      CASE WHEN e < ${size.units} THEN 'true' ELSE 'false' END AS etablissementSiege,
      CASE WHEN is_hidden THEN '[ND]' ELSE (1 + draw(e, 'door', 150))::VARCHAR END AS numeroVoieEtablissement,
      CASE WHEN is_hidden THEN '[ND]' ELSE 'RUE' END AS typeVoieEtablissement,
      CASE WHEN is_hidden THEN '[ND]' ELSE 'DE L''EXEMPLE' END AS libelleVoieEtablissement,
      CASE WHEN is_hidden THEN '[ND]' ELSE left(commune, 2) || '000' END AS codePostalEtablissement,
      'COMMUNE' AS libelleCommuneEtablissement, commune AS codeCommuneEtablissement,
      CASE WHEN is_hidden THEN '[ND]' ELSE number || '_B' END AS identifiantAdresseEtablissement,
      ${dayOf('e', 'since', format)} AS dateDebut,
      CASE WHEN is_closed THEN 'F' ELSE 'A' END AS etatAdministratifEtablissement,
      CASE WHEN draw(e, 'sign', 8) = 0 THEN 'L''ENSEIGNE ' || e END AS enseigne1Etablissement,
      CASE WHEN is_closed AND draw(e, 'eold', 4) = 0 THEN '85.3K' ELSE ${NAFS}[1 + draw(u, 'naf', 15)] END
        AS activitePrincipaleEtablissement,
      CASE WHEN is_closed AND draw(e, 'eold', 4) = 0 THEN 'NAF1993' ELSE 'NAFRev2' END
        AS nomenclatureActivitePrincipaleEtablissement,
      CASE WHEN draw(e, 'naf25', 20) = 0 THEN NULL ELSE replace(${NAFS}[1 + draw(u, 'naf', 15)], 'Z', 'Y') END
        AS activitePrincipaleNAF25Etablissement,
      ${nulls(...empty)}
    FROM told`
}

// x and y in Lambert 93 but for a few rows; quality 33 is a point drawn by lot.
export function geoSql(size: Size): string {
  return `
    WITH ${drawn(size)}
    SELECT shown AS siret, (650000 + draw(e, 'x', 60000))::VARCHAR AS x, (7020000 + draw(e, 'y', 60000))::VARCHAR AS y,
      ['11','11','12','21','22','33'][1 + draw(e, 'quality', 6)] AS qualite_xy,
      CASE WHEN draw(e, 'epsg', 50) = 0 THEN '2975' ELSE '2154' END AS epsg, commune AS plg_code_commune,
      (50 + draw(e, 'lat', 900000) / 1000000.0)::VARCHAR AS y_latitude,
      (1.6 + draw(e, 'lon', 1400000) / 1000000.0)::VARCHAR AS x_longitude,
      ${nulls(...GEO_COLUMNS.filter((column) => !/^(siret|x|y|qualite_xy|epsg|plg_code_commune|y_latitude|x_longitude)$/.test(column)))}
    FROM told WHERE draw(e, 'located', 12) > 0`
}

/** Each establishment with its unit, its number, its commune; a few numbers are wrong, eaten by a spreadsheet, or twice there. */
function drawn({ units, establishments, share }: Size): string {
  return `raw AS (SELECT range AS e, CASE WHEN range < ${units} THEN range ELSE (range * 7919) % ${units} END AS u,
      draw(range, 'place', 20000) AS slot, draw(range, 'here', 1000000) < ${Math.round(share * 1e6)} AS is_here
      FROM range(${establishments})),
    numbered AS (SELECT *, siren_of(u) AS number, CASE WHEN e < ${units} THEN 1 ELSE 2 + e // ${units} END AS rank FROM raw),
    told AS (SELECT numbered.*, siret_of(number, rank) AS siret,
      CASE WHEN draw(e, 'odd', 20000) = 0 THEN left(siret, 13) || ((right(siret, 1)::INTEGER + 1) % 10)::VARCHAR
           WHEN draw(e, 'odd', 20000) = 1 THEN '9,6E+13' ELSE siret END AS shown,
      draw(u, 'diffusion', 1000) < 134 AS is_hidden,
      draw(u, 'state', 100) < 30 OR draw(e, 'closed', 100) < 10 AS is_closed,
      CASE WHEN NOT is_here THEN lpad((1 + draw(e, 'dep', 61))::VARCHAR, 2, '0') || lpad((1 + draw(e, 'com', 400))::VARCHAR, 3, '0')
           WHEN draw(e, 'former', 100) = 0 THEN former.code ELSE ticket.code END AS commune
      FROM numbered JOIN ticket ON ticket.n = slot
      JOIN former ON former.n = slot % (SELECT count(*) FROM former))`
}

export const RNA = "'W62' || lpad(u::VARCHAR, 7, '0')"

const GIVEN =
  /^(siren|nic|siret|statutDiffusion|dateCreation|tranche|anneeEff|etablissementSiege|numeroVoieE|typeVoieE|libelleVoieE|codePostalE|libelleCommuneEtablissement|codeCommuneE|identifiantAdresse|dateDebut|etatAdmin|enseigne1|activitePrincipaleE|nomenclature|activitePrincipaleNAF25)/

// Parquet files of the Insee hold real dates, its CSV files texts.
function dayOf(row: string, what: string, format: Wanted['format']): string {
  const day = `(DATE '1980-01-01' + draw(${row}, '${what}', 16900)::INTEGER)`
  return format === 'parquet' ? day : `strftime(${day}, '%Y-%m-%d')`
}

function nulls(...columns: readonly string[]): string {
  return columns.map((column) => `NULL::VARCHAR AS "${column}"`).join(', ')
}
