import type { Election, Tally } from '#kernel/tally'
import type { Certified, Explained, ExplainedBallot, Progress } from './messages.ts'

export type Account = { readonly election: Election; readonly tally: Tally }

export function accountFor(election: Election, tally: Tally): Account {
  return { election, tally }
}

export function explainProject(_account: Account, _project: number): Explained {
  return { sentences: [], reckoning: [] }
}

export function explainChange(
  _account: Account,
  _project: number,
  _tell: (progress: Progress) => void,
): readonly string[] {
  return []
}

export function explainBallots({ election, tally }: Account, number: string): readonly ExplainedBallot[] {
  const won = new Set(tally.winners)
  const { profile, voters, projects } = election
  return voters.ids.flatMap((id, voter) => {
    if (id !== number) return []
    const group = profile.groupOfVoter[voter]!
    const choices = profile.choices.subarray(profile.offsets[group], profile.offsets[group + 1])
    return [
      {
        choices: Array.from(choices, (project) => ({ name: projects[project]!.name, isFunded: won.has(project) })),
        sentences: [],
        reckoning: [],
      },
    ]
  })
}

export function certify(_account: Account, _tell: (progress: Progress) => void): Certified {
  return { certificate: '{}', isAccepted: true, sentence: '' }
}
