import type { Day } from '#kernel/calendar'

/** What a territory means to do over some years, as one document: a version is published whole. */
export type Programme = {
  /** As « Pacte des solidarités territoriales ». */
  readonly title: string
  readonly firstYear: number
  readonly lastYear: number
  readonly source: Origin
  /** The act that adopted it, when it was recorded outside the platform; null: a decision of the platform may say so. */
  readonly adoption: { readonly number: string; readonly on: Day } | null
  readonly ambitions: readonly Ambition[]
}

/** `slug` is the name of an ambition, an orientation or an action for good: tags and values follow it from version to version. */
export type Ambition = Aim & { readonly orientations: readonly Orientation[] }
export type Orientation = Aim & { readonly actions: readonly Action[] }

export type Aim = {
  readonly slug: string
  /** As « 13 »: its number in the document it comes from. */
  readonly number: string
  readonly title: string
  readonly words: string
  readonly source: Origin
}

/** Where a statement comes from. What was made up for a demonstration says so wherever it is shown. */
export type Origin = { readonly label: string; readonly url: string | null; readonly isFictitious: boolean }

export type Action = {
  readonly slug: string
  readonly title: string
  readonly words: string
  readonly source: Origin
  /** The service in charge. */
  readonly service: string
  readonly partners: readonly Partner[]
  readonly indicators: readonly Indicator[]
  /** Codes of the budget lines that pay for it, the same from one year to the next. */
  readonly lines: readonly string[]
  /** Required before publication: every euro rests on a competence of the territory. */
  readonly legalBasis: { readonly article: string; readonly competence: string }
  /** Sustainable development goals of the United Nations, 1 to 17. */
  readonly goals: readonly number[]
  readonly startsOn: Day | null
  readonly endsOn: Day | null
  /** Codes of EPCIs and communes; empty: the whole territory. */
  readonly places: readonly string[]
}

/** An organisation of the directory by its SIREN, or somebody by name. */
export type Partner = { readonly siren: string | null; readonly name: string }

export type Indicator = {
  readonly slug: string
  readonly title: string
  readonly unit: string
  /** In thousandths of the unit. */
  readonly baseline: Mark | null
  readonly target: Mark | null
}

export type Mark = { readonly thousandths: number; readonly year: number }

/** What an indicator was worth on a day. */
export type IndicatorValue = {
  readonly id: string
  readonly action: string
  readonly indicator: string
  readonly on: Day
  readonly thousandths: number
  readonly nature: ValueNature
  readonly source: Origin
}
export const VALUE_NATURES = ['cited', 'computed', 'estimated'] as const
export type ValueNature = (typeof VALUE_NATURES)[number]

/** How far an action has come. */
export type Step = {
  readonly action: string
  readonly on: Day
  readonly state: StepState
  readonly words: string
  readonly isFictitious: boolean
}
export const STEP_STATES = ['planned', 'running', 'done', 'stopped'] as const
export type StepState = (typeof STEP_STATES)[number]

export type Publication = {
  readonly number: number
  readonly programme: Programme
  readonly fingerprint: string
  readonly publishedAt: Date
}

/** An action where it stands. */
export type PlacedAction = {
  readonly ambition: Ambition
  readonly orientation: Orientation
  readonly action: Action
}

/** Every action of a programme, in its order. */
export function listActions(programme: Pick<Programme, 'ambitions'>): readonly PlacedAction[] {
  return programme.ambitions.flatMap((ambition) =>
    ambition.orientations.flatMap((orientation) =>
      orientation.actions.map((action) => ({ ambition, orientation, action })),
    ),
  )
}

export function findAction(programme: Programme, slug: string): PlacedAction | undefined {
  return listActions(programme).find(({ action }) => action.slug === slug)
}

/** The action a budget line pays for: one at most, so that no euro is counted twice. */
export function actionOfLine(programme: Programme, code: string): PlacedAction | undefined {
  return listActions(programme).find(({ action }) => action.lines.includes(code))
}

/** What a thing may be tagged with, from the widest to the narrowest. */
export type AimEntry = {
  readonly kind: 'ambition' | 'orientation' | 'action'
  readonly slug: string
  readonly title: string
  /** The orientation it stands under, or is; null for an ambition. */
  readonly orientation: string | null
}

export function listAims(programme: Programme): readonly AimEntry[] {
  return programme.ambitions.flatMap((ambition): readonly AimEntry[] => [
    { kind: 'ambition', slug: ambition.slug, title: ambition.title, orientation: null },
    ...ambition.orientations.flatMap((orientation): readonly AimEntry[] => [
      { kind: 'orientation', slug: orientation.slug, title: orientation.title, orientation: orientation.slug },
      ...orientation.actions.map(
        (action): AimEntry => ({
          kind: 'action',
          slug: action.slug,
          title: action.title,
          orientation: orientation.slug,
        }),
      ),
    ]),
  ])
}

/**
 * How far an indicator has come from its baseline to its target, in per mille, whichever way it goes.
 *
 * @returns  undefined without a baseline, a target or a value, or when nothing was to change; below 0: it went the other way
 */
export function perMilleOf({ baseline, target }: Indicator, value: number | undefined): number | undefined {
  if (baseline === null || target === null || value === undefined) return undefined
  const way = target.thousandths - baseline.thousandths
  if (way === 0) return undefined
  return Math.trunc(((value - baseline.thousandths) * 1000) / way)
}

/** The name of a decision that adopts a version. */
export function decidedObject(number: number): string {
  return `programme:${number}`
}
