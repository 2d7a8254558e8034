import {
  type Account,
  costToLose,
  costToWin,
  explainBallot,
  explainLoser,
  explainPlaces,
  explainWinner,
  sentencesOfBallot,
  sentencesOfLoser,
  sentencesOfPlace,
  sentencesOfWinner,
  type Telling,
  votesToWin,
} from '#kernel/tally'
import type { TellingKind, ToldPlace } from './model.ts'

/** Why a project won or lost; with `margins`, by how much: the count is made again until its fate changes. */
export function tellProject(account: Account, project: number, telling: TellingKind): Telling {
  const hasMargins = telling === 'margins'
  if (account.tally.winners.includes(project)) {
    const highestCost = hasMargins ? costToLose(account, project) : undefined
    return sentencesOfWinner(account, explainWinner(account, project), highestCost)
  }
  const changes = hasMargins ? { votes: votesToWin(account, project), cost: costToWin(account, project) } : {}
  return sentencesOfLoser(account, explainLoser(account, project), changes)
}

/** What became of one ballot. */
export function tellBallot(account: Account, voter: number): Telling {
  return sentencesOfBallot(account, explainBallot(account, voter))
}

/** What each place gave and received; nothing when the file does not say where voters live. */
export function tellPlaces(account: Account): readonly ToldPlace[] {
  return (explainPlaces(account) ?? []).map((place) => ({
    name: place.place === undefined ? 'Autres lieux' : place.place || 'Lieu non dit',
    voters: place.voters,
    telling: sentencesOfPlace(account, place),
  }))
}
