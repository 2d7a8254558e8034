import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { addNarrowSpace } from './truetype.ts'

/** Public path of each face by its logical name: `{ "fonts/text.woff2": "/public/text-1a2b3c4d.woff2" }`. */
export type FontPaths = Readonly<Record<string, string>>

/** One file of letters, and how it is cut out of the package it comes from. */
export type Face = {
  readonly name: string
  readonly family: string
  /** File of the package, without the letters of its subset. */
  readonly file: (subset: 'latin' | 'latin-ext') => string
  readonly subset: 'latin' | 'latin-ext'
  /** As `font-weight` has it. */
  readonly weight: string
  readonly axes: Axes
  /** Width of the narrow no-break space, in ems. The faces have none, and half a space, as browsers do, is too thin. */
  readonly narrowSpace?: number | undefined
  /** First and last code points, as `unicode-range` has them. */
  readonly ranges: readonly (readonly [number, number])[]
}

export type Axes = Readonly<Record<string, number | { readonly min: number; readonly max: number }>>

/**
 * Writes the site's faces, cut down to the letters we use and named by their content. `faces.css` names them; it is
 * written anew by `node src/ui/face-rules.ts` after a change here, and a test holds the two together.
 *
 * @param outFolder  where the files go; created if missing
 */
export async function prepareFonts(outFolder: string): Promise<FontPaths> {
  await mkdir(outFolder, { recursive: true })
  const paths = FACES.map(async (face) => {
    const content = await cutOnce(face)
    const fileName = `${face.name}-${fingerprint(content)}.woff2`
    await writeFile(join(outFolder, fileName), content)
    return [`fonts/${face.name}.woff2`, `/public/${fileName}`] as const
  })
  return Object.fromEntries(await Promise.all(paths))
}

/** Cuts a face: its letters, its features, its axes pinned or narrowed as given. */
export async function cut(face: Face, axes: Axes, format: 'woff2' | 'truetype'): Promise<Buffer> {
  // Loaded here: only a build that finds no cache needs it.
  const { default: subsetFont } = await import('subset-font')
  const letters = face.ranges.flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index)),
  )
  const options = { variationAxes: axes, keepFeatures: FEATURES }
  const source = await readFile(pathOf(face))
  if (face.narrowSpace === undefined) return subsetFont(source, letters.join(''), { ...options, targetFormat: format })

  const widened = await subsetFont(source, `${letters.join('')}⁄`, { ...options, targetFormat: 'truetype' })
  addNarrowSpace(widened, face.narrowSpace)
  return subsetFont(widened, letters.join(''), { keepFeatures: FEATURES, targetFormat: format })
}

// Latin-1 covers French but for œ and Ÿ, which the source keeps with the European letters; the rest is punctuation, spaces and signs of our sentences.
const FRENCH: Face['ranges'] = [
  [0x20, 0x7e],
  [0xa0, 0xff],
  [0x152, 0x153],
  [0x2009, 0x2010],
  [0x2013, 0x2014],
  [0x2018, 0x201e],
  [0x2022, 0x2026],
  [0x202f, 0x202f],
  [0x20ac, 0x20ac],
  [0x2212, 0x2212],
]
// Names of places and projects elsewhere in Europe: files of their own, which only pages that show some fetch.
const EUROPEAN: Face['ranges'] = [
  [0x100, 0x151],
  [0x154, 0x17f],
  [0x218, 0x21b],
]

/** Raised when a face is cut otherwise: what was kept is no longer taken. */
const RECIPE = 2

// Kerning, accents, and figures of equal width for columns.
const FEATURES = ['kern', 'mark', 'mkmk', 'ccmp', 'locl', 'tnum', 'pnum']

export const TEXT: Face = {
  name: 'text',
  family: 'Atkinson',
  file: (subset) => `atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-${subset}-wght-normal.woff2`,
  subset: 'latin',
  weight: '400 700',
  axes: { wght: { min: 400, max: 700 } },
  narrowSpace: 0.21,
  ranges: FRENCH,
}

export const HEADING: Face = {
  name: 'heading',
  family: 'Bricolage',
  file: (subset) => `bricolage-grotesque/files/bricolage-grotesque-${subset}-opsz-normal.woff2`,
  subset: 'latin',
  weight: '700',
  // One weight and one optical size, large: half the bytes of a face that carries all of them.
  axes: { wght: 700, opsz: 36 },
  narrowSpace: 0.17,
  ranges: FRENCH,
}

export const FACES: readonly Face[] = [TEXT, HEADING, europeanPartOf(TEXT), europeanPartOf(HEADING)]

function europeanPartOf(face: Face): Face {
  return { ...face, name: `${face.name}-europe`, subset: 'latin-ext', ranges: EUROPEAN, narrowSpace: undefined }
}

/** Cutting takes a second: what it gives is kept among the packages it comes from, where one can write. */
async function cutOnce(face: Face): Promise<Buffer> {
  const recipe = JSON.stringify([RECIPE, face, FEATURES]) + (await readFile(pathOf(face))).toString('latin1')
  const place = join(CACHE, `${face.name}-${fingerprint(recipe)}.woff2`)
  const kept = await readFile(place).catch(() => undefined)
  if (kept !== undefined) return kept

  const content = await cut(face, face.axes, 'woff2')
  await keep(place, content)
  return content
}

async function keep(place: string, content: Buffer): Promise<void> {
  const aside = `${place}.${process.pid}`
  try {
    await mkdir(CACHE, { recursive: true })
    await writeFile(aside, content)
    await rename(aside, place)
  } catch {
    // A read-only clone: the next build cuts again.
  }
}

const PACKAGES = join(import.meta.dirname, '../../node_modules')
const CACHE = join(PACKAGES, '.cache/filigrane-fonts')

function pathOf(face: Face): string {
  return join(PACKAGES, '@fontsource-variable', face.file(face.subset))
}

function fingerprint(content: Buffer | string): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 8)
}
