import { isDay } from '#kernel/calendar'
import { add, compare, type Fraction, fraction, ZERO } from '#kernel/fraction'
import { EVIDENCE_CLASSES, type Manifest } from './manifest-model.ts'
import { eitherOf, HEX_32, INSTANT, integer, LINE, list, object, oneOf, type Shape, text } from './shape.ts'

const CODE = text(/^[A-Za-z0-9._-]{1,40}$/)
const AMOUNT = text(/^(0|[1-9]\d{0,17})$/)
const FRACTION = text(/^[1-9]\d{0,8}(\/[1-9]\d{0,8})?$/)
const BOOLEAN = oneOf([true, false])
const TIES = oneOf(['id', 'cost-votes'])
const UTILITY = oneOf(['cost', 'cardinality', 'points', 'borda', 'positions'])
const DAY: Shape = (value, at) => (typeof value === 'string' && isDay(value) ? undefined : { kind: 'wrong-value', at })

// The rules of #kernel/tally, every parameter written.
const TALLY_RULE = eitherOf([
  object({
    kind: oneOf(['greedy']),
    utility: UTILITY,
    by: oneOf(['per-cost', 'total']),
    whenTooDear: oneOf(['skip', 'stop']),
    threshold: integer(0, 1_000_000_000),
    fundsUnsupported: BOOLEAN,
    ties: TIES,
  }),
  object({
    kind: oneOf(['equal-shares']),
    utility: UTILITY,
    completion: oneOf(['none', 'utilitarian', 'add1', 'add1-utilitarian']),
    start: oneOf(['exact', 'floor']),
    exhaustiveStop: oneOf(['supported', 'all', 'never']),
    comparison: BOOLEAN,
    ties: TIES,
  }),
  object({ kind: oneOf(['phragmen']), fundsUnsupported: BOOLEAN, ties: TIES }),
  object({ kind: oneOf(['max-welfare']), utility: UTILITY, ties: TIES }),
])

/** What each member of a manifest may be. What several say together is in `contradictionIn`. */
export const MANIFEST: Shape = object({
  format: oneOf(['filigrane-poll-1']),
  'rehearsal?': oneOf([true]),
  slug: text(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  title: LINE,
  organiser: LINE,
  question: LINE,
  kind: oneOf(['choices', 'yes-no-abstain', 'scores']),
  options: list(object({ code: CODE, name: LINE, 'cost?': AMOUNT, 'place?': LINE, 'shown?': HEX_32 }), 1, 5000),
  choices: object({ minimum: integer(0, 9999), maximum: integer(1, 9999) }),
  rule: eitherOf([
    object({ kind: oneOf(['tally']), rule: TALLY_RULE }),
    object({ kind: oneOf(['majority']), above: FRACTION, of: oneOf(['expressed', 'cast']) }),
    object({ kind: oneOf(['seats']), seats: integer(1, 5000) }),
  ]),
  'budget?': object({ amount: AMOUNT, currency: text(/^[A-Z]{3}$/), decimals: integer(0, 6) }),
  opensAt: INSTANT,
  closesAt: INSTANT,
  voters: object({ who: LINE, minimumAge: eitherOf([oneOf([null]), integer(0, 120)]), ageOn: DAY }),
  deliberation: LINE,
  reglement: HEX_32,
  bureau: object({
    publicKey: HEX_32,
    threshold: integer(1, 32),
    shares: list(object({ salt: text(/^[0-9a-f]{32}$/), hash: HEX_32 }), 1, 32),
  }),
  'lostKey?': LINE,
  logKey: HEX_32,
  plaintextLength: integer(64, 65_536),
  revote: oneOf(['last-counts', 'refused']),
  paper: oneOf(['none', 'paper-prevails', 'internet-prevails']),
  evidence: list(oneOf(EVIDENCE_CLASSES), 1, EVIDENCE_CLASSES.length),
  'colleges?': list(object({ code: CODE, name: LINE, weight: FRACTION }), 1, 50),
})

/** The member of a manifest, well shaped, that others contradict. */
export function contradictionIn(manifest: Manifest, lengthNeeded: number): string | undefined {
  return contradictionInVote(manifest, lengthNeeded) ?? contradictionInBureau(manifest)
}

function contradictionInVote(manifest: Manifest, lengthNeeded: number): string | undefined {
  const { options, choices, kind, budget, rule } = manifest
  if (hasTwice(options.map(({ code }) => code))) return '.options'
  if (options.some(({ cost }) => (cost !== undefined) !== (budget !== undefined) || cost === '0')) return '.options'
  if (choices.minimum > choices.maximum) return '.choices'
  if (kind === 'choices' && choices.maximum > options.length) return '.choices'
  if (kind === 'yes-no-abstain' && (choices.minimum !== 0 || choices.maximum !== 2)) return '.choices'
  if (rule.kind === 'majority' ? kind !== 'yes-no-abstain' : kind === 'yes-no-abstain') return '.rule'
  if (rule.kind === 'tally' ? budget === undefined || budget.amount === '0' : budget !== undefined) return '.budget'
  if (rule.kind === 'seats' && (kind !== 'choices' || rule.seats > options.length)) return '.rule'
  if (rule.kind === 'majority' && compare(readFraction(rule.above), readFraction('1')) >= 0) return '.rule'
  return manifest.plaintextLength < lengthNeeded ? '.plaintextLength' : undefined
}

function contradictionInBureau(manifest: Manifest): string | undefined {
  const { evidence, colleges, bureau } = manifest
  if (manifest.opensAt >= manifest.closesAt) return '.closesAt'
  if (bureau.threshold > bureau.shares.length) return '.bureau'
  const places = evidence.map((each) => EVIDENCE_CLASSES.indexOf(each))
  if (places.some((place, at) => at > 0 && place <= places[at - 1]!)) return '.evidence'
  if ((manifest.paper === 'none') === evidence.includes('paper')) return '.paper'
  if (!colleges) return undefined
  if (hasTwice(colleges.map(({ code }) => code)) || manifest.rule.kind === 'tally') return '.colleges'
  const total = colleges.reduce((sum, { weight }) => add(sum, readFraction(weight)), ZERO)
  return compare(total, readFraction('1')) === 0 ? undefined : '.colleges'
}

/** « 3/10 » or « 1 ». */
export function readFraction(written: string): Fraction {
  const [numerator, denominator = '1'] = written.split('/')
  return fraction(BigInt(numerator!), BigInt(denominator))
}

function hasTwice(values: readonly string[]): boolean {
  return new Set(values).size < values.length
}
