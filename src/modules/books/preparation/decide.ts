import type { Day } from '#kernel/calendar'
import { type Cents, cents } from '#kernel/money'
import { done, type Result, refuse } from '#kernel/result'
import type { Amounts, Campaign, Demand, DemandStep, Level, PreparationRefusal } from './model.ts'

type Amount = 'amount-missing' | 'years-broken' | 'commitment-differs'

/**
 * Whether amounts may be asked for a year: the year itself first, no year missing, and a commitment that is exactly what its
 * years pay.
 *
 * @see  CGCT, article L3312-4: the payments of a commitment are its credits, year by year
 */
export function checkAmounts(amounts: Amounts, year: number): Result<Amounts, Amount> {
  const { years, commitmentCents } = amounts
  if (years.length === 0) return refuse('amount-missing')
  if (years.some((each, index) => each.year !== year + index)) return refuse('years-broken')
  if (commitmentCents === null) return years.length === 1 ? done(amounts) : refuse('commitment-differs')
  return sumOf(amounts) === commitmentCents ? done(amounts) : refuse('commitment-differs')
}

/** Whether one may write in a campaign on that day. */
export function checkOpen(campaign: Campaign, today: Day): Result<Campaign, PreparationRefusal> {
  if (campaign.proposedAt !== null) return refuse('campaign-already-proposed')
  if (today < campaign.opensOn) return refuse('campaign-not-open')
  if (today > campaign.closesOn) return refuse('campaign-closed')
  return done(campaign)
}

/** What a level says, beside what was said: a level never speaks under one that already spoke above it. */
export function decideStep(
  demand: Demand,
  step: Pick<DemandStep, 'level' | 'amounts' | 'reason'>,
  year: number,
): Result<Amounts, PreparationRefusal> {
  if (step.reason.trim() === '') return refuse('reason-missing')
  if (step.level < latestOf(demand).level) return refuse('level-below')
  return checkAmounts(step.amounts, year)
}

/**
 * What becomes the proposed budget: the last word on each line, once the last level has spoken on all of them.
 *
 * @returns  the lines with the amount of the year prepared, those of 0 € left out
 */
export function decideProposal(
  demands: readonly Demand[],
  levels: readonly Level[],
): Result<
  readonly { readonly lineCode: string; readonly cents: Cents; readonly amounts: Amounts }[],
  PreparationRefusal
> {
  const last = levels.at(-1)?.rank
  if (last === undefined) return refuse('levels-missing')
  if (demands.length === 0) return refuse('nothing-asked')
  if (demands.some((demand) => latestOf(demand).level !== last)) return refuse('not-all-arbitrated')
  return done(
    demands
      .map((demand) => ({ lineCode: demand.lineCode, amounts: latestOf(demand).amounts, cents: retainedOf(demand) }))
      .filter((each) => each.cents > 0n),
  )
}

/** The last word, so far. */
export function latestOf({ steps }: Demand): DemandStep {
  return steps.at(-1) ?? steps[0]
}

/** Of the year prepared, as last said. */
export function retainedOf(demand: Demand): Cents {
  return latestOf(demand).amounts.years[0]?.cents ?? cents(0n)
}

export function sumOf({ years }: Amounts): Cents {
  return cents(years.reduce((sum, each) => sum + each.cents, 0n))
}
