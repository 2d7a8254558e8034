import { canonicalJson, type Json } from '#kernel/canonical-json'
import { add, compare, divide, type Fraction, fraction, multiply, ZERO } from '#kernel/fraction'
import type { Manifest } from './manifest-model.ts'
import { readFraction } from './manifest-shape.ts'
import type { CountedBallot } from './model.ts'

/** The result of an assembly's poll; fractions are « numerator/denominator » in lowest terms, « 1 » for a whole. */
export type WeightedReport = {
  readonly rule: Exclude<Manifest['rule'], { readonly kind: 'tally' }>
  readonly voters: number
  /** Codes in the order of the manifest's options; for `seats`, by rank. */
  readonly winners: readonly string[]
  readonly options: readonly WeightedOption[]
  /** For `seats`: options that had the same share at the last seat, and the order of the manifest told. */
  readonly tied: readonly string[]
}

export type WeightedOption = {
  readonly code: string
  /** Colleges together: `null` when nobody's vote counts in any. */
  readonly share: string | null
  readonly colleges: readonly CollegeCount[]
}

/** `college` is empty in a poll without colleges. `no` and `abstain` are 0 in an election. */
export type CollegeCount = {
  readonly college: string
  readonly yes: number
  readonly no: number
  readonly abstain: number
  /** What `yes` is divided by. */
  readonly base: number
}

/**
 * Counts resolutions (`majority`) or an election (`seats`), each college by its weight, exactly.
 *
 * A college in which no vote counts weighs nothing: the weights of the others keep their proportions.
 *
 * @see  docs/specifications/sealed-ballot.md, « Assemblies »
 */
export function weightedText(manifest: Manifest, ballots: readonly CountedBallot[]): string {
  return canonicalJson(weightedReport(manifest, ballots) as unknown as Json)
}

export function weightedReport(manifest: Manifest, ballots: readonly CountedBallot[]): WeightedReport {
  const { rule } = manifest
  if (rule.kind === 'tally') throw new TypeError('a rule of the tally counts in #kernel/tally')
  const counted = manifest.options.map((option, at) => {
    const colleges = countsOf(manifest, ballots, at)
    return { code: option.code, share: shareOf(manifest, colleges), colleges }
  })
  const options = counted.map(({ code, share, colleges }) => ({ code, share: share ? written(share) : null, colleges }))
  const base = { rule, voters: ballots.length, options }
  if (rule.kind === 'majority') {
    const above = readFraction(rule.above)
    const adopted = counted.filter(({ share }) => share && compare(share, above) > 0)
    return { ...base, winners: adopted.map(({ code }) => code), tied: [] }
  }
  return { ...base, ...elected(counted, rule.seats) }
}

type Shared = { readonly code: string; readonly share: Fraction | undefined }

// `sort` is stable: equals stay in the order of the manifest, which is the published lot.
function elected(counted: readonly Shared[], seats: number): Pick<WeightedReport, 'winners' | 'tied'> {
  const voted = counted.filter(({ share }) => share && share.numerator > 0n)
  const ranked = voted.toSorted((a, b) => compare(b.share!, a.share!))
  const [last, next] = [ranked[seats - 1], ranked[seats]]
  const isTied = last && next && compare(last.share!, next.share!) === 0
  const tied = isTied ? ranked.filter(({ share }) => compare(share!, last.share!) === 0) : []
  return { winners: ranked.slice(0, seats).map(({ code }) => code), tied: tied.map(({ code }) => code) }
}

function countsOf(manifest: Manifest, ballots: readonly CountedBallot[], option: number): readonly CollegeCount[] {
  return collegesOf(manifest).map(({ code }) => {
    const own = manifest.colleges ? ballots.filter(({ college }) => college === code) : ballots
    return manifest.kind === 'choices' ? electionCount(code, own, option) : motionCount(manifest, code, own, option)
  })
}

function motionCount(
  { rule }: Manifest,
  college: string,
  ballots: readonly CountedBallot[],
  option: number,
): CollegeCount {
  const given = (answer: number) => ballots.filter(({ choices }) => choices[option] === answer).length
  const [no, yes, abstain] = [given(0), given(1), given(2)]
  const base = rule.kind === 'majority' && rule.of === 'cast' ? yes + no + abstain : yes + no
  return { college, yes, no, abstain, base }
}

// A blank ballot elects nobody: it is in no base.
function electionCount(college: string, ballots: readonly CountedBallot[], option: number): CollegeCount {
  const yes = ballots.filter(({ choices }) => choices.includes(option)).length
  return { college, yes, no: 0, abstain: 0, base: ballots.filter(({ choices }) => choices.length > 0).length }
}

function shareOf(manifest: Manifest, counts: readonly CollegeCount[]): Fraction | undefined {
  const parts = collegesOf(manifest)
    .map(({ weight }, at) => ({ weight: readFraction(weight), ...counts[at]! }))
    .filter(({ base }) => base > 0)
  if (parts.length === 0) return undefined
  const total = parts.reduce((sum, { weight }) => add(sum, weight), ZERO)
  const won = parts.map(({ weight, yes, base }) => multiply(weight, fraction(BigInt(yes), BigInt(base))))
  return divide(won.reduce(add, ZERO), total)
}

function collegesOf({ colleges }: Manifest): readonly { readonly code: string; readonly weight: string }[] {
  return colleges ?? [{ code: '', weight: '1' }]
}

function written({ numerator, denominator }: Fraction): string {
  return denominator === 1n ? String(numerator) : `${numerator}/${denominator}`
}
