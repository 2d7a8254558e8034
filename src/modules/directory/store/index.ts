export { applyComposition, givesStructures, replaceFigures } from './apply.ts'
export * from './imports.ts'
export { listInForce, listStandings, readKnown } from './known.ts'
export { countReviews, findReview, listReviews, listSettled, type Review, settle } from './reviews.ts'
export { countByCommune, countEntries, listAddresses, listEntries, type Slice } from './search.ts'
export { findEmbedders, setEmbedders } from './search-embedding.ts'
export { type CloseName, findSlugByNumber, listCloseNames } from './search-words.ts'
export {
  countByFamilyAndEpci,
  countStructures,
  type FamilyCount,
  findBySiren,
  findBySlug,
  listEstablishments,
  listRecognitions,
  type Recognition,
  type StoredEstablishment,
  type StoredStructure,
  searchStructures,
} from './structures.ts'
export { isKeptOut, keepOut, liftWithdrawal, listWithdrawn, WITHDRAWAL_KEY, withdrawUnit } from './withdrawals.ts'
