import { canonicalJson } from '#kernel/canonical-json'
import {
  type Account,
  certificateOf,
  checkCertificate,
  costToLose,
  costToWin,
  type Election,
  explainBallot,
  explainLoser,
  explainPlaces,
  explainWinner,
  sentenceOfCertificateFault,
  sentencesOfBallot,
  sentencesOfLoser,
  sentencesOfPlace,
  sentencesOfProof,
  sentencesOfWinner,
  type Tally,
  votesToWin,
} from '#kernel/tally'
import type { Certified, Explained, ExplainedBallot, Progress } from './messages.ts'

type Tell = (progress: Progress) => void

export function explainProject(account: Account, project: number): Explained {
  return hasWon(account, project)
    ? sentencesOfWinner(account, explainWinner(account, project))
    : sentencesOfLoser(account, explainLoser(account, project))
}

/** What would have changed the fate of a project, found by counting again: its sentences alone. */
export function explainChange(account: Account, project: number, tell: Tell): readonly string[] {
  const known = explainProject(account, project).sentences
  const isNew = (sentence: string) => !known.includes(sentence)
  if (hasWon(account, project)) {
    tell({ sentence: 'Jusqu’à quel prix ? Le vote est recompté plusieurs fois…' })
    return sentencesOfWinner(account, explainWinner(account, project), costToLose(account, project)).sentences.filter(
      isNew,
    )
  }
  tell({ sentence: 'Combien de votes en plus ? Le vote est recompté plusieurs fois…', share: 0 })
  const votes = votesToWin(account, project)
  tell({ sentence: 'À quel prix ? Le vote est recompté plusieurs fois…', share: 0.5 })
  const cost = costToWin(account, project)
  return sentencesOfLoser(account, explainLoser(account, project), { votes, cost }).sentences.filter(isNew)
}

/** Every ballot of that number, in file order. */
export function explainBallots(account: Account, number: string): readonly ExplainedBallot[] {
  const { projects, voters } = account.election
  return voters.ids.flatMap((id, voter) => {
    if (id !== number) return []
    const ballot = explainBallot(account, voter)
    const choices = ballot.choices.map(({ project, outcome }) => {
      return { name: projects[project]!.name, isFunded: outcome === 'won' }
    })
    return [{ choices, ...sentencesOfBallot(account, ballot) }]
  })
}

/** What each place brought to the winners; empty when the file does not say where voters live. */
export function tellPlaces(account: Account): readonly Explained[] {
  return (explainPlaces(account) ?? []).map((place) => sentencesOfPlace(account, place))
}

/** The certificate of the count, and what a checker that knows nothing of the engine says of it. */
export function certify(election: Election, counted: Tally, tell: Tell): Certified {
  tell({ sentence: 'Écriture du certificat…' })
  const text = canonicalJson(certificateOf(election, counted) as unknown as Parameters<typeof canonicalJson>[0])
  tell({ sentence: 'Vérification du certificat…' })
  const checked = checkCertificate(election, counted.rule, JSON.parse(text))
  if (!checked.ok) {
    return { certificate: text, isAccepted: false, sentences: [sentenceOfCertificateFault(checked.refusal)] }
  }
  return { certificate: text, isAccepted: true, sentences: sentencesOfProof(checked.value.proof) }
}

function hasWon({ tally }: Account, project: number): boolean {
  return tally.winners.includes(project)
}
