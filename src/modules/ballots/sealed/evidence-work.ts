import { type Challenge, createChallenge, type Solution, verifySolution } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { done, type Result, refuse } from '#kernel/result'

/**
 * What a browser works out before a code is sent, so that asking for thousands costs. `light` for everybody; `heavy` where
 * one network asks a lot: it slows, it does not refuse.
 */
export type WorkLevel = 'light' | 'heavy'

/** How much is asked, as the settings of a poll say. Either is under two seconds on a phone of 2016. */
export const WORK_STRENGTHS = ['usual', 'gentle'] as const
export type WorkStrength = (typeof WORK_STRENGTHS)[number]

export type WorkRefusal = 'work-missing' | 'work-expired' | 'work-wrong' | 'work-too-light'

const ALGORITHM = 'PBKDF2/SHA-256'
const LIVES_MS = 20 * 60_000

/**
 * How many keys are tried, at most, each of that many rounds: the count is drawn by the server, so no browser is unlucky.
 * Measured: `light` 0.05 to 0.1 s, `heavy` 0.15 to 0.3 s on one core of a server of 2023; a phone of 2016, which makes a
 * million blocks of SHA-256 a second, is held under 0.7 s and 2 s.
 */
const WORK = {
  light: { rounds: 2_000, least: 100, most: 160 },
  heavy: { rounds: 6_000, least: 100, most: 160 },
} as const satisfies Readonly<Record<WorkLevel, unknown>>

/** Where many have old phones: half as long. */
const SHARE: Readonly<Record<WorkStrength, number>> = { usual: 1, gentle: 0.5 }

/** What a form asks to be worked out. */
export async function askForWork(
  key: Uint8Array,
  asked: {
    readonly level: WorkLevel
    readonly strength: WorkStrength
    readonly pollId: string
    readonly drawn: Uint8Array
    readonly now: Date
  },
): Promise<string> {
  const { rounds, least, most } = WORK[asked.level]
  const challenge = await createChallenge({
    algorithm: ALGORITHM,
    cost: rounds * SHARE[asked.strength],
    counter: least + (new DataView(asked.drawn.buffer, asked.drawn.byteOffset).getUint16(0) % (most - least)),
    // Its end is of our clock: the library's own reads that of the machine.
    data: { poll: asked.pollId, level: asked.level, until: asked.now.getTime() + LIVES_MS },
    deriveKey,
    ...secretsOf(key),
  })
  return JSON.stringify(challenge)
}

/** A proof of work that holds, once: its signature is spent in the transaction that uses it. */
export type DoneWork = { readonly level: WorkLevel; readonly signature: Uint8Array; readonly expiresAt: Date }

/**
 * Whether what came back is the work that was asked, for this poll.
 *
 * @param answer  JSON {challenge, solution}; empty without JavaScript
 */
export async function readWork(
  key: Uint8Array,
  asked: { readonly answer: string; readonly pollId: string; readonly now: Date },
): Promise<Result<DoneWork, WorkRefusal>> {
  if (asked.answer === '') return refuse('work-missing')
  const read = parse(asked.answer)
  if (!read) return refuse('work-wrong')
  const { challenge, solution } = read
  const { data = {} } = challenge.parameters
  const expiresAt = new Date(Number(data.until ?? 0))
  const isOurs = challenge.parameters.algorithm === ALGORITHM && data.poll === asked.pollId
  if (!isOurs || (data.level !== 'light' && data.level !== 'heavy')) return refuse('work-wrong')
  if (!(asked.now < expiresAt)) return refuse('work-expired')
  const verdict = await verifySolution({ challenge, solution, deriveKey, ...secretsOf(key) })
  if (verdict.invalidSignature !== false || verdict.invalidSolution !== false) return refuse('work-wrong')
  const signature = new Uint8Array(Buffer.from(challenge.signature ?? '', 'hex'))
  return done({ level: data.level, signature, expiresAt })
}

function parse(answer: string): { readonly challenge: Challenge; readonly solution: Solution } | undefined {
  try {
    const read = JSON.parse(answer) as Partial<{ readonly challenge: Challenge; readonly solution: Solution }> | null
    const { challenge, solution } = read ?? {}
    const isWhole =
      typeof challenge?.signature === 'string' &&
      typeof challenge.parameters === 'object' &&
      typeof solution?.counter === 'number' &&
      typeof solution.derivedKey === 'string'
    return isWhole ? { challenge, solution } : undefined
  } catch {
    return undefined
  }
}

function secretsOf(key: Uint8Array) {
  const secret = Buffer.from(key).toString('hex')
  return { hmacSignatureSecret: secret, hmacKeySignatureSecret: `${secret} solution` }
}
