import { dayIn } from '#kernel/calendar'
import { hexOf } from '#kernel/merkle'
import { assert, done, type Result, refuse } from '#kernel/result'
import { decimalOf, type Election, readElection } from '#kernel/tally'
import { fingerprintOf, manifestText } from './manifest.ts'
import type { Manifest } from './manifest-model.ts'
import type { CountedBallot, Opened, PaperBallot } from './model.ts'
import { areChoicesRight } from './plaintext.ts'
import { parseTracker, trackerText } from './tracker.ts'

export type Channel = 'internet' | 'paper'
export type PublishedBallot = CountedBallot & { readonly channel: Channel }
/** The file as #kernel/tally reads it, and its ballots as they were cast. */
export type Published = { readonly election: Election; readonly ballots: readonly PublishedBallot[] }

/**
 * The published ballots in the Pabulib format: internet and paper together, by tracker.
 *
 * @see  docs/specifications/sealed-ballot.md, « The published ballots »
 */
export function ballotsPb(
  manifest: Manifest,
  opened: Pick<Opened, 'ballots'>,
  paper: readonly PaperBallot[],
): Uint8Array<ArrayBuffer> {
  return writePublished(manifest, [
    ...opened.ballots.map((ballot) => ({ ...ballot, channel: 'internet' as const })),
    ...paper.map((ballot) => ({ ...ballot, channel: 'paper' as const })),
  ])
}

/** @returns  the ballots of a file that `ballotsPb` wrote for this manifest, byte for byte */
export function readPublished(
  manifest: Manifest,
  file: Uint8Array,
): Result<Published, 'unreadable' | 'not-as-written'> {
  const read = readElection(file)
  if (!read.ok) return refuse('unreadable')
  const ballots = publishedIn(manifest, read.value)
  if (!ballots) return refuse('unreadable')
  const again = writePublished(manifest, ballots)
  const isSame = again.length === file.length && again.every((byte, at) => byte === file[at])
  return isSame ? done({ election: read.value, ballots }) : refuse('not-as-written')
}

