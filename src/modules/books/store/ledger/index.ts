export { insertAccounts } from './accounts.ts'
export {
  type Alarm,
  countOpenAlarms,
  insertAlarm,
  insertHandling,
  listAlarms,
  type ToldAlarm,
  tellAlarms,
} from './alarms.ts'
export { balanceOf, balancesOf } from './balances.ts'
export {
  findAccounts,
  findPendings,
  findTransfers,
  type LimitedBalance,
  listExpired,
  listGroup,
  listLimitedBalances,
  lockPendings,
} from './find.ts'
export { readJournal } from './journal.ts'
export { isBusy, keepMonths, settledRank } from './months.ts'
export { differingBalances, differingMonths, differingPendings } from './rebuilt.ts'
export { chainOf, explain, statementOf } from './statement.ts'
export { writeGroup } from './write.ts'
