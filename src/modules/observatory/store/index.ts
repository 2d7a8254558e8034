export { insertEdition, lockEditions, type NewEdition } from './compute.ts'
export { findPlace, listPlaces, type Reader, readEdition } from './editions.ts'
export { placesWith, readComputedTable, readCounts } from './tables.ts'
