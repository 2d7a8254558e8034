import type { Action, Ambition, Indicator, IndicatorValue, Orientation, Programme, Step } from '../model.ts'
import { linesOf, type Money, type MoneyLine } from '../money.ts'

/** What a year brought to each orientation. */
export type YearReport = {
  readonly year: number
  readonly programme: Programme
  readonly ambitions: readonly ReportedAmbition[]
  readonly money: Money
  /** Things of the year that nobody tagged. */
  readonly untaggedCount: number
}

export type ReportedAmbition = {
  readonly ambition: Ambition
  /** What serves the ambition as a whole. */
  readonly things: readonly ReportedThing[]
  readonly orientations: readonly ReportedOrientation[]
}

export type ReportedOrientation = {
  readonly orientation: Orientation
  readonly things: readonly ReportedThing[]
  readonly actions: readonly ReportedAction[]
  readonly lines: readonly MoneyLine[]
}

export type ReportedAction = {
  readonly action: Action
  /** How far it had come at the end of the year; undefined: nobody said. */
  readonly step: Step | undefined
  readonly indicators: readonly { readonly indicator: Indicator; readonly value: IndicatorValue | undefined }[]
  readonly things: readonly ReportedThing[]
  readonly lines: readonly MoneyLine[]
}

export type ReportedThing = {
  readonly kindLabel: string
  readonly title: string
  readonly href: string
  readonly day: string
}

/**
 * The report of a year: what is tagged, followed and paid stands under its orientation.
 *
 * @param read  values and steps until the end of the year, the last first; things of the year with the names of their aims
 */
export function composeReport(
  programme: Programme,
  read: {
    readonly year: number
    readonly values: readonly IndicatorValue[]
    readonly steps: readonly Step[]
    readonly money: Money
    readonly things: readonly (ReportedThing & { readonly aims: readonly string[] })[]
  },
): YearReport {
  const { year, values, steps, money, things } = read
  const thingsFor = (slug: string) =>
    things.filter(({ aims }) => aims.includes(slug)).map(({ aims: _aims, ...thing }) => thing)

  const actionOf = (action: Action): ReportedAction => ({
    action,
    step: steps.find((step) => step.action === action.slug),
    indicators: action.indicators.map((indicator) => ({
      indicator,
      value: values.find((each) => each.action === action.slug && each.indicator === indicator.slug),
    })),
    things: thingsFor(action.slug),
    lines: linesOf(action, money),
  })
  const orientationOf = (orientation: Orientation): ReportedOrientation => {
    const actions = orientation.actions.map(actionOf)
    return {
      orientation,
      things: thingsFor(orientation.slug),
      actions,
      lines: actions.flatMap(({ lines }) => lines),
    }
  }
  const ambitions = programme.ambitions.map((ambition) => ({
    ambition,
    things: thingsFor(ambition.slug),
    orientations: ambition.orientations.map(orientationOf),
  }))
  return { year, programme, ambitions, money, untaggedCount: things.filter(({ aims }) => aims.length === 0).length }
}

/** Things kind by kind, in the order kinds come. */
export function byKind(
  things: readonly ReportedThing[],
): readonly { readonly label: string; readonly things: readonly ReportedThing[] }[] {
  const labels = [...new Set(things.map(({ kindLabel }) => kindLabel))]
  return labels.map((label) => ({ label, things: things.filter(({ kindLabel }) => kindLabel === label) }))
}
