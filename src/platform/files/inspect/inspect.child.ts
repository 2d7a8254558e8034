import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { assert } from '#kernel/result'
import { FORMATS, type Format } from '../formats.ts'
import { inspect } from './inspect.ts'

// A program of its own, started by index.ts: file, format, folder to write in. Its verdict is one line of JSON on stdout.
const [path, format, folder] = process.argv.slice(2)
assert(path !== undefined && format !== undefined && folder !== undefined && format in FORMATS, 'the child is told all')
const result = await inspect(await readFile(path), format as Format)
if (!result.ok) {
  process.stdout.write(JSON.stringify({ refusal: result.refusal }))
} else {
  const { isActive, drawn } = result.value
  if (drawn) {
    await writeFile(join(folder, 'picture'), drawn.picture)
    await writeFile(join(folder, 'thumbnail'), drawn.thumbnail)
  }
  process.stdout.write(JSON.stringify({ isActive, isDrawn: drawn !== undefined }))
}
