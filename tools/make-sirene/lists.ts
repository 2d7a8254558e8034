import type { Wanted } from '../make-sirene.ts'

/** The 39 columns of rna_waldec. */
export const RNA_COLUMNS =
  'id id_ex siret rup_mi gestion date_creat date_decla date_publi date_disso nature groupement titre titre_court objet objet_social1 objet_social2 adrs_complement adrs_numvoie adrs_repetition adrs_typevoie adrs_libvoie adrs_distrib adrs_codeinsee adrs_codepostal adrs_libcommune adrg_declarant adrg_complemid adrg_complemgeo adrg_libvoie adrg_distrib adrg_codepostal adrg_achemine adrg_pays dir_civilite siteweb publiweb observation position maj_time'.split(
    ' ',
  )

// Some associations are units of SIRENE too, by their number or their SIRET; others are in this register alone.
export function rnaSql({ units }: Wanted): string {
  const given = 'id siret date_creat date_disso nature titre titre_court objet adrs_codeinsee position maj_time'.split(
    ' ',
  )
  const empty = RNA_COLUMNS.filter((column) => !given.includes(column))
  return `
    SELECT CASE WHEN draw(u, 'oldrna', 300) = 0 THEN '062P' || u ELSE 'W62' || lpad(u::VARCHAR, 7, '0') END AS id,
      CASE WHEN draw(u, 'rnasiret', 5) = 0 THEN siret_of(siren_of(u), 1) END AS siret,
      (DATE '1980-01-01' + draw(u, 'rnaborn', 16000)::INTEGER)::VARCHAR AS date_creat,
      CASE WHEN draw(u, 'position', 12) = 0 THEN '2024-05-02' ELSE '0001-01-01' END AS date_disso,
      'D' AS nature, 'ASSOCIATION D''EXEMPLE ' || u AS titre, '' AS titre_court,
      'promouvoir l''entraide ; « tout est inventé »' || chr(10) || 'sur deux lignes' AS objet,
      ticket.code AS adrs_codeinsee,
      CASE WHEN draw(u, 'position', 12) = 0 THEN 'D' WHEN draw(u, 'position', 12) = 1 THEN 'S' ELSE 'A' END AS position,
      '2026-09-01' AS maj_time, ${empty.map((column) => `'' AS ${column}`).join(', ')}
    FROM (SELECT range * 11 AS u FROM range(${Math.ceil(units / 200)})) AS association
    JOIN ticket ON ticket.n = draw(u, 'place', 20000)`
}

export function listSql(list: 'ess-france' | 'esus' | 'siae' | 'flores', { units }: Wanted): string {
  const some = (step: number) =>
    `(SELECT range * ${step} + 3 AS u FROM range(${Math.ceil(units / step / 2)})) AS listed`
  switch (list) {
    case 'ess-france':
      // The list has lost the zeros in front of numbers, as the real one.
      return `
        SELECT ltrim(siren_of(u), '0') AS "SIREN", 'STRUCTURE D''EXEMPLE ' || u AS "Nom ou raison sociale de l'entreprise",
          ['Associations','Coopératives','Mutuelles','Fondations','Sociétés commerciales'][1 + draw(u, 'family', 5)]
            AS "Famille juridique de l'entreprise", '62000' AS "Code postal",
          'ARRAS' AS "Libellé de la commune de l'établissement",
          CASE WHEN draw(u, 'listdep', 3) > 0 THEN '62' ELSE '59' END AS "Code du département de l'établissement",
          'Pas-de-Calais' AS "Département de l'établissement", 'Hauts-de-France' AS "Région de l'établissement"
        FROM ${some(13)}`
    case 'esus':
      return `
        SELECT siren_of(u) AS "SIREN", 'STRUCTURE D''EXEMPLE ' || u AS "Dénomination", '62' AS "Département",
          strftime(DATE '2022-01-01' + draw(u, 'agreed', 900)::INTEGER, '%d/%m/%Y') AS "Date de décision",
          strftime(DATE '2027-01-01' + draw(u, 'agreed', 900)::INTEGER, '%d/%m/%Y') AS "Date de fin"
        FROM ${some(997)}`
    case 'siae':
      return `
        SELECT CASE WHEN draw(u, 'eaten', 40) = 0 THEN '2,43E+13' ELSE siret_of(siren_of(u), 1) END AS siret,
          ['ACI','AI','EI','ETTI','GEIQ'][1 + draw(u, 'type', 5)] AS type_siae, 'STRUCTURE D''EXEMPLE ' || u AS nom,
          ticket.code AS code_insee
        FROM ${some(499)} JOIN ticket ON ticket.n = draw(u, 'place', 20000)`
    case 'flores':
      return `
        SELECT code AS "GEO", 'COM' AS "GEO_OBJECT", sector AS "ACTIVITY", '_T' AS "NUMBER_EMPL",
          '1T9X7' AS "LEGAL_FORM_WITH_PUBLIC", measure AS "FLORES_MEASURE",
          CASE WHEN draw(population, code || sector, 4) = 0 THEN 'K' ELSE 'A' END AS "OBS_STATUS",
          '2024' AS "TIME_PERIOD",
          CASE WHEN draw(population, code || sector, 4) = 0 THEN NULL ELSE draw(population, measure, 400)::VARCHAR END AS "OBS_VALUE"
        FROM commune, (VALUES ('_T'), ('OQ'), ('RU')) AS activity (sector), (VALUES ('UNIT_LOC'), ('EMPL3112')) AS told (measure)`
  }
}
