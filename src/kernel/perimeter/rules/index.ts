import type { Day } from '#kernel/calendar'
import { french } from '#kernel/french'
import { assert } from '#kernel/result'
import type { PerimeterRule } from '../model.ts'
import { CATEGORIES_2026_11 } from './categories.ts'
import { EXCLUSIONS_2026_11 } from './exclusions.ts'

/** Every rule there has been, oldest first. A rule is never changed once used: a new one ends it. */
export const PERIMETER_RULES: readonly PerimeterRule[] = [
  {
    version: 'perimetre_ess@2026-11',
    from: '2026-11-01',
    until: null,
    status: 'proposed',
    categories: CATEGORIES_2026_11,
    minimumConfidence: 'medium',
    countsOtherNonProfits: false,
    companyCategories: ['5', '6'],
    exclusions: EXCLUSIONS_2026_11,
    lists: ['cg-scop', 'scic', 'ess-france', 'esus', 'siae'],
    hearsFlag: true,
    sources: [
      { said: french`Loi n° 2014-856 du 31 juillet 2014, article 1er : qui est dans l'ESS.`, where: 'Légifrance' },
      {
        said: french`Insee : une liste de catégories juridiques, puis des activités exclues, puis quatre familles.`,
        where: 'https://www.insee.fr/fr/statistiques/7636531?sommaire=7636553',
      },
      {
        said: french`Catégories juridiques de l'Insee, niveau III. Le rattachement à une famille est proposé ici : la CRESS doit le confirmer.`,
        where: 'data/nomenclatures/categories_juridiques.csv',
      },
    ],
  },
]

/** @returns the rule in force on that day; undefined before the first */
export function ruleOn(day: Day, rules: readonly PerimeterRule[] = PERIMETER_RULES): PerimeterRule | undefined {
  return rules.find(({ from, until }) => from <= day && (until === null || day < until))
}

/** The rule in force: the one that nothing ends. */
export function currentRule(rules: readonly PerimeterRule[] = PERIMETER_RULES): PerimeterRule {
  const rule = rules.find(({ until }) => until === null)
  assert(rule, 'one rule has no end')
  return rule
}

/** What is wrong with a set of rules. */
export type RuleFault =
  | { readonly kind: 'ends-before-it-begins'; readonly version: string }
  | { readonly kind: 'same-version-twice'; readonly version: string }
  | { readonly kind: 'two-at-once'; readonly version: string; readonly other: string }
  | { readonly kind: 'category-not-four-digits'; readonly version: string; readonly code: string }
  | { readonly kind: 'exclusion-twice'; readonly version: string; readonly code: string }

/** @returns an empty list when the rules can be used: their dates do not overlap, their codes have the right form */
export function faultsOfRules(rules: readonly PerimeterRule[]): readonly RuleFault[] {
  return [...rules.flatMap(faultsOfOne), ...rules.flatMap((rule, index) => faultsOfPairs(rule, rules.slice(index + 1)))]
}

function faultsOfOne({ version, from, until, categories, exclusions }: PerimeterRule): readonly RuleFault[] {
  const codes = exclusions.flatMap(({ codes: each }) => [...each['naf-rev-2'], ...each['naf-2025']])
  const twice = codes.filter((code, index) => codes.indexOf(code) !== index)
  return [
    ...(until !== null && until <= from ? [{ kind: 'ends-before-it-begins', version } as const] : []),
    ...Object.keys(categories)
      .filter((code) => !/^\d{4}$/.test(code))
      .map((code) => ({ kind: 'category-not-four-digits', version, code }) as const),
    ...twice.map((code) => ({ kind: 'exclusion-twice', version, code }) as const),
  ]
}

function faultsOfPairs(rule: PerimeterRule, later: readonly PerimeterRule[]): readonly RuleFault[] {
  const { version } = rule
  return later.flatMap((other) => [
    ...(other.version === version ? [{ kind: 'same-version-twice', version } as const] : []),
    ...(overlap(rule, other) ? [{ kind: 'two-at-once', version, other: other.version } as const] : []),
  ])
}

function overlap(a: PerimeterRule, b: PerimeterRule): boolean {
  return (b.until === null || a.from < b.until) && (a.until === null || b.from < a.until)
}
