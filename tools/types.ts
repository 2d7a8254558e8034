// Writes src/platform/database/types.generated.ts from the migrations, on a throw-away server or that of DATABASE_URL.
// Run it after every change of a schema; a database test fails while it has not been run.
import { writeFileSync } from 'node:fs'
import { cloneTemplate, startThrowaway } from '#platform/database/throwaway'
import { generateTypes } from '../src/platform/database/generate-types.testing.ts'

const { server, stop } = await startThrowaway({ durable: false, url: process.env.DATABASE_URL })
try {
  await using database = await cloneTemplate(server)
  const types = await generateTypes(database.owner)
  writeFileSync(new URL('../src/platform/database/types.generated.ts', import.meta.url), types)
} finally {
  await stop()
}
