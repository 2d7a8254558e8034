export * from './log.ts'
export * from './publication.ts'
export * from './urn.ts'
export * from './write.ts'
