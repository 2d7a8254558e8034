export { lineSheet, paymentSheet } from './files.ts'
export { linesOf, type PublicPayment, type PublicYear, sumsOf } from './model.ts'
export { SCDL_SENTENCES, SCDL_STAGES, type ScdlRefusal, type ScdlStage, scdlCsv, scdlRows } from './scdl.ts'
