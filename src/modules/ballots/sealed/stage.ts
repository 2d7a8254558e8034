/** What happened to a poll held here: each is a fact with its moment, none is undone. */
export type PollFacts = {
  readonly publishedAt?: Date
  readonly rehearsedAt?: Date
  readonly opensAt?: Date
  /** With its extensions. */
  readonly closesAt?: Date
  /** When the close leaf was written. */
  readonly closedAt?: Date
  readonly openedAt?: Date
  readonly resultAt?: Date
}

/**
 * Where a poll is on its way to the count. `waiting`: published, not open: too early, or its rehearsal has not passed.
 * `deciding`: the time is over, the commission settles what is left before the close is written.
 */
export type Stage = 'draft' | 'waiting' | 'open' | 'deciding' | 'closed' | 'opened' | 'published'

export function stageOf(facts: PollFacts, now: Date): Stage {
  if (!facts.publishedAt) return 'draft'
  if (facts.resultAt) return 'published'
  if (facts.openedAt) return 'opened'
  if (facts.closedAt) return 'closed'
  if (facts.closesAt && facts.closesAt <= now) return 'deciding'
  return facts.rehearsedAt && facts.opensAt && facts.opensAt <= now ? 'open' : 'waiting'
}
