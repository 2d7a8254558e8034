export type { OfficeRefusal } from './commands.ts'
