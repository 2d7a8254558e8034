import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { appIcon, icoOf } from '../house/discovery/icons.ts'
import { linesOf, linkPicture } from '../house/discovery/link-picture.ts'
import { drawInChild } from '../images.ts'
import { preparePictureFonts } from './picture-fonts.ts'

const folder = mkdtempSync(join(tmpdir(), 'filigrane-pictures-'))
const faults: unknown[] = []
const draw = drawInChild(
  { root: resolve(import.meta.dirname, '../..'), fonts: join(folder, 'fonts'), cache: join(folder, 'cache') },
  (error) => faults.push(error),
)
const SITE = { serviceName: 'Filigrane', territoryName: 'Pas-de-Calais', watermark: 'M0 0L9 9' }

beforeAll(() => preparePictureFonts(join(folder, 'fonts')))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('the picture of a shared link has its size and its words, on a machine without fonts', async () => {
  const written = await draw(linkPicture({ title: 'Le vote de Wieliczka', site: SITE }))
  const blank = await draw(linkPicture({ title: '', site: { ...SITE, serviceName: '', territoryName: '' } }))
  expect(faults).toEqual([])
  expect(await sharp(written).metadata()).toMatchObject({ width: 1200, height: 630, format: 'png' })
  expect(written!.length).toBeGreaterThan(blank!.length * 1.5)
})

test('the same drawing is made once, however many ask at once', async () => {
  const before = readdirSync(join(folder, 'cache')).length
  const asked = await Promise.all([1, 2, 3].map(() => draw(appIcon({ size: 180, isMaskable: true }))))
  expect(new Set(asked.map((picture) => picture?.length)).size).toBe(1)
  expect(readdirSync(join(folder, 'cache'))).toHaveLength(before + 1)
})

test('what cannot be drawn gives no picture, says why, and stops nothing', async () => {
  expect(await draw('not a drawing')).toBeUndefined()
  expect(String(faults.at(-1))).toContain('status 1')
  expect(await draw(appIcon({ size: 32, isMaskable: false }))).toBeDefined()
})

test('an ICO is a PNG in its envelope', async () => {
  const ico = icoOf(new Uint8Array([137, 80, 78, 71]), 32)
  expect([...ico.subarray(0, 8)]).toEqual([0, 0, 1, 0, 1, 0, 32, 32])
  expect([...ico.subarray(22)]).toEqual([137, 80, 78, 71])
})

test('a long title is cut between words, and ends with an ellipsis when four lines do not hold it', () => {
  expect(linesOf('Budget participatif de la ville de Wieliczka')).toEqual([
    'Budget participatif de',
    'la ville de Wieliczka',
  ])
  const long = linesOf('un mot de plus '.repeat(20))
  expect(long).toHaveLength(4)
  expect(long.at(-1)).toMatch(/…$/)
  expect(linesOf('x'.repeat(500))[0]!.length).toBeLessThanOrEqual(24)
})
