import type { Belonging } from '#kernel/perimeter'

export type FamilyId = Exclude<Belonging, null>

/** Families as a reader chooses them: the address says `id`. */
export const FAMILIES: readonly {
  readonly id: string
  readonly family: FamilyId
  readonly one: string
  readonly many: string
}[] = [
  { id: 'association', family: 'association', one: 'Association', many: 'Associations' },
  { id: 'cooperative', family: 'cooperative', one: 'Coopérative', many: 'Coopératives' },
  { id: 'mutuelle', family: 'mutual', one: 'Mutuelle', many: 'Mutuelles' },
  { id: 'fondation', family: 'foundation', one: 'Fondation', many: 'Fondations' },
  {
    id: 'societe-commerciale',
    family: 'commercial-company',
    one: 'Société commerciale de l’ESS',
    many: 'Sociétés commerciales de l’ESS',
  },
  {
    id: 'autre',
    family: 'other-non-profit',
    one: 'Autre organisme sans but lucratif',
    many: 'Autres organismes sans but lucratif',
  },
]

export type Sector = { readonly id: string; readonly label: string; readonly divisions: readonly string[] }

/**
 * Sectors in words people use: divisions of NAF rev. 2 put together as niveau A38 of the Insee does, finer where the ESS
 * is at home.
 */
export const SECTORS: readonly Sector[] = [
  sector('action-sociale', 'Aide à domicile, petite enfance, insertion', '88'),
  sector('hebergement-social', 'Maisons de retraite, foyers, hébergement social', '87'),
  sector('sante', 'Santé', '86'),
  sector('enseignement', 'Enseignement et formation', '85'),
  sector('culture', 'Culture, spectacle et patrimoine', '90 91'),
  sector('sport', 'Sport et loisirs', '92 93'),
  sector('vie-associative', 'Vie associative et défense de causes', '94'),
  sector('banque', 'Banque, assurance et mutuelles', '64 65 66'),
  sector('agriculture', 'Agriculture, forêt et pêche', '01 02 03'),
  sector('alimentation', 'Fabrication d’aliments et de boissons', '10 11 12'),
  sector(
    'industrie',
    'Autres fabrications',
    '05 06 07 08 09 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33',
  ),
  sector('environnement', 'Énergie, eau, déchets et réemploi', '35 36 37 38 39'),
  sector('construction', 'Construction et bâtiment', '41 42 43'),
  sector('commerce', 'Commerce', '45 46 47'),
  sector('transport', 'Transport et livraison', '49 50 51 52 53'),
  sector('restauration', 'Hôtels, vacances et restauration', '55 56'),
  sector('information', 'Édition, médias et informatique', '58 59 60 61 62 63'),
  sector('immobilier', 'Logement et immobilier', '68'),
  sector('conseil', 'Conseil, études et recherche', '69 70 71 72 73 74 75'),
  sector('services', 'Nettoyage, espaces verts, location, bureaux', '77 78 79 80 81 82'),
  sector('services-personnels', 'Réparation et services aux personnes', '95 96'),
  sector('administration', 'Administration publique et autres', '84 97 98 99'),
]

/** Who has no activity told: associations that only their own register knows. */
export const NO_SECTOR: Sector = { id: 'non-precise', label: 'Activité non précisée', divisions: [''] }

export function sectorOf(naf: string | null): Sector {
  return BY_DIVISION.get((naf ?? '').slice(0, 2)) ?? NO_SECTOR
}

/** Size classes of Sirene, put together. `bands`: the codes, '' when none is told. */
export const SIZES: readonly { readonly id: string; readonly label: string; readonly bands: readonly string[] }[] = [
  { id: 'sans-salarie', label: 'Sans salarié', bands: ['NN', '00'] },
  { id: '1-9', label: '1 à 9 salariés', bands: ['01', '02', '03'] },
  { id: '10-49', label: '10 à 49 salariés', bands: ['11', '12'] },
  { id: '50-249', label: '50 à 249 salariés', bands: ['21', '22', '31'] },
  { id: '250-plus', label: '250 salariés ou plus', bands: ['32', '41', '42', '51', '52', '53'] },
  { id: 'inconnu', label: 'Nombre de salariés non précisé', bands: [''] },
]

