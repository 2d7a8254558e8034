import type { Completion, GreedyRule, PresetName, Rule, TieOrder, Utility } from '#kernel/tally'

const AS_PRESET_SAYS = 'Comme le réglage tout prêt'

type Option<Value extends string> = { readonly value: Value | ''; readonly label: string }

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
  { value: 'equalshares.net', label: 'Le calculateur equalshares.net' },
  { value: 'pabutools', label: 'La bibliothèque pabutools' },
  { value: 'wieliczka-2023', label: 'Wieliczka (Pologne), 2023' },
  { value: 'swiecie-2023', label: 'Świecie (Pologne), 2023' },
  { value: 'assen-2024', label: 'Assen (Pays-Bas), 2024' },
]

const COMPLETIONS: readonly Option<Completion>[] = [
  { value: '', label: AS_PRESET_SAYS },
  { value: 'none', label: 'On ne le dépense pas' },
  { value: 'utilitarian', label: 'Il va aux projets les plus choisis' },
  { value: 'add1', label: 'On recommence avec des parts plus grandes' },
  { value: 'add1-utilitarian', label: 'Parts plus grandes, puis les plus choisis' },
]

const UTILITIES: readonly Option<Utility>[] = [
  { value: '', label: 'Selon les bulletins' },
  { value: 'cost', label: 'L’argent mis dans ses projets' },
  { value: 'cardinality', label: 'Le nombre de ses projets financés' },
  { value: 'points', label: 'Les points qu’il a donnés' },
  { value: 'borda', label: 'Son classement (Borda)' },
  { value: 'positions', label: 'Son classement (3, 2, 1…)' },
]

const ORDERS: readonly Option<GreedyRule['by']>[] = [
  { value: '', label: AS_PRESET_SAYS },
  { value: 'per-cost', label: 'Par unité d’argent' },
  { value: 'total', label: 'Par le total' },
]

const WHEN_TOO_DEAR: readonly Option<GreedyRule['whenTooDear']>[] = [
  { value: '', label: AS_PRESET_SAYS },
  { value: 'skip', label: 'On le passe et on continue' },
  { value: 'stop', label: 'On s’arrête là' },
]

const TIES: readonly Option<TieOrder>[] = [
  { value: '', label: AS_PRESET_SAYS },
  { value: 'cost-votes', label: 'Le moins cher, puis le plus choisi' },
  { value: 'id', label: 'Le plus petit numéro' },
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
