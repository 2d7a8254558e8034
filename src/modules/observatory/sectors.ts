/** A sector of the aggregated nomenclature of the Insee, as NAF rev. 2 gives it by its divisions. */
export type Sector = { readonly code: string; readonly label: string; readonly divisions: readonly string[] }

/** Who has no division: the Insee does not tell the activity, or only in another nomenclature. */
export const UNKNOWN_SECTOR = 'inconnu'

/**
 * Niveau A17.
 *
 * @see https://www.insee.fr/fr/information/2028155 (nomenclatures agrégées associées à la NAF rév. 2)
 */
export const A17: readonly Sector[] = [
  sector('AZ', 'Agriculture, sylviculture et pêche', '01 02 03'),
  sector('DE', 'Industries extractives, énergie, eau, gestion des déchets', '05 06 07 08 09 35 36 37 38 39'),
  sector('C1', 'Fabrication de denrées alimentaires, de boissons et de tabac', '10 11 12'),
  sector('C2', 'Cokéfaction et raffinage', '19'),
  sector('C3', 'Fabrication d’équipements électriques, électroniques, informatiques et de machines', '26 27 28'),
  sector('C4', 'Fabrication de matériels de transport', '29 30'),
  sector('C5', 'Fabrication d’autres produits industriels', '13 14 15 16 17 18 20 21 22 23 24 25 31 32 33'),
  sector('FZ', 'Construction', '41 42 43'),
  sector('GZ', 'Commerce, réparation d’automobiles et de motocycles', '45 46 47'),
  sector('HZ', 'Transports et entreposage', '49 50 51 52 53'),
  sector('IZ', 'Hébergement et restauration', '55 56'),
  sector('JZ', 'Information et communication', '58 59 60 61 62 63'),
  sector('KZ', 'Activités financières et d’assurance', '64 65 66'),
  sector('LZ', 'Activités immobilières', '68'),
  sector('MN', 'Services aux entreprises', '69 70 71 72 73 74 75 77 78 79 80 81 82'),
  sector('OQ', 'Administration publique, enseignement, santé et action sociale', '84 85 86 87 88'),
  sector('RU', 'Arts, sport, loisirs et autres services', '90 91 92 93 94 95 96 97 98 99'),
]

/** Niveau A38. */
export const A38: readonly Sector[] = [
  sector('AZ', 'Agriculture, sylviculture et pêche', '01 02 03'),
  sector('BZ', 'Industries extractives', '05 06 07 08 09'),
  sector('CA', 'Denrées alimentaires, boissons et tabac', '10 11 12'),
  sector('CB', 'Textiles, habillement, cuir et chaussure', '13 14 15'),
  sector('CC', 'Bois, papier et imprimerie', '16 17 18'),
  sector('CD', 'Cokéfaction et raffinage', '19'),
  sector('CE', 'Industrie chimique', '20'),
  sector('CF', 'Industrie pharmaceutique', '21'),
  sector('CG', 'Caoutchouc, plastique et autres produits minéraux', '22 23'),
  sector('CH', 'Métallurgie et produits métalliques', '24 25'),
  sector('CI', 'Produits informatiques, électroniques et optiques', '26'),
  sector('CJ', 'Équipements électriques', '27'),
  sector('CK', 'Machines et équipements', '28'),
  sector('CL', 'Matériels de transport', '29 30'),
  sector('CM', 'Autres industries, réparation et installation', '31 32 33'),
  sector('DZ', 'Électricité, gaz, vapeur et air conditionné', '35'),
  sector('EZ', 'Eau, assainissement, déchets et dépollution', '36 37 38 39'),
  sector('FZ', 'Construction', '41 42 43'),
  sector('GZ', 'Commerce, réparation d’automobiles et de motocycles', '45 46 47'),
  sector('HZ', 'Transports et entreposage', '49 50 51 52 53'),
  sector('IZ', 'Hébergement et restauration', '55 56'),
  sector('JA', 'Édition, audiovisuel et diffusion', '58 59 60'),
  sector('JB', 'Télécommunications', '61'),
  sector('JC', 'Informatique et services d’information', '62 63'),
  sector('KZ', 'Activités financières et d’assurance', '64 65 66'),
  sector('LZ', 'Activités immobilières', '68'),
  sector('MA', 'Droit, comptabilité, gestion, architecture, ingénierie et analyses', '69 70 71'),
  sector('MB', 'Recherche scientifique', '72'),
  sector('MC', 'Publicité, études de marché et autres services spécialisés', '73 74 75'),
  sector('NZ', 'Services administratifs et de soutien', '77 78 79 80 81 82'),
  sector('OZ', 'Administration publique', '84'),
  sector('PZ', 'Enseignement', '85'),
  sector('QA', 'Santé', '86'),
  sector('QB', 'Hébergement médico-social et action sociale', '87 88'),
  sector('RZ', 'Arts, spectacles, sport et loisirs', '90 91 92 93'),
  sector('SZ', 'Autres services', '94 95 96'),
  sector('TZ', 'Ménages employeurs', '97 98'),
  sector('UZ', 'Activités extra-territoriales', '99'),
]

/** The sector of each division, at both levels. */
export const DIVISIONS: readonly { readonly division: string; readonly a17: string; readonly a38: string }[] =
  A38.flatMap(({ code: a38, divisions }) =>
    divisions.map((division) => ({
      division,
      a17: A17.find((each) => each.divisions.includes(division))?.code ?? UNKNOWN_SECTOR,
      a38,
    })),
  )

function sector(code: string, label: string, divisions: string): Sector {
  return { code, label, divisions: divisions.split(' ') }
}
