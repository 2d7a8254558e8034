export * from './assemblies.ts'
export * from './questions.ts'
