import { add, fraction, ZERO } from '#kernel/fraction'
import { french } from '#kernel/french'
import { sentenceOfLoss } from '../describe.ts'
import type { Account, BallotExplanation, ChoiceExplanation, Telling } from './model.ts'
import { moneyText, people, titleOf } from './money.ts'

type Won = Extract<ChoiceExplanation, { outcome: 'won' }>

/** One ballot, told to the person who cast it. */
export function sentencesOfBallot(account: Account, ballot: BallotExplanation): Telling {
  const { election } = account
  const { choices, endowment, left } = ballot
  const amount = (value: typeof ZERO) => moneyText(value, election)
  if (choices.length === 0)
    return { sentences: [french`Ce bulletin est blanc. Il ne choisit aucun projet.`], reckoning: [] }
  return {
    sentences: [
      ...(endowment ? [french`Vous aviez une part de ${amount(endowment)}.`] : []),
      ...choices.map((choice) => sentenceOfChoice(account, choice)),
      ...(left ? [left.numerator > 0n ? french`Il vous reste ${amount(left)}.` : french`Il ne vous reste rien.`] : []),
    ],
    reckoning: [
      ...reckoningOfShares(account, ballot),
      ...choices.flatMap((choice) => reckoningOfChoice(account, choice)),
    ],
  }
}

function sentenceOfChoice({ election }: Account, choice: ChoiceExplanation): string {
  const title = titleOf(choice.project, election)
  if (choice.outcome === 'lost') return french`${title} n'est pas financé. ${sentenceOfLoss(choice.loss, election)}`
  return french`${title} est financé. ${sentenceOfPayment(choice, moneyText(choice.paid, election))}`
}

function sentenceOfPayment({ kind, paid, emptied }: Won, amount: string): string {
  if (kind === 'pot') return french`L'argent vient du budget de tous.`
  if (kind === 'load') return french`Votre part de son coût est de ${amount}.`
  if (paid.numerator === 0n) return french`Vous n'avez rien payé pour lui.`
  return emptied ? french`Vous avez donné tout ce qu'il vous restait : ${amount}.` : french`Vous avez payé ${amount}.`
}

function reckoningOfShares(
  { election, tally }: Account,
  { endowment, left, choices }: BallotExplanation,
): readonly string[] {
  if (!endowment || !left) return []
  const shares = choices.filter((choice) => choice.outcome === 'won').filter(({ kind }) => kind === 'share')
  const paid = shares.map((choice) => choice.paid).filter(({ numerator }) => numerator > 0n)
  const amount = (value: typeof ZERO) => moneyText(value, election)
  return [
    ...reckoningOfEndowment({ election, tally }, amount(endowment)),
    ...(paid.length > 0 ? [[amount(endowment), ...paid.map(amount)].join(' − ') + french` = ${amount(left)}`] : []),
    ...(paid.length > 1 ? [french`Payé en tout : ${amount(paid.reduce(add, ZERO))}`] : []),
    ROUNDED,
  ]
}

/** Where the share comes from: the budget divided, or what add1 made of it. */
function reckoningOfEndowment(
  { election, tally }: Pick<Account, 'election' | 'tally'>,
  share: string,
): readonly string[] {
  const budget = moneyText(fraction(election.budget), election)
  const voters = people(election.profile.voterCount)
  const isFloored = tally.rule.kind === 'equal-shares' && tally.rule.start === 'floor' && tally.increments !== undefined
  const start = isFloored ? french`${budget} ÷ ${voters}, arrondi à l'unité en dessous` : french`${budget} ÷ ${voters}`
  if (!tally.increments) return [french`${start} = ${share} pour chaque personne`]
  const added = moneyText(fraction(BigInt(tally.increments) * 10n ** BigInt(election.decimals)), election)
  return [french`${start}, plus ${added} pour chacune = ${share}`]
}

function reckoningOfChoice({ election, tally }: Account, choice: ChoiceExplanation): readonly string[] {
  const { project } = choice
  const title = titleOf(project, election)
  const cost = moneyText(fraction(election.projects[project]!.cost), election)
  if (choice.outcome === 'lost') {
    const { reason, available } = choice.loss
    if (reason !== 'supporters-short' && reason !== 'budget-short') return [french`${title} : il coûte ${cost}`]
    return [french`${title} : il coûte ${cost}, il y avait ${moneyText(available, election)}`]
  }
  const paid = moneyText(choice.paid, election)
  if (choice.kind === 'pot') {
    return [french`${title} : ${cost} ÷ ${people(tally.rounds[choice.round]!.payers)} = ${paid} chacune`]
  }
  return [french`${title} : ${paid} sur ${cost}`]
}

const ROUNDED = french`Les montants sont montrés au centième près. Le compte, lui, est fait en nombres exacts.`
