import { canonicalJson, type Json } from '#kernel/canonical-json'
import { assert } from '#kernel/result'
import { type Account, accountOf, certificateOf, type Election, type Rule, readElection, tally } from '#kernel/tally'
import { ballotPagesOf } from '../ballot-pages.ts'
import { compare } from './compare.ts'
import type { ExplanationPart, Explanations, TellingKind, ToldBallot, ToldBallotPage } from './model.ts'
import { tellBallot, tellPlaces, tellProject } from './tell.ts'

/**
 * All that is told of a published result, from its file alone: pages of ballots first, then the rest.
 *
 * @param file     a published `.pb`: it was read when it was published
 * @param rule     the one of the poll
 * @param telling  `margins` tells no ballot again, and after twenty minutes leaves the margins of the last projects out
 * @param now      clock, in milliseconds
 */
export function* tellElection(
  file: Uint8Array,
  rule: Rule,
  telling: TellingKind,
  now: () => number,
): Generator<ExplanationPart> {
  const giveUpAt = now() + PATIENCE_MS
  const kindNow = () => (now() < giveUpAt ? telling : 'first')
  const read = readElection(file)
  assert(read.ok, 'a published file can be read')
  const election = read.value
  const counted = tally(election, rule)
  const account = accountOf(election, counted)

  if (telling === 'first') yield* tellPages(account)
  const explanations: Explanations = {
    projects: Object.fromEntries(
      election.projects.map(({ id }, project) => [id, tellProject(account, project, kindNow())]),
    ),
    places: tellPlaces(account),
    comparison: compare(account),
  }
  const certificate = canonicalJson(certificateOf(election, counted) as unknown as Json)
  yield { kind: 'whole', explanations, certificate }
}

const PATIENCE_MS = 20 * 60_000

function* tellPages(account: Account): Generator<ExplanationPart> {
  const { election } = account
  const winners = new Set(account.tally.winners)
  for (const { prefix, page, pageCount, children, voters } of ballotPagesOf(election.voters.ids)) {
    const ballots = voters.map((voter) => ballotOf(account, winners, voter))
    const content: ToldBallotPage = { pageCount, children, ballots }
    yield { kind: 'page', prefix, page, content }
  }
}

function ballotOf(account: Account, winners: ReadonlySet<number>, voter: number): ToldBallot {
  const { election } = account
  const choices = choicesOf(election, voter).map((project) => ({
    option: election.projects[project]!.id,
    isFunded: winners.has(project),
  }))
  return { number: election.voters.ids[voter]!, choices, telling: tellBallot(account, voter) }
}

function choicesOf({ profile }: Election, voter: number): readonly number[] {
  const group = profile.groupOfVoter[voter]!
  return [...profile.choices.subarray(profile.offsets[group], profile.offsets[group + 1])]
}
