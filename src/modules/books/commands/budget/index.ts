export type { Answer } from './acting.ts'
export { openAuthorisation, proposeAuthorisation } from './authorisations.ts'
export { carryOver } from './carry-over.ts'
export {
  askEngagement,
  commitEngagement,
  commitLegally,
  complementEngagement,
  type Demand,
  declineEngagement,
  releaseEngagement,
} from './engagements.ts'
export { prepareLiquidation, returnLiquidation, signLiquidation } from './liquidations.ts'
export { type AccountantAct, issueMandate, recordAccountant } from './mandates.ts'
export { changeBudgetSetting, importNomenclature } from './nomenclature.ts'
export { collectReceivable, issueReceivable, type Owed } from './receivables.ts'
export { openStage, proposeStage } from './stages.ts'
export { addLine, changeLine, closeYear, type LineWords, openYear } from './years.ts'
