export { type Due, endsByVisa, listAllDue, MOST_RECORDS } from './due.ts'
export { listRecords } from './execute.ts'
export type {
  ArchivedFile,
  ArchivedRecord,
  Day,
  Erasing,
  Fate,
  ListFate,
  Processing,
  RecordEnd,
  RecordKind,
  RecordReads,
  UsefulLife,
} from './kinds.ts'
export {
  type ArchiveList,
  fatesOf,
  type ListState,
  type ListStep,
  type Outcome,
  type StepKind,
  type StepRefusal,
} from './lists.ts'
export { type MakeRefusal, makeList } from './make-list.ts'
export { listManagementTables, type ManagementTable, managementTable } from './management-table.ts'
export { openPackage, type PackageRefusal } from './pack.ts'
export { PROPOSED_BY_THE_HOUSE } from './proposed.ts'
export {
  ENTERED_ITEMS,
  type EnteredItem,
  type EntryRefusal,
  enterService,
  entriesInForce,
  listServiceEntries,
  missingForService,
  missingItems,
  type NewEntry,
  type ServiceEntry,
  type ServiceItem,
} from './service/index.ts'
export { type ArchiveSetting, type ArchiveSettings, asksForScan, exchangeOf, readArchiveSetting } from './settings.ts'
export { changeArchiveSetting, enterManagementTable } from './settle.ts'
export { LIST_ATTACHMENTS, parisDay, recordStep } from './steps.ts'
export {
  countOutcomes,
  findList,
  findPackage,
  forgetSignatories,
  listLists,
  listSteps,
  type PackageRow,
} from './store.ts'
export { readArchives } from './stored-settings.ts'
export { archiveCrontab, archiveTasks } from './tasks.ts'
export { usefulLifeInWords } from './useful-life.ts'
