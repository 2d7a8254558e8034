export { type JournalLine, type JournalPeriod, journalHeader, journalLines } from './journal.ts'
export * from './statement.ts'
