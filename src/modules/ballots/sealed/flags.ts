import { wallTimeOf } from '#kernel/calendar'
import type { FlagReason, Suspicion, WatchedCast, Watchfulness } from './flags-model.ts'

export * from './flags-model.ts'

const [MINUTE_MS, TEN_MINUTES_MS, HOUR_MS] = [60_000, 600_000, 3_600_000]

/**
 * What people should look at among ballots that count now. Nothing is dropped by it: each stays counted until two members
 * of the commission decide otherwise.
 *
 * @param casts  of one poll, in any order
 * @returns      each ballot at most once per reason, by leaf; the same casts give the same answer
 */
export function suspicionsOf(casts: readonly WatchedCast[], limits: Watchfulness): readonly Suspicion[] {
  // A printed code, a desk and FranceConnect are proofs by themselves: a class or a home may share network and tablet.
  const remote = casts.filter(({ evidence }) => evidence === 'email' || evidence === 'sms')
  return [
    ...said(casts),
    ...hurried(groups(casts, 'batch'), 'fast-codes', limits.codesPerMinute, MINUTE_MS),
    ...numerous(groups(remote, 'terminal'), 'one-device', limits.perDevice),
    ...hurried(groups(remote, 'network'), 'burst', limits.perNetworkBurst, TEN_MINUTES_MS),
    ...numerous(groups(remote, 'network'), 'one-network', limits.perNetwork),
    ...hurried([remote.filter(isAtNight)], 'night-wave', limits.perNightHour, HOUR_MS),
    ...numerous(groups(remote, 'contact'), 'household', limits.householdCap),
  ].toSorted((one, other) => one.envelopeLeaf - other.envelopeLeaf)
}

/** What was seen on the way in: each stands alone. */
function said(casts: readonly WatchedCast[]): readonly Suspicion[] {
  return casts.flatMap(({ envelopeLeaf, signals }) =>
    signals.map((reason) => ({ envelopeLeaf, reason, cluster: envelopeLeaf })),
  )
}

/** More than `limit` that share something: all of them, for people see a whole better than its end. */
function numerous(
  shared: readonly (readonly WatchedCast[])[],
  reason: FlagReason,
  limit: number,
): readonly Suspicion[] {
  return shared.filter(({ length }) => length > limit).flatMap((casts) => together(casts, reason))
}

/** More than `limit` within a time: those of each such time, runs that touch being one. */
function hurried(
  shared: readonly (readonly WatchedCast[])[],
  reason: FlagReason,
  limit: number,
  withinMs: number,
): readonly Suspicion[] {
  return shared.flatMap((casts) => runsOf(casts, limit, withinMs)).flatMap((run) => together(run, reason))
}

function runsOf(casts: readonly WatchedCast[], limit: number, withinMs: number): readonly (readonly WatchedCast[])[] {
  const inOrder = casts.toSorted((one, other) => one.castAt.getTime() - other.castAt.getTime())
  const runs: { from: number; until: number }[] = []
  let from = 0
  for (const [index, { castAt }] of inOrder.entries()) {
    while (castAt.getTime() - inOrder[from]!.castAt.getTime() >= withinMs) from += 1
    if (index - from < limit) continue
    const last = runs.at(-1)
    if (last && from <= last.until) last.until = index + 1
    else runs.push({ from, until: index + 1 })
  }
  return runs.map((run) => inOrder.slice(run.from, run.until))
}

// The oldest ballot of a whole names it: the number stays the same as the whole grows.
function together(casts: readonly WatchedCast[], reason: FlagReason): readonly Suspicion[] {
  const cluster = Math.min(...casts.map(({ envelopeLeaf }) => envelopeLeaf))
  return casts.map(({ envelopeLeaf }) => ({ envelopeLeaf, reason, cluster }))
}

function groups(
  casts: readonly WatchedCast[],
  by: 'network' | 'terminal' | 'batch' | 'contact',
): readonly (readonly WatchedCast[])[] {
  const known = casts.filter((cast) => cast[by] !== null)
  return [...Map.groupBy(known, (cast) => cast[by]).values()]
}

function isAtNight({ castAt }: WatchedCast): boolean {
  const { time } = wallTimeOf(castAt)
  return time >= '01:00' && time < '05:00'
}
