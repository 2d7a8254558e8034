import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cut, FACES, type Face } from '../src/ui/fonts.ts'

const FOLDER = join(import.meta.dirname, '../src/platform/documents/pdf/faces')

/** The composer of PDF reads TrueType alone, one weight a file. */
const WEIGHTS: Readonly<Record<string, readonly number[]>> = { text: [400, 700], heading: [700] }

/** Writes the faces of PDF documents again: they are kept, so that a document made again has the same bytes. */
async function writeFaces(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true })
  for (const face of FACES) {
    const isText = face.name.startsWith('text')
    for (const weight of WEIGHTS[face.name.split('-')[0]!]!) {
      await writeFace(face, weight)
      // Words in italics, in the models of a territory.
      if (isText) await writeFace(slanted(face), weight)
    }
  }
}

function slanted(face: Face): Face {
  return { ...face, name: `${face.name}-italic`, file: (subset) => face.file(subset).replace('-normal', '-italic') }
}

async function writeFace(face: Face, weight: number): Promise<void> {
  // The layouts draw narrow spaces themselves: the face is left as it was drawn.
  const font = await cut({ ...face, narrowSpace: undefined }, { ...face.axes, wght: weight }, 'truetype')
  writeFileSync(join(FOLDER, `${face.name}-${weight}.ttf`), face.name.includes('-europe') ? renamed(font) : font)
}

// A family is one file a weight: the letters of elsewhere in Europe are a family of their own, asked for second. A name
// of the same length changes nothing else in the file.
const NAMES = [
  ['Hyperlegible Next', 'Hyperlegible Euro'],
  ['Bricolage Grotesque', 'Bricolage Europeans'],
] as const

function renamed(font: Buffer): Buffer {
  for (const [name, other] of NAMES) {
    const [wanted, put] = [wide(name), wide(other)]
    for (let at = font.indexOf(wanted); at >= 0; at = font.indexOf(wanted, at)) put.copy(font, at)
  }
  return font
}

/** As the table of names writes it: UTF-16, the high byte first. */
function wide(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16()
}

if (import.meta.main) await writeFaces()
