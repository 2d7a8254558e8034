import { decimalOf, type Election, sentenceOfLoss, type Tally } from '#kernel/tally'

/** The result of a count in lines of text: how much, then each project elected, in order. */
export function summaryOf(election: Election, counted: Tally): readonly string[] {
  const { projects, budget } = election
  const { winners, cost, ties } = counted
  return [
    `${winners.length} ${winners.length < 2 ? 'projet retenu' : 'projets retenus'} sur ${projects.length}, ${amount(election, cost)} dépensés sur ${amount(election, budget)}.`,
    ...winners.map((project, rank) => `${String(rank + 1).padStart(4)}. ${line(election, project)}`),
    ...ties.map(
      (tie) =>
        `  Égalité entre ${tie.projects.map((project) => projects[project]?.id).join(', ')} : ${projects[tie.chosen]?.id} retenu. ${tie.isSetAside ? 'C’est dans le compte comparé, qui n’est pas gardé. ' : ''}${tie.changesOutcome ? 'Le résultat en dépend.' : 'Le résultat n’en dépend pas.'}`,
    ),
  ]
}

/** What decided each round, then what each project left out lacked. */
export function explanationOf(election: Election, counted: Tally): readonly string[] {
  return [
    'Tour par tour :',
    ...counted.rounds.map(
      ({ project, price, payers, moneyLeft }, round) =>
        `${String(round + 1).padStart(4)}. ${election.projects[project]?.id} : prix ${price.numerator}/${price.denominator}, ${payers} personnes, reste ${amount(election, moneyLeft)}`,
    ),
    'Projets non retenus :',
    ...counted.losses.map((loss) => `      ${line(election, loss.project)} : ${sentenceOfLoss(loss, election)}`),
  ]
}

function line(election: Election, project: number): string {
  const { id, name, cost } = election.projects[project]!
  return `${id} ${name === id ? '' : name} (${amount(election, cost)})`
}

function amount(election: Election, units: bigint): string {
  return `${decimalOf(units, election.decimals).replace('.', ',')} ${election.currency ?? ''}`.trim()
}
