import {
  type Election,
  type Profile,
  placeColumn,
  type Rule,
  type RuleRequest,
  reportOf,
  reportText,
  sentenceOfLoss,
  sentenceOfOddity,
  sentenceOfRule,
  type Tally,
  type Utility,
  type VoteType,
} from '#kernel/tally'
import type { Count, OpenFile } from './messages.ts'

/** What the page shows of a file before it is counted. */
export function openFileOf(election: Election): Omit<OpenFile, 'milliseconds'> {
  const { meta, profile, projects, voters } = election
  const said = (key: string) => meta.get(key)?.trim() ?? ''
  const votes = votesIn(election)
  return {
    title: said('description'),
    place: [said('subunit'), said('unit'), said('country'), said('instance')].filter(Boolean).join(', '),
    voteType: election.voteType,
    currency: election.currency,
    decimals: election.decimals,
    budget: election.budget,
    voters: profile.voterCount,
    projects: projects.map(({ id, name, cost }, project) => ({ id, name, cost, votes: votes[project]! })),
    utilities: utilitiesFor(election.voteType),
    announced: said('rule'),
    oddities: election.oddities.map((oddity) => ({ line: oddity.line, sentence: sentenceOfOddity(oddity) })),
    hasPlaces: placeColumn(election) !== undefined,
    someBallot: voters.ids[0] ?? '',
  }
}

/** What the page shows of a count. */
export function countOf(election: Election, tally: Tally, request: RuleRequest): Omit<Count, 'milliseconds'> {
  const votes = votesIn(election)
  const name = (project: number) => election.projects[project]!.name
  return {
    cost: tally.cost,
    winners: tally.winners,
    losers: tally.losses
      .toSorted((a, b) => votes[b.project]! - votes[a.project]! || a.project - b.project)
      .map((loss) => ({ project: loss.project, sentence: sentenceOfLoss(loss, election) })),
    served: servedBy(election.profile, tally.winners),
    ties: tally.ties.map((tie) => {
      const effect = tie.changesOutcome ? 'Le résultat en dépend.' : 'Le résultat n’en dépend pas.'
      const place = tie.isSetAside ? ' dans le compte comparé, qui n’est pas gardé' : ''
      return `Égalité entre ${tie.projects.map(name).join(', ')}${place}. Retenu : ${name(tie.chosen)}. ${effect}`
    }),
    difference: differenceOf(election, tally),
    sentence: sentenceOfRule(tally.rule),
    effective: effectiveOf(tally.rule),
    command: commandOf(request),
    report: reportText(reportOf(election, tally)),
  }
}

/** Voters who have at least one of these projects among their choices. */
export function servedBy(profile: Profile, winners: readonly number[]): number {
  const won = new Set(winners)
  let served = 0
  for (let group = 0; group < profile.groupCount; group++) {
    const choices = profile.choices.subarray(profile.offsets[group], profile.offsets[group + 1])
    if (choices.some((choice) => won.has(choice))) served += profile.multiplicities[group]!
  }
  return served
}

function votesIn({ profile, projects }: Election): readonly number[] {
  const votes = new Array<number>(projects.length).fill(0)
  for (let group = 0; group < profile.groupCount; group++) {
    const choices = profile.choices.subarray(profile.offsets[group], profile.offsets[group + 1])
    for (const choice of choices) votes[choice]! += profile.multiplicities[group]!
  }
  return votes
}

function differenceOf({ projects }: Election, { winners }: Tally): Count['difference'] {
  if (!projects.some((project) => project.wasSelected)) return undefined
  const won = new Set(winners)
  const names = (wanted: (wasSelected: boolean, isWinner: boolean) => boolean) =>
    projects
      .filter(({ wasSelected }, at) => wasSelected !== undefined && wanted(wasSelected, won.has(at)))
      .map(({ name }) => name)
  return { onlyHere: names((was, is) => is && !was), onlyThere: names((was, is) => was && !is) }
}

function effectiveOf(rule: Rule): Count['effective'] {
  const { utility, completion, by, whenTooDear, ties }: Partial<Record<string, unknown>> = { ...rule }
  const all = { utilite: utility, complement: completion, ordre: by, 'trop-cher': whenTooDear, egalites: ties }
  return Object.fromEntries(Object.entries(all).flatMap(([name, value]) => (value ? [[name, String(value)]] : [])))
}

function commandOf(request: RuleRequest): string | undefined {
  if (request.whenTooDear !== undefined || request.threshold !== undefined) return undefined
  const { kind, utility, completion, preset, ties, by } = request
  const options = Object.entries({ rule: kind, preset, completion, utility, by, ties })
  const words = options.flatMap(([name, value]) => (value === undefined ? [] : [`--${name} ${value}`]))
  return ['filigrane tally FICHIER.pb', ...words].join(' ')
}

function utilitiesFor(voteType: VoteType): readonly Utility[] {
  if (voteType === 'ordinal') return ['cost', 'cardinality', 'borda', 'positions']
  if (voteType === 'cumulative' || voteType === 'scoring') return ['cost', 'cardinality', 'points']
  return ['cost', 'cardinality']
}
