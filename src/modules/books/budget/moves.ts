import { type Cents, cents } from '#kernel/money'
import { done, type Result, refuse } from '#kernel/result'
import type { BudgetLine, Section } from './line.ts'
import { type BudgetSettings, chaptersOf } from './settings.ts'
import type { BudgetStage, StageAmount } from './stage.ts'

/** The gravest first. */
export type MoveRefusal =
  | { readonly kind: 'move-touches-receipts' }
  | { readonly kind: 'move-touches-staff'; readonly chapter: string }
  | { readonly kind: 'move-not-balanced'; readonly section: Section; readonly differenceCents: Cents }
  | {
      readonly kind: 'move-over-limit'
      readonly section: Section
      readonly limitCents: Cents
      readonly movedCents: Cents
    }

export type MoveRule = {
  /** 750: 7.5 %. */
  readonly basisPoints: bigint
  readonly staffChapters: readonly string[]
  /** Real expenditure open in each section. */
  readonly realCents: Readonly<Record<Section, Cents>>
  /** What already changed chapter this year. */
  readonly movedCents: Readonly<Record<Section, Cents>>
}

type Moved = StageAmount & { readonly line: Pick<BudgetLine, 'section' | 'chapter' | 'direction'> }

/**
 * Whether credits may go from chapter to chapter by the executive alone: balanced inside each section, never staff, and at
 * most 7.5 % of the section's real expenditure in the year.
 *
 * @see  CGCT, article L5217-10-6
 */
export function decideMove(amounts: readonly Moved[], rule: MoveRule): Result<void, MoveRefusal> {
  // A receipt lowered would balance an expense raised, and nobody would have voted it.
  if (amounts.some(({ line }) => line.direction === 'receipt'))
    return refuse({ kind: 'move-touches-receipts' } as const)
  const staff = amounts.find(({ line }) => rule.staffChapters.includes(line.chapter))
  if (staff) return refuse({ kind: 'move-touches-staff', chapter: staff.line.chapter } as const)
  for (const section of ['F', 'I'] as const) {
    const own = amounts.filter(({ line }) => line.section === section)
    const differenceCents = sumOf(own)
    if (differenceCents !== 0n) return refuse({ kind: 'move-not-balanced', section, differenceCents } as const)
    const movedCents = cents(rule.movedCents[section] + betweenChapters(own))
    const { limitCents } = roomOf(rule, section)
    if (movedCents > limitCents) return refuse({ kind: 'move-over-limit', section, limitCents, movedCents } as const)
  }
  return done(undefined)
}

/** What the rule is for a year: its settings, what is open in each section, and what already changed chapter. */
export function moveRuleOf(
  settings: BudgetSettings,
  stages: readonly BudgetStage[],
  lines: readonly BudgetLine[],
): MoveRule {
  const order = chaptersOf(settings, 'order-chapters')
  const opened = stages.filter(({ openedAt }) => openedAt !== null)
  const real = opened
    .flatMap((stage) => (stage.kind === 'move' ? [] : withLines(stage.amounts, lines)))
    .filter(({ line }) => line.direction === 'expense' && !order.includes(line.chapter))
  const moves = opened.filter(({ kind }) => kind === 'move').map(({ amounts }) => withLines(amounts, lines))
  const realOf = (section: Section) => sumOf(real.filter(({ line }) => line.section === section))
  const movedOf = (section: Section) => {
    const own = moves.map((each) => betweenChapters(each.filter(({ line }) => line.section === section)))
    return cents(own.reduce((sum, each) => sum + each, 0n))
  }
  return {
    basisPoints: BigInt(settings['fungibility-basis-points'].value),
    staffChapters: chaptersOf(settings, 'staff-chapters'),
    realCents: { F: realOf('F'), I: realOf('I') },
    movedCents: { F: movedOf('F'), I: movedOf('I') },
  }
}

/** The limit of a section, and what may still change chapter in it this year. */
export function roomOf({ basisPoints, realCents, movedCents }: MoveRule, section: Section) {
  const limitCents = cents((realCents[section] * basisPoints) / 10_000n)
  const leftCents = limitCents > movedCents[section] ? cents(limitCents - movedCents[section]) : cents(0n)
  return { limitCents, leftCents }
}

/** Amounts with the line each bears on. */
export function withLines<Line extends Pick<BudgetLine, 'id'>>(
  amounts: readonly StageAmount[],
  lines: readonly Line[],
) {
  return amounts.map((each) => ({ ...each, line: lines.find(({ id }) => id === each.lineId)! }))
}

/** What leaves its chapter: between two lines of one chapter nothing does. */
export function betweenChapters(amounts: readonly Moved[]): Cents {
  const byChapter = Map.groupBy(amounts, ({ line }) => `${line.section} ${line.chapter}`)
  const gained = [...byChapter.values()].map(sumOf).filter((sum) => sum > 0n)
  return cents(gained.reduce((sum, each) => sum + each, 0n))
}

function sumOf(amounts: readonly StageAmount[]): Cents {
  return cents(amounts.reduce((sum, { amountCents }) => sum + amountCents, 0n))
}
