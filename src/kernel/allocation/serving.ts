import { cents } from '#kernel/money'
import type { Contest } from './contest.ts'
import type { TurnStep, WhenShort } from './model.ts'

/** One pass down an order, paid from one purse. */
export type Queue = {
  readonly phase: TurnStep['phase']
  /** Positions, best first. */
  readonly order: readonly number[]
  /** By position, multiples of the unit; those who need nothing have no turn. */
  readonly needs: readonly bigint[]
  readonly purse: bigint
  readonly whenShort: WhenShort
}

export type Turn = { readonly position: number; readonly given: bigint; readonly step: TurnStep }

/**
 * Serves projects one after the other: each receives what it needs while the purse can pay it in full. At the first
 * it cannot, `part` gives what is left, `skip` passes to the next, `stop` ends.
 *
 * @param mayServe  a further condition, asked at each turn with what was served before
 */
export function serve(
  { ranks }: Contest,
  { phase, order, needs, purse, whenShort }: Queue,
  mayServe: (position: number, served: readonly Turn[]) => boolean = () => true,
): readonly Turn[] {
  const turns: Turn[] = []
  let left = purse
  let isStopped = false
  for (const position of order) {
    const needed = needs[position]!
    if (needed === 0n) continue
    const outcome: TurnStep['outcome'] = mayServe(position, turns)
      ? outcomeOf(needed, left, isStopped, whenShort)
      : 'quota-reached'
    const given = outcome === 'full' ? needed : outcome === 'part' ? left : 0n
    const step: TurnStep = {
      kind: 'turn',
      phase,
      rank: ranks[position]!,
      leftCents: cents(left),
      neededCents: cents(needed),
      givenCents: cents(given),
      outcome,
    }
    turns.push({ position, given, step })
    left -= given
    isStopped ||= outcome === 'stopped'
  }
  return turns
}

function outcomeOf(needed: bigint, left: bigint, isStopped: boolean, whenShort: WhenShort): TurnStep['outcome'] {
  if (isStopped) return 'stopped'
  if (needed <= left) return 'full'
  if (whenShort === 'stop') return 'stopped'
  return whenShort === 'part' && left > 0n ? 'part' : 'passed'
}
