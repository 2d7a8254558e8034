export { engagementSheet, engagementTable } from './engagement.ts'
export { liquidationSheet, liquidationTable } from './liquidation.ts'
export type { EngagementFile, LiquidationFile } from './model.ts'
