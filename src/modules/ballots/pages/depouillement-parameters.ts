import type { Completion, GreedyRule, PresetName, Rule, TieOrder, Utility } from '#kernel/tally'

const AS_PRESET_SAYS = 'Comme le réglage tout prêt'

type Option<Value extends string> = {
  readonly value: Value | ''
  readonly label: string
  /** What choosing it means, instead of the sentence of the parameter. */
  readonly said?: string
}

/** A choice in a list, with the sentence that explains it. */
export type Parameter = {
  readonly name: string
  readonly label: string
  readonly hint: string
  /** Rules it belongs to. */
  readonly of: readonly Rule['kind'][]
  readonly options: readonly Option<string>[]
}

export const KINDS = [
  {
    value: 'equal-shares',
    label: 'Parts égales',
    hint: 'Chaque votant a la même part du budget. Un projet est financé quand ceux qui l’ont choisi peuvent le payer ensemble.',
  },
  {
    value: 'greedy',
    label: 'Les plus choisis d’abord',
    hint: 'Du projet le plus choisi au moins choisi, tant que l’argent suffit. La règle la plus courante.',
  },
  {
    value: 'phragmen',
    label: 'Phragmén',
    hint: 'Chaque projet pèse sur ceux qui l’ont choisi. On prend toujours celui qui laisse la charge la plus légère.',
  },
  {
    value: 'max-welfare',
    label: 'Le plus grand total',
    hint: 'Parmi tous les groupes de projets que l’argent permet, celui qui obtient le plus grand total.',
  },
] as const satisfies readonly { value: Rule['kind']; label: string; hint: string }[]

const PRESETS: readonly Option<PresetName>[] = [
  { value: '', label: 'Ceux de ce site' },
  {
    value: 'equalshares.net',
    label: 'Le calculateur equalshares.net',
    said: 'Les réglages de départ de cet outil connu : parts plus grandes, puis les plus choisis.',
  },
  {
    value: 'pabutools',
    label: 'La bibliothèque pabutools',
    said: 'Les définitions des chercheurs : aucune rallonge, et le plus petit numéro en cas d’égalité.',
  },
  {
    value: 'wieliczka-2023',
    label: 'Wieliczka (Pologne), 2023',
    said: 'Des parts de plus en plus grandes, puis une comparaison avec les plus choisis d’abord.',
  },
  {
    value: 'swiecie-2023',
    label: 'Świecie (Pologne), 2023',
    said: 'Des parts de plus en plus grandes, jusqu’à ce qu’aucun projet ne tienne plus dans le budget.',
  },
  {
    value: 'assen-2024',
    label: 'Assen (Pays-Bas), 2024',
    said: 'Des parts de plus en plus grandes ; ce qui reste à la fin n’est pas dépensé.',
  },
]

const COMPLETIONS: readonly Option<Completion>[] = [
  { value: '', label: AS_PRESET_SAYS },
  { value: 'none', label: 'On ne le dépense pas', said: 'Le reste retourne au budget : aucun projet de plus.' },
  {
    value: 'utilitarian',
    label: 'Il va aux projets les plus choisis',
    said: 'Le reste finance les projets les plus choisis parmi ceux qui manquent, tant qu’il suffit.',
  },
  {
    value: 'add1',
    label: 'On recommence avec des parts plus grandes',
    said: 'On refait le compte avec une unité de plus par personne, tant que le budget n’est pas dépassé.',
  },
  {
    value: 'add1-utilitarian',
    label: 'Parts plus grandes, puis les plus choisis',
    said: 'Les parts grandissent, puis le dernier reste va aux projets les plus choisis.',
  },
]

const UTILITIES: readonly Option<Utility>[] = [
  { value: '', label: 'Selon les bulletins' },
  {
    value: 'cost',
    label: 'L’argent mis dans ses projets',
    said: 'Un projet financé compte pour son coût : les grands projets comptent plus.',
  },
  {
    value: 'cardinality',
    label: 'Le nombre de ses projets financés',
    said: 'Chaque projet financé compte pour un, petit ou grand.',
  },
  {
    value: 'points',
    label: 'Les points qu’il a donnés',
    said: 'Un projet financé compte pour les points écrits sur le bulletin.',
  },
  {
    value: 'borda',
    label: 'Son classement (Borda)',
    said: 'Un projet compte pour le nombre de projets classés derrière lui.',
  },
  {
    value: 'positions',
    label: 'Son classement (3, 2, 1…)',
    said: 'Le premier choix compte le plus, puis un point de moins à chaque rang.',
  },
]

const ORDERS: readonly Option<GreedyRule['by']>[] = [
  { value: '', label: AS_PRESET_SAYS },
  {
    value: 'per-cost',
    label: 'Par unité d’argent',
    said: 'Le score est divisé par le coût : un petit projet très choisi passe devant.',
  },
  { value: 'total', label: 'Par le total', said: 'Le plus grand score passe devant, quel que soit le coût.' },
]

const WHEN_TOO_DEAR: readonly Option<GreedyRule['whenTooDear']>[] = [
  { value: '', label: AS_PRESET_SAYS },
  {
    value: 'skip',
    label: 'On le passe et on continue',
    said: 'Un projet moins cher, plus bas dans la liste, peut encore être financé.',
  },
  { value: 'stop', label: 'On s’arrête là', said: 'Aucun projet plus bas dans la liste n’est financé.' },
]

const TIES: readonly Option<TieOrder>[] = [
  { value: '', label: AS_PRESET_SAYS },
  {
    value: 'cost-votes',
    label: 'Le moins cher, puis le plus choisi',
    said: 'Et, s’ils sont encore à égalité, le premier du fichier.',
  },
  { value: 'id', label: 'Le plus petit numéro', said: 'Le numéro est celui du fichier, comparé lettre à lettre.' },
]

/** In the order of the form. */
export const PARAMETERS: readonly Parameter[] = [
  {
    name: 'reglage',
    label: 'Réglages tout prêts',
    hint: 'Ceux d’un outil ou d’une ville, pour retrouver le même résultat.',
    of: ['equal-shares', 'greedy', 'phragmen', 'max-welfare'],
    options: PRESETS,
  },
  {
    name: 'complement',
    label: 'S’il reste de l’argent',
    hint: 'Les parts égales laissent souvent un reste : que devient-il ?',
    of: ['equal-shares'],
    options: COMPLETIONS,
  },
  {
    name: 'utilite',
    label: 'Ce qui compte pour un votant',
    hint: 'Ce que la règle essaie de donner à chacun.',
    of: ['equal-shares', 'greedy', 'max-welfare'],
    options: UTILITIES,
  },
  {
    name: 'ordre',
    label: 'Classer les projets',
    hint: 'Par ce que chaque unité d’argent apporte, ou par le total.',
    of: ['greedy'],
    options: ORDERS,
  },
  {
    name: 'trop-cher',
    label: 'Un projet trop cher pour le reste',
    hint: 'Quand son tour vient et que l’argent ne suffit plus.',
    of: ['greedy'],
    options: WHEN_TOO_DEAR,
  },
  {
    name: 'egalites',
    label: 'En cas d’égalité exacte',
    hint: 'L’ordre qui départage deux projets que rien d’autre ne sépare.',
    of: ['equal-shares', 'greedy', 'phragmen', 'max-welfare'],
    options: TIES,
  },
]
