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
export { type ManagementTable, managementTable } from './management-table.ts'