function writePublished(manifest: Manifest, ballots: readonly PublishedBallot[]): Uint8Array<ArrayBuffer> {
  const rows = ballots
    .map((ballot) => ({ id: trackerText(ballot.tracker), ballot }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
  assert(
    rows.every(({ id }, at) => id !== rows[at - 1]?.id),
    'a tracker is the number of one ballot',
  )
  const lines = [
    'META',
    'key;value',
    ...metaRows(manifest, ballots.length),
    'PROJECTS',
    ...projectRows(manifest),
    'VOTES',
    rowOf(['voter_id', 'vote', ...extraColumns(manifest)]),
    ...rows.map(({ id, ballot }) => rowOf([id, ...voteCells(manifest, ballot)])),
  ]
  return new TextEncoder().encode(`${lines.join('\n')}\n`)
}

function metaRows(manifest: Manifest, ballotCount: number): readonly string[] {
  const { budget, kind, choices, options, rule } = manifest
  const entries: readonly (readonly [string, string])[] = [
    ['description', manifest.title],
    ['country', 'France'],
    ['unit', manifest.organiser],
    ['instance', manifest.closesAt.slice(0, 4)],
    ['num_projects', String(options.length)],
    ['num_votes', String(ballotCount)],
    // An assembly has no money to share: each option costs one, and there are as many as seats.
    ['budget', budget ? decimalOf(BigInt(budget.amount), budget.decimals) : String(unitsOf(manifest))],
    ...(budget ? ([['currency', budget.currency]] as const) : []),
    ['vote_type', kind === 'scores' ? 'scoring' : 'approval'],
    ['rule', rule.kind === 'tally' ? rule.rule.kind : rule.kind],
    ['date_begin', dayWritten(manifest.opensAt)],
    ['date_end', dayWritten(manifest.closesAt)],
    ...(kind === 'choices'
      ? ([
          ['min_length', String(choices.minimum)],
          ['max_length', String(choices.maximum)],
        ] as const)
      : []),
    ...(kind === 'scores'
      ? ([
          ['min_points', String(choices.minimum)],
          ['max_points', String(choices.maximum)],
        ] as const)
      : []),
    ['language', 'fr'],
    ['fingerprint', fingerprintOf(manifestText(manifest))],
  ]
  return entries.map(rowOf)
}

function projectRows({ options, budget }: Manifest): readonly string[] {
  const cost = (units: string | undefined) => (budget ? decimalOf(BigInt(units!), budget.decimals) : '1')
  return [
    rowOf(['project_id', 'cost', 'name', 'neighborhood']),
    ...options.map((option) => rowOf([option.code, cost(option.cost), option.name, option.place ?? ''])),
  ]
}

function extraColumns({ kind, colleges }: Manifest): readonly string[] {
  return [
    ...(kind === 'scores' ? ['points'] : []),
    'voting_method',
    ...(kind === 'yes-no-abstain' ? ['against'] : []),
    ...(colleges ? ['college'] : []),
  ]
}

function voteCells({ kind, options, colleges }: Manifest, ballot: PublishedBallot): readonly string[] {
  const { choices, channel, college } = ballot
  const codes = (positions: readonly number[]) => positions.map((position) => options[position]!.code).join(',')
  const where = (answer: (given: number) => boolean) => choices.flatMap((given, at) => (answer(given) ? [at] : []))
  const last = colleges ? [college ?? ''] : []
  if (kind === 'choices') return [codes(choices), channel, ...last]
  if (kind === 'yes-no-abstain')
    return [codes(where((given) => given === 1)), channel, codes(where((given) => given === 0)), ...last]
  // No points and zero points are the same: only what was given is written.
  const given = where((points) => points > 0)
  return [codes(given), given.map((at) => choices[at]).join(','), channel, ...last]
}

/** Positions and points come from the election as read; whether it is a file of this poll is told by writing it again. */
function publishedIn(manifest: Manifest, election: Election): readonly PublishedBallot[] | undefined {
  const { profile, voters } = election
  const { voting_method: channels, against, college: colleges } = voters.columns
  if (!channels || election.projects.length !== manifest.options.length) return undefined
  const positions = new Map(manifest.options.map(({ code }, at) => [code, at]))
  const ballots = voters.ids.map((id, voter): PublishedBallot | undefined => {
    const group = profile.groupOfVoter[voter]!
    const [start, end] = [profile.offsets[group]!, profile.offsets[group + 1]!]
    const chosen = [...profile.choices.subarray(start, end)]
    const opposed = (against?.[voter] ?? '').split(',').map((code) => positions.get(code) ?? -1)
    const choices = choicesOf(manifest, chosen, [...(profile.points?.subarray(start, end) ?? [])], opposed)
    const tracker = parseTracker(id)
    const channel = channels[voter]
    if (!tracker.ok || (channel !== 'internet' && channel !== 'paper') || !areChoicesRight(choices, manifest))
      return undefined
    const college = colleges?.[voter]
    if (manifest.colleges && !manifest.colleges.some(({ code }) => code === college)) return undefined
    return { choices, tracker: tracker.value, channel, ...(manifest.colleges && { college: college! }) }
  })
  const trackers = new Set(ballots.map((ballot) => ballot && hexOf(ballot.tracker)))
  return ballots.every((ballot) => ballot !== undefined) && trackers.size === ballots.length ? ballots : undefined
}

function choicesOf(
  { kind, options }: Manifest,
  chosen: readonly number[],
  points: readonly number[],
  opposed: readonly number[],
): readonly number[] {
  if (kind === 'choices') return chosen
  const inFavour = new Set(chosen)
  const against = new Set(opposed)
  if (kind === 'yes-no-abstain') return options.map((_, at) => (inFavour.has(at) ? 1 : against.has(at) ? 0 : 2))
  const given = new Map(chosen.map((position, at) => [position, points[at]!]))
  return options.map((_, at) => given.get(at) ?? 0)
}

function unitsOf({ rule, options }: Manifest): number {
  return rule.kind === 'seats' ? rule.seats : options.length
}

/** The day in Paris, as the format writes days: « 30.09.2026 ». */
function dayWritten(instant: string): string {
  return dayIn(new Date(instant)).split('-').reverse().join('.')
}

function rowOf(cells: readonly string[]): string {
  return cells.map((cell) => (/[;"\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(';')
}
