export * from './people.ts'
export * from './sessions.ts'
