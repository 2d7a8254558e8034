export { acceptImport, askAgain, compareImport, discardImport, returnToImportBefore } from './choices.ts'
export { allowEmbedding } from './embedding.ts'
export { askImport, type ImportAsked, readImport, requestFor } from './reading.ts'
export { settleReview, withdraw } from './reviews.ts'
