import type { CategoryEntry, Confidence } from '../model.ts'

type Labels = Readonly<Record<string, string>>

// Reconstruction from level III of the legal categories of Insee and from what Sirene flags in a sample of 2026. The
// official list of Insee and ESS France could not be read: the CRESS must confirm this one.
const ASSOCIATIONS = entriesOf('association', {
  strong: {
    9220: 'Association déclarée',
    9221: 'Association déclarée d’insertion par l’économique',
    9222: 'Association intermédiaire',
    9223: 'Groupement d’employeurs',
    9230: 'Association déclarée, reconnue d’utilité publique',
    9260: 'Association de droit local (Bas-Rhin, Haut-Rhin et Moselle)',
  },
})

const COOPERATIVES = entriesOf('cooperative', {
  strong: {
    5191: 'Société de caution mutuelle',
    5192: 'Société coopérative de banque populaire',
    5193: 'Caisse de crédit maritime mutuel',
    5194: 'Caisse (fédérale) de crédit mutuel',
    5195: 'Association coopérative inscrite (droit local Alsace Moselle)',
    5196: 'Caisse d’épargne et de prévoyance à forme coopérative',
    5203: 'Société en nom collectif coopérative',
    5307: 'Société en commandite simple coopérative',
    5309: 'Société en commandite par actions coopérative',
    5443: 'SARL coopérative de construction',
    5451: 'SARL coopérative de consommation',
    5453: 'SARL coopérative artisanale',
    5454: 'SARL coopérative d’intérêt maritime',
    5455: 'SARL coopérative de transport',
    5458: 'SARL coopérative de production (SCOP)',
    5459: 'SARL union de sociétés coopératives',
    5460: 'Autre SARL coopérative',
    5543: 'SA coopérative de construction à conseil d’administration',
    5547: 'SA coopérative de production de HLM à conseil d’administration',
    5551: 'SA coopérative de consommation à conseil d’administration',
    5552: 'SA coopérative de commerçants-détaillants à conseil d’administration',
    5553: 'SA coopérative artisanale à conseil d’administration',
    5554: 'SA coopérative (d’intérêt) maritime à conseil d’administration',
    5555: 'SA coopérative de transport à conseil d’administration',
    5558: 'SA coopérative de production (SCOP) à conseil d’administration',
    5559: 'SA union de sociétés coopératives à conseil d’administration',
    5560: 'Autre SA coopérative à conseil d’administration',
    5643: 'SA coopérative de construction à directoire',
    5647: 'Société coopérative de production de HLM anonyme à directoire',
    5651: 'SA coopérative de consommation à directoire',
    5652: 'SA coopérative de commerçants-détaillants à directoire',
    5653: 'SA coopérative artisanale à directoire',
    5654: 'SA coopérative d’intérêt maritime à directoire',
    5655: 'SA coopérative de transport à directoire',
    5658: 'SA coopérative de production (SCOP) à directoire',
    5659: 'SA union de sociétés coopératives à directoire',
    5660: 'Autre SA coopérative à directoire',
    6100: 'Caisse d’Épargne et de Prévoyance',
    6316: 'Coopérative d’utilisation de matériel agricole en commun (CUMA)',
    6317: 'Société coopérative agricole',
    6318: 'Union de sociétés coopératives agricoles',
    6543: 'Société civile coopérative de construction',
    6551: 'Société civile coopérative de consommation',
    6554: 'Société civile coopérative d’intérêt maritime',
    6558: 'Société civile coopérative entre médecins',
    6560: 'Autre société civile coopérative',
    6595: 'Caisse locale de crédit mutuel',
    6596: 'Caisse de crédit agricole mutuel',
  },
  medium: {
    5432: 'SARL d’intérêt collectif agricole (SICA)',
    5532: 'SA d’intérêt collectif agricole (SICA) à conseil d’administration',
    5632: 'SA d’intérêt collectif agricole (SICA)',
    6532: 'Société civile d’intérêt collectif agricole (SICA)',
  },
})

const MUTUALS = entriesOf('mutual', {
  strong: {
    6411: 'Société d’assurance à forme mutuelle',
    8210: 'Mutuelle',
    8250: 'Assurance mutuelle agricole',
  },
  medium: {
    8290: 'Autre organisme mutualiste',
  },
})

const FOUNDATIONS = entriesOf('foundation', {
  strong: {
    9300: 'Fondation',
  },
})

const OTHER_NON_PROFITS = entriesOf('other-non-profit', {
  'to-confirm': {
    8310: 'Comité social économique d’entreprise',
    8311: 'Comité social économique d’établissement',
    8470: 'Centre technique industriel ou comité professionnel du développement économique',
    8490: 'Autre organisme professionnel',
    8510: 'Institution de prévoyance',
    8520: 'Institution de retraite supplémentaire',
    9210: 'Association non déclarée',
    9224: 'Association d’avocats à responsabilité professionnelle individuelle',
    9240: 'Congrégation',
    9900: 'Autre personne morale de droit privé',
    9970: 'Groupement de coopération sanitaire à gestion privée',
  },
})

/** Legal category → family, as of November 2026. The same rows as `data/nomenclatures/categories_juridiques.csv`. */
export const CATEGORIES_2026_11: Readonly<Record<string, CategoryEntry>> = {
  ...COOPERATIVES,
  ...MUTUALS,
  ...ASSOCIATIONS,
  ...FOUNDATIONS,
  ...OTHER_NON_PROFITS,
}

function entriesOf(
  family: CategoryEntry['family'],
  byConfidence: Partial<Record<Confidence, Labels>>,
): Readonly<Record<string, CategoryEntry>> {
  const entries = Object.entries(byConfidence) as [Confidence, Labels][]
  return Object.fromEntries(
    entries.flatMap(([confidence, labels]) =>
      Object.entries(labels).map(([code, label]) => [code, { label, family, confidence }] as const),
    ),
  )
}
