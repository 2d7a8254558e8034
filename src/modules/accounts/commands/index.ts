export * from './roles.ts'
export * from './roles-console.ts'
export * from './sessions.ts'
