import { promisify } from 'node:util'
import type { Kysely } from 'kysely'
import { hexOf } from '#kernel/merkle'
import { assert } from '#kernel/result'
import type { Context } from '#platform/context'
import { type DB, isSubmissionKey } from '#platform/database'
import type { Cast, CastResult } from '../../sealed/casting/model.ts'
import { castTogether, type Waiting, waitingOf } from './together.ts'

/** How long a ballot waits for others to be cast with it, and how many go together at most. */
const GATHER_MS = 2
const MOST = 64

/**
 * Casts one ballot. The answer comes after the commit: what was acknowledged is in the urn and in the public log.
 *
 * @throws  when PostgreSQL does not answer: nobody knows then whether the ballot was cast. The same cast key, sent again,
 *          finds out
 */
export function castBallot(context: Context, cast: Cast): Promise<CastResult> {
  assert(isSubmissionKey(cast.castKey), 'the key of a cast is checked where the form is read')
  assert(cast.pass.pollId === cast.poll.id, 'a pass is for one poll')
  const urn = urnOf(context, cast.poll.id)
  return new Promise((resolve, reject) => {
    urn.queue.push({ ...waitingOf(cast), resolve, reject })
    if (!urn.isBusy) void serve(context, urn)
  })
}

const pause = promisify(setTimeout)
const immediate = promisify(setImmediate)

type Queued = Waiting & { readonly resolve: (result: CastResult) => void; readonly reject: (error: unknown) => void }

// Ballots that wait in this process. It holds no truth: other processes cast into the same log at the same moment.
type Urn = { queue: Queued[]; isBusy: boolean }

const URNS = new WeakMap<Kysely<DB>, Map<string, Urn>>()

function urnOf({ db }: Context, pollId: string): Urn {
  const urns = URNS.get(db) ?? new Map<string, Urn>()
  const urn = urns.get(pollId) ?? { queue: [], isBusy: false }
  URNS.set(db, urns.set(pollId, urn))
  return urn
}

// One transaction at a time: the log's lock would make a second one wait all the same. The first ballot waits for others a few
// milliseconds; those that come while a transaction runs have waited already.
async function serve(context: Context, urn: Urn): Promise<void> {
  urn.isBusy = true
  await pause(GATHER_MS)
  while (urn.queue.length > 0) {
    await castAll(context, take(urn))
    // Whoever had an answer may send another ballot at once.
    await immediate()
  }
  urn.isBusy = false
}

/**
 * The first of the queue, the same sending several times being one. Of two others of the same person, or with the same key or
 * envelope, the second is cast after the first, and sees it.
 */
function take(urn: Urn): readonly Queued[] {
  const seen = new Set<string>()
  const taken = new Map<string, Queued>()
  const left: Queued[] = []
  for (const each of urn.queue) {
    const { pass, castKey, hash, envelope } = each
    const names = [`${hexOf(pass.key)} ${pass.homonym}`, castKey, hexOf(hash), `enc ${hexOf(envelope.enc)}`]
    const whole = names.join(' ')
    const same = taken.get(whole)
    if (same) taken.set(whole, both(same, each))
    else if (taken.size === MOST || names.some((name) => seen.has(name))) left.push(each)
    else taken.set(whole, each)
    for (const name of names) seen.add(name)
  }
  urn.queue = left
  return [...taken.values()]
}

/** One ballot sent twice: whoever waits has the same answer. */
function both(one: Queued, other: Queued): Queued {
  const resolve = (result: CastResult) => {
    one.resolve(result)
    other.resolve(result)
  }
  const reject = (error: unknown) => {
    one.reject(error)
    other.reject(error)
  }
  return { ...one, resolve, reject }
}

async function castAll(context: Context, casts: readonly Queued[]): Promise<void> {
  try {
    const results = await castTogether(context, casts)
    for (const [at, { resolve }] of casts.entries()) resolve(results[at]!)
  } catch (error) {
    if (casts.length === 1 || !isAboutOne(error)) {
      for (const { reject } of casts) reject(error)
      return
    }
    // Whichever it was, it fails alone. What was cast after all is found by its key.
    for (const cast of casts) await castAll(context, [cast])
  }
}

/** Whether PostgreSQL refused what was said, rather than being away. */
function isAboutOne(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return /^(22|23|40)/.test(code)
}
