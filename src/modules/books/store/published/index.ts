export { findPayment, listNaturalTotals, listPayments, sumPayments } from './payments.ts'
export { type PaidAtPlace, paidByLineAndPlace } from './places.ts'
export { eachPaymentBatch, lastBudgetChange, lastPaymentDay, readScdlBudget } from './scdl.ts'
export { findPublicYear, listLineYears, listPublicYears, listYearNumbers } from './years.ts'
