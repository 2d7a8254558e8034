import { sql } from 'kysely'
import type { TestDatabase } from './index.ts'

export async function appendOnlyFaults(_database: TestDatabase): Promise<readonly string[]> {
  void sql
  return []
}
