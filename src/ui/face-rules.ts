import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Adjustment, ARIAL, adjust, type FontMetrics, meanWidth, readMetrics } from './font-metrics.ts'
import { type Axes, cut, FACES, type Face, type FontPaths, HEADING, prepareFonts, TEXT } from './fonts.ts'

/** The `@font-face` rules of our faces, and of system faces made to take the same room until ours arrive. */
export async function writeFaceRules(paths: FontPaths): Promise<string> {
  const text = await metricsOf(TEXT, { wght: 400 })
  const heading = await metricsOf(HEADING, HEADING.axes)
  return [
    '/* Written by `node src/ui/face-rules.ts`: change it there. */',
    ...FACES.map((face) => faceRule(face, paths[`fonts/${face.name}.woff2`] as string)),
    fallbackRule(TEXT, '400', REGULAR, adjust(text, meanWidth(ARIAL.regular))),
    fallbackRule(TEXT, '700', BOLD, adjust(await metricsOf(TEXT, { wght: 700 }), meanWidth(ARIAL.bold))),
    fallbackRule(HEADING, '700', BOLD, adjust(heading, meanWidth(ARIAL.bold))),
    '',
  ].join('\n')
}

// Arial's widths are also those of Liberation Sans and Helvetica, and near those of Roboto.
const REGULAR = ['Arial', 'Liberation Sans', 'Roboto']
const BOLD = ['Arial Bold', 'Liberation Sans Bold', 'Roboto Bold']

async function metricsOf(face: Face, axes: Axes): Promise<FontMetrics> {
  return readMetrics(await cut(face, axes, 'truetype'))
}

function faceRule(face: Face, path: string): string {
  return rule([
    `font-family: ${face.family}`,
    `src: url('${path}') format('woff2')`,
    `font-weight: ${face.weight}`,
    'font-display: swap',
    `unicode-range: ${face.ranges.map(rangeOf).join(', ')}`,
  ])
}

function fallbackRule(face: Face, weight: string, systemFaces: readonly string[], to: Adjustment): string {
  return rule([
    `font-family: '${face.family} attente'`,
    `src: ${systemFaces.map((name) => `local('${name}')`).join(', ')}`,
    `font-weight: ${weight}`,
    `size-adjust: ${to.size}%`,
    `ascent-override: ${to.ascent}%`,
    `descent-override: ${to.descent}%`,
    'line-gap-override: 0%',
  ])
}

function rule(declarations: readonly string[]): string {
  return `@font-face {\n${declarations.map((declaration) => `  ${declaration};`).join('\n')}\n}`
}

function rangeOf([first, last]: readonly [number, number]): string {
  const start = first.toString(16)
  return first === last ? `U+${start}` : `U+${start}-${last.toString(16)}`
}

if (import.meta.main) {
  const paths = await prepareFonts(await mkdtemp(join(tmpdir(), 'faces-')))
  await writeFile(join(import.meta.dirname, 'faces.css'), await writeFaceRules(paths))
}
