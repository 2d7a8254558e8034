export { listBreaks, listCitedFigures, replaceCited } from './cited.ts'
export { insertEdition, lockEditions, type NewEdition } from './compute.ts'
export { findPlace, listPlaces, type Reader, readEdition } from './editions.ts'
export {
  type Comparison,
  listSeries,
  readComparison,
  readKeyFigures,
  readMapFigures,
  readTable,
} from './reads.ts'
export * from './panoramas.ts'
