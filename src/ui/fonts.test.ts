import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { writeFaceRules } from './face-rules.ts'
import { readMetrics } from './font-metrics.ts'
import { cut, HEADING, prepareFonts, TEXT } from './fonts.ts'
import { advancePlace, hasGlyph, unitsPerEm } from './truetype.ts'

const folder = await mkdtemp(join(tmpdir(), 'fonts-test-'))
const paths = await prepareFonts(folder)
afterAll(() => rm(folder, { recursive: true }))

test('all the letters of the site weigh at most 60 kB', async () => {
  const files = await readdir(folder)
  const sizes = await Promise.all(files.map(async (file) => (await stat(join(folder, file))).size))
  expect(files).toHaveLength(4)
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(60_000)
})

test('each face lies where its public path says', async () => {
  const files = await readdir(folder)
  expect(
    Object.values(paths)
      .map((path) => path.replace('/public/', ''))
      .sort(),
  ).toEqual(files.sort())
  expect(Object.keys(paths)).toContain('fonts/text.woff2')
})

test('faces.css is what these faces give: else run `node src/ui/face-rules.ts`', async () => {
  const committed = await readFile(join(import.meta.dirname, 'faces.css'), 'utf8')
  const plain = (css: string) => css.replaceAll(/\s+|['"]/g, '').toLowerCase()
  expect(plain(committed)).toBe(plain(await writeFaceRules(paths)))
})

test.each([TEXT, HEADING])('in $family, a gap shows between groups of digits', async (face) => {
  const font = await cut(face, face.axes, 'truetype')
  const width = (code: number) => font.readUInt16BE(advancePlace(font, code)) / unitsPerEm(font)
  expect(width(0x202f)).toBeCloseTo(face.narrowSpace as number, 2)
  expect(width(0x202f)).toBeLessThan(width(0xa0))
})

test.each([TEXT, HEADING])('in $family, the signs of our sentences are drawn, the euro first', async (face) => {
  const font = await cut(face, face.axes, 'truetype')
  const missing = [...'€«»’“”…–—−•œŒéÉçÇ°²'].filter((sign) => !hasGlyph(font, sign.codePointAt(0) as number))
  expect(missing).toEqual([])
})

test('metrics are read from the file: an em is never empty, bold is wider', async () => {
  const regular = readMetrics(await cut(TEXT, { wght: 400 }, 'truetype'))
  const bold = readMetrics(await cut(TEXT, { wght: 700 }, 'truetype'))
  expect(regular.ascent + regular.descent).toBeGreaterThan(1)
  expect(bold.width).toBeGreaterThan(regular.width)
})
