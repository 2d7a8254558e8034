export { type AnnulmentRefusal, annulBatch, keepBatch } from './annul.ts'
export { closeBatch, correctSheet, recordBatch, restartTyping } from './batches.ts'
export { enterMark, remarkPlace } from './marks.ts'
export { keepTyping, settlePaper } from './typing.ts'
