import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assert } from '#kernel/result'
import { acceptImport, askImport, extract, type Kind, readImport } from '#modules/directory'
import type { Context } from '#platform/context'

let asked = 0

/** Reads files of open data and puts them in force, as the command does. */
export async function putInForce(context: Context, kind: Kind, paths: readonly string[], vintage = '2026-09-01') {
  const fileNames = paths.map((path) => path.split('/').at(-1)!)
  const result = await askImport(context, { kind, fileNames, vintage, isReadHere: true, submission: submission() })
  assert(result.ok, `an import of ${kind} can be asked for: ${JSON.stringify(result)}`)
  const { id } = result.value
  const folder = join(tmpdir(), `filigrane-figures-${process.pid}`)
  await readImport(context, id, { extract, paths, limits: { memory: '500MB', threads: 2, folder } })
  const accepted = await acceptImport(context, { id, submission: submission() })
  assert(accepted.ok, `an import of ${kind} is accepted: ${JSON.stringify(accepted)}`)
}

function submission() {
  asked += 1
  return { key: `observatory-test-${process.pid}-${String(asked).padStart(8, '0')}`, body: asked }
}
