export type { Authorisation } from './authorisation.ts'
export type { Engagement, Liquidation } from './engagement.ts'
export type { BudgetLine } from './line.ts'
export type { BudgetStage } from './stage.ts'
