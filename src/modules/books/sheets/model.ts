import type { Day } from '#kernel/calendar'
import type { Settings } from '#platform/context'
import type { ReportData } from '#platform/documents'
import type { Condition, Engagement, EngagementBalances, Liquidation, StepTaken } from '../budget/engagement.ts'
import type { BudgetLine } from '../budget/line.ts'
import { letterheadOf } from '../preparation/documents.ts'

/** All that is known of an expense, the day a sheet of it is made. */
export type EngagementFile = {
  readonly engagement: Engagement
  readonly line: BudgetLine
  readonly balances: EngagementBalances | undefined
  readonly conditions: readonly Condition[]
  readonly liquidations: readonly Liquidation[]
  readonly steps: readonly (StepTaken & { readonly doneByName: string | null })[]
  /** « Décidé par délibération n° … »; null for a purchase. */
  readonly standing: string | null
  readonly today: Day
}

export type LiquidationFile = EngagementFile & { readonly liquidation: Liquidation }

/** What stands on both sheets: who prints, which day, and whether it is a demonstration or not yet final. */
export function sheetFrame(
  { engagement, today }: EngagementFile,
  settings: Settings,
  isFinal: boolean,
): Pick<ReportData, 'letterhead' | 'date' | 'reference' | 'mark' | 'annexes'> {
  return {
    letterhead: letterheadOf(settings),
    date: today,
    reference: engagement.number,
    mark: engagement.isFictitious ? 'Exemple' : isFinal ? null : 'En cours',
    annexes: [],
  }
}

/** Said at the foot of each sheet: this is not the accounts. */
export const FOLLOWED = {
  type: 'paragraph',
  text: 'Journal de suivi : il ne remplace pas la comptabilité tenue par le comptable public.',
} as const
