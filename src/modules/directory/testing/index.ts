import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assert } from '#kernel/result'
import type { Context } from '#platform/context'
import { acceptImport, askImport, readImport } from '../commands/index.ts'
import type { Extractor } from '../extraction.ts'
import type { Kind } from '../model.ts'
import { extract } from '../store/extract/index.ts'
import { findImport } from '../store/index.ts'

export const TEST_LIMITS = {
  memory: '500MB',
  threads: 2,
  folder: join(tmpdir(), `filigrane-extraction-${process.pid}`),
} as const

let asked = 0

export function testSubmission() {
  asked += 1
  return { key: `directory-test-${process.pid}-${String(asked).padStart(8, '0')}`, body: asked }
}

/** Reads files as the command does, and gives the import back: nothing is in force yet. */
export async function readFiles(
  context: Context,
  kind: Kind,
  paths: readonly string[],
  vintage = '2026-09-01',
  how: Extractor = extract,
) {
  const fileNames = paths.map((path) => path.split('/').at(-1)!)
  const result = await askImport(context, { kind, fileNames, vintage, isReadHere: true, submission: testSubmission() })
  assert(result.ok, `an import of ${kind} can be asked for: ${JSON.stringify(result)}`)
  await readImport(context, result.value.id, { extract: how, paths, limits: TEST_LIMITS })
  const found = await findImport(context.db, result.value.id)
  assert(found, 'an import that was asked for is there')
  return found
}

/** Reads files and puts them in force. */
export async function putInForce(
  context: Context,
  kind: Kind,
  paths: readonly string[],
  vintage?: string,
  how?: Extractor,
) {
  const { id } = await readFiles(context, kind, paths, vintage, how)
  const accepted = await acceptImport(context, { id, submission: testSubmission() })
  assert(accepted.ok, `an import of ${kind} is accepted: ${JSON.stringify(accepted)}`)
  const found = await findImport(context.db, id)
  assert(found, 'an accepted import is there')
  return found
}
