import { fraction } from '#kernel/fraction'
import { french } from '#kernel/french'
import { sentenceOfLoss } from '../describe.ts'
import type {
  Account,
  CostToWin,
  LoserExplanation,
  PayerGroup,
  PlaceExplanation,
  Telling,
  VotesToWin,
  WinnerExplanation,
} from './model.ts'
import { moneyText, people, titleOf } from './money.ts'

/** @param highestCost  from `costToLose`, when it was computed */
export function sentencesOfWinner({ election }: Account, winner: WinnerExplanation, highestCost?: bigint): Telling {
  const cost = moneyText(fraction(winner.cost), election)
  const sentences = [
    french`${titleOf(winner.project, election)} est le ${ordinal(winner.rank)} projet financé. Il coûte ${cost}.`,
    winner.supporters > 1
      ? french`${people(winner.supporters)} l'ont choisi.`
      : french`${people(winner.supporters)} l'a choisi.`,
    ...sentencesOfPayers(winner, (paid) => moneyText(paid, election)),
    ...(highestCost === undefined
      ? []
      : [sentenceOfMargin(winner, moneyText(fraction(highestCost), election), highestCost)]),
  ]
  const reckoning = [
    ...winner.payers.map(
      ({ voters, paid, emptied }) =>
        french`${people(voters)} × ${moneyText(paid, election)}${emptied ? french` (tout ce qu'il leur restait)` : ''}`,
    ),
    french`En tout : ${winner.payers.length > 0 ? cost : moneyText(fraction(0n), election)}`,
    french`Budget restant après ce projet : ${moneyText(fraction(winner.round.moneyLeft), election)}`,
  ]
  return { sentences, reckoning }
}

/** @param changes  from `votesToWin` and `costToWin`, when they were computed */
export function sentencesOfLoser(
  { election, tally }: Account,
  loser: LoserExplanation,
  changes: { readonly votes?: VotesToWin | undefined; readonly cost?: CostToWin | undefined } = {},
): Telling {
  const amount = (value: LoserExplanation['missing']) => moneyText(value, election)
  const spent = loser.spentOn.map(
    ({ project, amount: part }) => french`${titleOf(project, election)} : ${amount(part)}`,
  )
  const parting = loser.outOfReach && tally.rounds[loser.outOfReach.round]
  const isShared = loser.held !== undefined
  const isShort = loser.loss.reason === 'supporters-short' || loser.loss.reason === 'budget-short'
  return {
    sentences: [
      french`${titleOf(loser.project, election)} n'est pas financé. ${sentenceOfLoss(loser.loss, election)}`,
      ...(parting && loser.outOfReach
        ? [
            french`Quand ${titleOf(parting.project, election)} a été payé, il ne leur restait plus que ${amount(loser.outOfReach.held)}.`,
          ]
        : []),
      ...(isShared && spent.length > 0
        ? [french`Leur argent a payé d'autres projets. ${spent.slice(0, 3).join(' ; ')}.`]
        : []),
      ...(changes.votes ? [sentenceOfVotes(changes.votes)] : []),
      ...(changes.cost ? [sentenceOfCost(changes.cost, (cost) => amount(fraction(cost)))] : []),
    ],
    reckoning: [
      french`Coût : ${amount(fraction(loser.cost))}`,
      ...(isShort
        ? [french`Il y avait : ${amount(loser.loss.available)}`, french`Il manquait : ${amount(loser.missing)}`]
        : []),
      ...(spent.length > 0 ? [french`Part de ces personnes dans les projets financés :`, ...spent] : []),
    ],
  }
}

export function sentencesOfPlace({ election }: Account, place: PlaceExplanation): Telling {
  const name = place.place === undefined ? french`Autres lieux` : place.place || french`Lieu non dit`
  const money = moneyText(place.money, election)
  return {
    sentences: [
      french`${name} : ${people(place.voters)}.`,
      french`${place.served} ${place.served > 1 ? 'ont' : 'a'} au moins un projet financé.`,
      french`Leurs votes ont amené ${money} aux projets.`,
    ],
    reckoning: place.spentOn.map(
      ({ project, amount }) => french`${titleOf(project, election)} : ${moneyText(amount, election)}`,
    ),
  }
}

function sentencesOfPayers(
  { kind, payers }: WinnerExplanation,
  amount: (paid: PayerGroup['paid']) => string,
): readonly string[] {
  const [first] = payers
  if (!first) return [french`L'argent vient du budget de tous.`]
  if (kind === 'pot') return [french`L'argent vient du budget de tous : cela fait ${amount(first.paid)} par personne.`]
  const total = payers.reduce((sum, { voters }) => sum + voters, 0)
  if (kind === 'load') return [french`Son coût pèse sur ${people(total)}.`]
  const emptied = payers.filter((group) => group.emptied).reduce((sum, { voters }) => sum + voters, 0)
  return [
    french`${people(total)} ${total > 1 ? 'ont' : 'a'} payé. Personne n'a payé plus de ${amount(first.paid)}.`,
    ...(emptied > 0
      ? [french`${people(emptied)} ${emptied > 1 ? 'ont' : 'a'} donné tout l'argent qui leur restait.`]
      : []),
  ]
}

function sentenceOfMargin({ cost }: WinnerExplanation, most: string, highestCost: bigint): string {
  if (highestCost === cost) return french`Un peu plus cher, il n'était plus financé.`
  return french`Il pouvait coûter jusqu'à ${most} et rester financé.`
}

function sentenceOfVotes(votes: VotesToWin): string {
  switch (votes.kind) {
    case 'votes':
      return votes.votes === 1
        ? french`Avec un vote de plus pour lui seul, il gagnait.`
        : french`Avec ${votes.votes} votes de plus pour lui seul, il gagnait. Avec ${votes.votes - 1}, non.`
    case 'more-than':
      return french`Même avec ${votes.votes} votes de plus pour lui seul, il ne gagnait pas.`
    case 'dearer-than-budget':
      return french`Il coûte plus que tout le budget. Aucun vote n'y peut rien.`
    case 'lone-ballot-worthless':
      return french`Avec cette règle, un bulletin qui nomme un seul projet ne lui donne pas de points.`
  }
}

function sentenceOfCost(cost: CostToWin, amount: (cost: bigint) => string): string {
  if (cost.kind === 'never') return french`Même presque gratuit, il ne gagnait pas.`
  return french`S'il coûtait ${amount(cost.cost)}, il gagnait. S'il coûtait un peu plus, non.`
}

function ordinal(rank: number): string {
  return rank === 1 ? '1er' : `${rank}e`
}
