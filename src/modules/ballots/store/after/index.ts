export * from './destructions.ts'
export * from './terms.ts'