const EMPLOYER_BANDS = SIZES.filter(({ id }) => /\d/.test(id)).flatMap(({ bands }) => bands)

/** Whether it employs, by the class of its unit: at least one person at the end of the year told. */
export const EMPLOYERS = [
  { id: 'oui', label: 'Emploie des salariés', bands: EMPLOYER_BANDS },
  { id: 'non', label: 'N’emploie personne, ou ne le dit pas', bands: ['NN', '00', ''] },
] as const

export type RecognitionId = 'identifiant-ess' | 'esus' | 'siae' | 'scic' | 'scop'

/** What a structure may be recognised as. `mark`: what its names begin with in the record. */
export const RECOGNITIONS: readonly {
  readonly id: RecognitionId
  readonly mark: string
  readonly kind: string
  readonly label: string
  readonly short: string
}[] = [
  { id: 'identifiant-ess', mark: 'identifiant', kind: 'Label', label: 'Identifiant ESS', short: 'Identifiant ESS' },
  {
    id: 'esus',
    mark: 'esus',
    kind: 'Agrément',
    label: 'Entreprise solidaire d’utilité sociale (ESUS)',
    short: 'ESUS',
  },
  {
    id: 'siae',
    mark: 'siae',
    kind: 'Conventionnement',
    label: 'Insertion par l’activité économique (SIAE)',
    short: 'Insertion',
  },
  {
    id: 'scic',
    mark: 'scic',
    kind: 'Forme juridique',
    label: 'Société coopérative d’intérêt collectif (SCIC)',
    short: 'SCIC',
  },
  {
    id: 'scop',
    mark: 'scop',
    kind: 'Forme juridique',
    label: 'Société coopérative et participative (SCOP)',
    short: 'SCOP',
  },
]

const SIAE_TYPES: Readonly<Record<string, string>> = {
  aci: 'atelier et chantier d’insertion',
  ei: 'entreprise d’insertion',
  ai: 'association intermédiaire',
  etti: 'entreprise de travail temporaire d’insertion',
  geiq: 'groupement d’employeurs pour l’insertion et la qualification',
}

/** « siae-aci » → « Insertion par l’activité économique (SIAE) : atelier et chantier d’insertion ». */
export function recognitionName(name: string): string {
  const [mark = '', detail = ''] = name.split('-')
  const known = RECOGNITIONS.find((each) => each.mark === mark)
  if (!known) return name
  const type = mark === 'siae' ? SIAE_TYPES[detail] : undefined
  return type === undefined ? known.label : `${known.label} : ${type}`
}

/** « 10 à 19 salariés »; undefined when its class is not told. */
export function sizeWords(band: string | null): string | undefined {
  return band === null ? undefined : BANDS[band]
}

const BANDS: Readonly<Record<string, string>> = {
  NN: 'sans salarié',
  '00': 'sans salarié en fin d’année',
  '01': '1 ou 2 salariés',
  '02': '3 à 5 salariés',
  '03': '6 à 9 salariés',
  '11': '10 à 19 salariés',
  '12': '20 à 49 salariés',
  '21': '50 à 99 salariés',
  '22': '100 à 199 salariés',
  '31': '200 à 249 salariés',
  '32': '250 à 499 salariés',
  '41': '500 à 999 salariés',
  '42': '1 000 à 1 999 salariés',
  '51': '2 000 à 4 999 salariés',
  '52': '5 000 à 9 999 salariés',
  '53': '10 000 salariés ou plus',
}

const BY_DIVISION = new Map(SECTORS.flatMap((each) => each.divisions.map((division) => [division, each] as const)))

function sector(id: string, label: string, divisions: string): Sector {
  return { id, label, divisions: divisions.split(' ') }
}
