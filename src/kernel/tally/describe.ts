import { fraction } from '#kernel/fraction'
import { french, frenchNumber } from '#kernel/french'
import type {
  Completion,
  Election,
  EqualSharesRule,
  Fraction,
  GreedyRule,
  Loss,
  PhragmenRule,
  Rule,
  Utility,
} from './model.ts'

/** The rule in a few short sentences that an 11-year-old follows. */
export function sentenceOfRule(rule: Rule): string {
  switch (rule.kind) {
    case 'greedy':
      return sentenceOfGreedy(rule)
    case 'equal-shares':
      return sentenceOfEqualShares(rule)
    case 'phragmen':
      return sentenceOfPhragmen(rule)
    case 'max-welfare':
      return french`On essaie tous les groupes de projets que l'argent permet de payer. On garde le groupe qui obtient le plus grand total : ${TOTALS[rule.utility]}.`
  }
}

/** What a sentence about money needs of an election, read from its file or kept in a database. */
export type Terms = Pick<Election, 'decimals' | 'currency'> & {
  readonly projects: readonly { readonly cost: bigint }[]
}

/** Why this project is not funded, with what was missing. */
export function sentenceOfLoss(loss: Loss, election: Terms): string {
  const cost = fraction(election.projects[loss.project]!.cost)
  const amount = (value: Fraction) => frenchAmount(value, election)
  const short = french`il coûte ${amount(cost)}. Il manquait ${missingAmount(cost, loss.available, election)}.`
  switch (loss.reason) {
    case 'unsupported':
      return french`Personne n'a choisi ce projet.`
    case 'below-threshold':
      return french`Ce projet n'a pas atteint le nombre minimum fixé par le règlement.`
    case 'supporters-short':
      return french`Les personnes qui ont choisi ce projet n'avaient plus que ${amount(loss.available)} ensemble, et ${short}`
    case 'budget-short':
      return french`Quand son tour est venu, il restait ${amount(loss.available)}, et ${short}`
    case 'stopped':
      return french`Le compte s'est arrêté avant son tour, à un projet mieux placé que l'argent restant ne pouvait pas payer.`
    case 'outweighed':
      return french`Ce projet ne fait pas partie du groupe qui obtient le plus grand total.`
  }
}

const TOTALS: Readonly<Record<Utility, string>> = {
  cost: french`chaque vote y compte pour l'argent du projet choisi`,
  cardinality: french`le plus de votes`,
  points: french`le plus de points`,
  borda: french`le plus de points de classement`,
  positions: french`le plus de points de classement`,
}

const SCORES: Readonly<Record<Utility, string>> = {
  cost: 'de votes',
  cardinality: 'de votes',
  points: 'de points',
  borda: 'de points de classement',
  positions: 'de points de classement',
}

function sentenceOfGreedy(rule: GreedyRule): string {
  return [
    french`On range les projets : d'abord ceux qui ont ${ranking(rule)}. On prend chaque projet dans cet ordre, tant que l'argent suffit.`,
    rule.whenTooDear === 'stop'
      ? french`Dès qu'un projet coûte trop cher pour ce qui reste, on s'arrête.`
      : french`Si un projet coûte trop cher pour ce qui reste, on passe au suivant.`,
    ...(rule.threshold > 0
      ? [french`Il faut au moins ${rule.threshold} ${SCORES[rule.utility].replace(/^de /, '')} pour être retenu.`]
      : []),
  ].join(' ')
}

function ranking({ utility, by }: GreedyRule): string {
  if (by === 'per-cost' && utility === 'cost') return 'le plus de votes'
  if (by === 'total' && utility === 'cost') return 'le plus de votes, multipliés par leur coût'
  return french`le plus ${SCORES[utility]}${by === 'per-cost' ? ' par unité de monnaie dépensée' : ''}`
}

function sentenceOfEqualShares(rule: EqualSharesRule): string {
  return [
    french`L'argent est partagé en parts égales : chaque votant en a une. Un projet est financé quand les personnes qui l'ont choisi peuvent le payer ensemble avec leurs parts.`,
    french`À chaque tour, on prend le projet ${PRICES[rule.utility]}. Celles et ceux qui l'ont choisi se partagent son coût.`,
    ...COMPLETIONS[rule.completion],
    ...(rule.comparison
      ? [
          french`À la fin, on compare avec la méthode « les plus choisis d'abord » : si davantage de votants préfèrent ce que celle-ci donne, on la garde.`,
        ]
      : []),
  ].join(' ')
}

const PRICES: Readonly<Record<Utility, string>> = {
  cost: french`qui demande la plus petite part de son coût à chacun`,
  cardinality: french`qui demande le moins d'argent à chacun`,
  points: french`qui demande le moins d'argent pour chaque point reçu`,
  borda: french`qui demande le moins d'argent pour chaque point de classement`,
  positions: french`qui demande le moins d'argent pour chaque point de classement`,
}

const WITH_MORE = french`S'il reste de l'argent, on recommence avec des parts un peu plus grandes, une unité de plus à chaque fois, et on garde le dernier essai qui ne dépasse pas le budget.`
const WITH_REST = french`L'argent qui reste va ensuite aux projets les plus choisis, tant qu'il suffit.`

const COMPLETIONS: Readonly<Record<Completion, readonly string[]>> = {
  none: [french`L'argent qui reste n'est pas dépensé.`],
  utilitarian: [WITH_REST],
  add1: [WITH_MORE],
  'add1-utilitarian': [WITH_MORE, WITH_REST],
}

function sentenceOfPhragmen(rule: PhragmenRule): string {
  return [
    french`Financer un projet pèse sur celles et ceux qui l'ont choisi : ils portent son coût à parts égales, en plus de ce qu'ils portent déjà.`,
    french`À chaque tour, on prend le projet qui laisse la charge la plus légère. On s'arrête au premier que l'argent restant ne peut pas payer.`,
    ...(rule.fundsUnsupported ? [french`Les projets que personne n'a choisis viennent après tous les autres.`] : []),
  ].join(' ')
}

/** In whole units of the currency, rounded down: « 93 900 PLN ». */
function frenchAmount(value: Fraction, election: Terms): string {
  return withCurrency(wholeUnits(value, election), election)
}

/** Cost less what was there, in the whole units shown, so that the reader's sum comes right. */
function missingAmount(cost: Fraction, available: Fraction, election: Terms): string {
  return withCurrency(wholeUnits(cost, election) - wholeUnits(available, election), election)
}

function wholeUnits({ numerator, denominator }: Fraction, election: Terms): bigint {
  return numerator / (denominator * 10n ** BigInt(election.decimals))
}

function withCurrency(units: bigint, { currency }: Terms): string {
  return `${frenchNumber(units)}\u00a0${currency === 'EUR' ? '€' : (currency ?? 'unités')}`
}
