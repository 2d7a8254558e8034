import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { cut, HEADING, TEXT } from './fonts.ts'

const CACHE = join(import.meta.dirname, '../../node_modules/.cache/filigrane-fonts')

// Pictures are drawn without the system's fonts: many servers have none, and text would be blank.
const FONTCONFIG = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir prefix="relative">.</dir></fontconfig>
`

/**
 * Writes the two faces as the library of pictures reads them, in a folder that is itself its whole configuration.
 *
 * @param folder  made if missing; `FONTCONFIG_PATH` of the process that draws
 */
export async function preparePictureFonts(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await Promise.all([
    // One weight each: the library does not move the axes of a variable face.
    ...[
      { face: TEXT, axes: { wght: 400 } },
      { face: HEADING, axes: HEADING.axes },
    ].map(async ({ face, axes }) => writeFile(join(folder, `${face.name}.ttf`), await cutOnce(face, axes))),
    writeFile(join(folder, 'fonts.conf'), FONTCONFIG),
  ])
}

/** Cutting takes a second: what it gives is kept among the packages, where one can write. */
async function cutOnce(face: typeof TEXT, axes: typeof TEXT.axes): Promise<Buffer> {
  const recipe = createHash('sha256')
    .update(JSON.stringify([face, axes]))
    .digest('hex')
    .slice(0, 8)
  const place = join(CACHE, `${face.name}-${recipe}.ttf`)
  const kept = await readFile(place).catch(() => undefined)
  if (kept !== undefined) return kept

  const content = await cut(face, axes, 'truetype')
  try {
    await mkdir(CACHE, { recursive: true })
    await writeFile(`${place}.${process.pid}`, content)
    await rename(`${place}.${process.pid}`, place)
  } catch {
    // A read-only clone: the next build cuts again.
  }
  return content
}
