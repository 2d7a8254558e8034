export * from './assemblies.ts'
export * from './questions.ts'
export * from './room.ts'
