export { cloneTemplate, type ThrowawayDatabase } from './clone.ts'
export { startThrowaway, type ThrowawayOptions, type ThrowawayServer } from './server.ts'
