import { done, type Result, refuse } from '#kernel/result'
import type { WorkLevel } from './evidence-work.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/**
 * What holds against a farm of voters without stopping a class. Thirty pupils on one address in twenty minutes pass, as do
 * a household and a comptoir with its tablet; two hundred from one room do not. First slower, then later, never for good.
 */
export const PACE = {
  hourMs: HOUR_MS,
  codeLivesMs: 30 * MINUTE_MS,
  triesPerCode: 5,
  /** Codes asked in an hour from one address, from its neighbours together, and by one browser. */
  address: { heavyFrom: 40, most: 80 },
  subnet: { heavyFrom: 80, most: 160 },
  device: { heavyFrom: 8, most: 30 },
  /** To one mailbox or telephone, in an hour. */
  contact: { heavyFrom: 4, most: 8 },
  /** Without JavaScript nothing is worked out: the same counts, lower. */
  withoutWork: { address: 10, subnet: 20, device: 4, contact: 3 },
  /** Wrong codes in an hour, mailed or printed, from one address and by one browser. A printed code of 60 bits is not guessed. */
  failures: { address: 60, device: 12 },
} as const

/** How often lately, and since when. */
export type Recent = { readonly count: number; readonly first: Date | undefined }
export const SUBJECTS = ['address', 'subnet', 'device', 'contact'] as const
export type PaceSubject = (typeof SUBJECTS)[number]

export type PaceRefusal = { readonly kind: 'asked-too-often'; readonly waitMs: number }

/** The work a form asks for, by what was asked lately from where it is read. The contact is not known yet. */
export function workLevelFor(recent: Readonly<Record<Exclude<PaceSubject, 'contact'>, Recent>>): WorkLevel {
  const isMuch = (['address', 'subnet', 'device'] as const).some((kind) => recent[kind].count >= PACE[kind].heavyFrom)
  return isMuch ? 'heavy' : 'light'
}

/**
 * Whether a code is sent now.
 *
 * @param recent  codes asked in the last hour
 * @param work    the work that was done; undefined: none, as without JavaScript
 */
export function decideAsking(
  recent: Readonly<Record<PaceSubject, Recent>>,
  work: WorkLevel | undefined,
  now: Date,
): Result<null, PaceRefusal | 'work-too-light'> {
  const limits = SUBJECTS.map((kind) => ({
    recent: recent[kind],
    most: work ? PACE[kind].most : PACE.withoutWork[kind],
  }))
  const waits = limits
    .filter(({ recent: { count }, most }) => count >= most)
    .map(({ recent: each }) => waitOf(each, now))
  if (waits.length > 0) return refuse({ kind: 'asked-too-often', waitMs: Math.max(...waits) })
  const isMuch = SUBJECTS.some((kind) => recent[kind].count >= PACE[kind].heavyFrom)
  return work === 'light' && isMuch ? refuse('work-too-light') : done(null)
}

/** Whether a code typed is looked at now. */
export function decideTrying(
  failures: { readonly address: Recent; readonly device: Recent },
  now: Date,
): Result<null, PaceRefusal> {
  const waits = (['address', 'device'] as const)
    .filter((kind) => failures[kind].count >= PACE.failures[kind])
    .map((kind) => waitOf(failures[kind], now))
  return waits.length > 0 ? refuse({ kind: 'asked-too-often', waitMs: Math.max(...waits) }) : done(null)
}

// The oldest of the hour goes first: one may ask again then.
function waitOf({ first }: Recent, now: Date): number {
  return Math.max((first ?? now).getTime() + HOUR_MS - now.getTime(), MINUTE_MS)
}
