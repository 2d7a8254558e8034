export { type AccountStage, accountsOf, insertBudgetAccounts } from './accounts.ts'
export {
  insertAuthorisation,
  listAuthorisations,
  lockAuthorisation,
  updateAuthorisationOpened,
} from './authorisations.ts'
export {
  changeEngagement,
  findEngagement,
  insertEngagement,
  insertStep,
  listConditions,
  listEngagements,
  listSteps,
  lockEngagement,
  takeNumber,
  takePayee,
} from './engagements.ts'
export {
  balancesOfEngagements,
  engagedUnder,
  executionOfLine,
  holdDecided,
  leftOfAuthorisations,
  listExecution,
} from './execution.ts'
export {
  findLine,
  findLineByCode,
  findYear,
  insertLine,
  insertYear,
  isYearClosed,
  listLines,
  listYears,
  lockLine,
  lockYear,
  updateClosed,
  updateLine,
} from './lines.ts'
export {
  changeLiquidation,
  engagementOfLiquidation,
  insertChecks,
  insertLiquidation,
  insertMandate,
  insertRejection,
  listLiquidations,
  lockMandate,
  updatePaid,
  updateResumed,
} from './liquidations.ts'
export { type EngagementMovement, listEngagementMovements, listMovements } from './movements.ts'
export { insertCodes, insertNomenclature, listCodes, listNomenclatures } from './nomenclature.ts'
export {
  insertReceivable,
  listPayments,
  listReceivables,
  lockReceivable,
  type Payment,
  type Receivable,
  updateCollected,
} from './payments.ts'
export { readBudgetSettings, storeBudgetSetting } from './settings.ts'
export { findStage, insertStage, listStages, lockStage, updateOpened } from './stages.ts'
