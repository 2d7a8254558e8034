export { type Authorisation, objectOfAuthorisation } from './budget/authorisation.ts'
export { type Delay, delayOf } from './budget/delay.ts'
export type { Engagement, EngagementBalances, Liquidation, Mandate, Payee, StepTaken } from './budget/engagement.ts'
export type {
  BudgetLine,
  BudgetYear,
  ExecutedLine,
  LineExecution,
  Perimeter,
  ReceiptExecution,
  Section,
} from './budget/line.ts'
export { cellsOf, type Nomenclature, readCodes } from './budget/nomenclature.ts'
export { publicNameOf } from './budget/payee.ts'
export { type BudgetRefusal, sentenceOfBudgetRefusal } from './budget/refusals.ts'
export { type BudgetStage, objectOfStage, objectOfYear, STAGE_WORDS, type StageKind } from './budget/stage.ts'
export { checks as bookChecks } from './checks.ts'
export {
  addLine,
  askEngagement,
  changeBudgetSetting,
  closeYear,
  commitEngagement,
  commitLegally,
  type Demand,
  importNomenclature,
  issueMandate,
  issueReceivable,
  openStage,
  openYear,
  prepareLiquidation,
  proposeStage,
  recordAccountant,
  releaseEngagement,
  signLiquidation,
} from './commands/budget/index.ts'
export {
  type AlarmRefusal,
  expirePendings,
  handleAlarm,
  keepMonths,
  openAccounts,
  transfer,
  transferAlone,
} from './commands/ledger/index.ts'
export { tellPosts } from './commands/preparation/index.ts'
export * from './ledger/index.ts'
export { SCDL_SENTENCES, SCDL_STAGES, scdlCsv, scdlRows } from './published/index.ts'
export {
  balancesOfEngagements,
  executionOfLine,
  findEngagement,
  findLine,
  findLineByCode,
  listAuthorisations,
  listConditions,
  listEngagements,
  listExecution,
  listLines,
  listLiquidations,
  listNomenclatures,
  listPayments,
  listReceivables,
  listStages,
  listYears,
  type Payment,
  type Receivable,
  readBudgetSettings,
} from './store/budget/index.ts'
export {
  type Alarm,
  balanceOf,
  balancesOf,
  chainOf,
  explain,
  listAlarms,
  readJournal,
  statementOf,
} from './store/ledger/index.ts'
export { type PaidAtPlace, paidByLineAndPlace, readScdlBudget } from './store/published/index.ts'
export { bookCrontab, bookTasks } from './tasks.ts'
