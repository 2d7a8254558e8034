import type { GreedyRule, Rule } from '#kernel/tally'

/** A few words that fit at the head of a column. */
export function nameOfRule(rule: Rule): string {
  switch (rule.kind) {
    case 'greedy':
      return nameOfGreedy(rule)
    case 'phragmen':
      return 'Phragmén'
    case 'max-welfare':
      return 'Le plus grand total'
    case 'equal-shares':
      return SHARES[rule.completion] + (rule.comparison ? ', avec comparaison' : '')
  }
}

function nameOfGreedy({ utility, by, whenTooDear }: GreedyRule): string {
  const isPerCost = by === 'per-cost' && utility !== 'cost'
  const order = utility === 'cost' || utility === 'cardinality' ? 'Les plus choisis' : 'Le plus de points'
  return `${order}${isPerCost ? ' pour leur coût' : ''} d’abord${whenTooDear === 'stop' ? ', sans saut' : ''}`
}

const SHARES = {
  none: 'Parts égales',
  utilitarian: 'Parts égales, puis le reste',
  add1: 'Parts agrandies',
  'add1-utilitarian': 'Parts agrandies, puis le reste',
} as const

/** @param column  of the file: where voters live, unless it is age or sex */
export function titleOfGrouping(column: string): 'Lieu' | 'Âge' | 'Sexe' {
  return column === 'age' ? 'Âge' : column === 'sex' ? 'Sexe' : 'Lieu'
}

/** @param name  as the file writes it; undefined for groups of fewer than 5 voters put together */
export function nameOfGroup(title: 'Lieu' | 'Âge' | 'Sexe', name: string | undefined): string {
  if (name === undefined) return 'Autres'
  if (name === '') return 'Non dit'
  if (title === 'Sexe') return SEXES[name] ?? name
  return title === 'Âge' && /^\d{1,3}$/.test(name) ? bandOf(Number(name)) : name
}

const SEXES: Readonly<Record<string, string>> = { F: 'Femmes', M: 'Hommes' }

function bandOf(age: number): string {
  if (age < 18) return 'Moins de 18 ans'
  if (age >= 75) return '75 ans et plus'
  const start = [60, 45, 30, 18].find((from) => age >= from)!
  return `${start} à ${ENDS[start]} ans`
}

const ENDS: Readonly<Record<number, number>> = { 18: 29, 30: 44, 45: 59, 60: 74 }
