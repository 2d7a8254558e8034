export { listBreaks, listCitedFigures, replaceCited } from './cited.ts'
export { insertEdition, lockEditions, type NewEdition } from './compute.ts'
export { findPlace, listPlaces, type Reader, readEdition } from './editions.ts'
export { readPanorama, readProfile } from './panorama-blocks.ts'
export {
  findDraft,
  findPublishedPdf,
  findPublishedText,
  insertDraft,
  insertPublication,
  listDrafts,
  listEmbedders,
  listPublications,
  lockDraft,
  type Publication,
  type StoredDraft,
  setEmbedders,
  updateDraft,
} from './panoramas.ts'
export {
  findProtectedTable,
  insertProtected,
  listProtectedTables,
  listProtectedTitles,
  nameRows,
  type ProtectedTable,
  type ProtectedTitle,
  sharesProtectedCells,
} from './protected.ts'
export {
  type Comparison,
  listSeries,
  readComparison,
  readKeyFigures,
  readMapFigures,
  readTable,
} from './reads.ts'
