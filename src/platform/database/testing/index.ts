import { inject } from 'vitest'
import { cloneTemplate, type ThrowawayDatabase, type ThrowawayServer } from '../throwaway/index.ts'

export { appendOnlyFaults } from './append-only.ts'
export { catalogueDifference, readCatalogue } from './catalogue.ts'
export type TestDatabase = ThrowawayDatabase

declare module 'vitest' {
  export interface ProvidedContext {
    readonly testServer: ThrowawayServer
  }
}

/**
 * Gives a database of its own to a test, or to all those of a file.
 *
 * `await using database = await testDatabase()`, or `beforeAll` and `afterAll(() => database.drop())`.
 */
export function testDatabase(options: { readonly poolSize?: number } = {}): Promise<TestDatabase> {
  return cloneTemplate(inject('testServer'), options)
}
