import { linksTo } from './links-to.ts'
import { type Place, type Reading, tell } from './reading.ts'
import type { Picture } from './tree.ts'
import { attribute, childOf, findUnder, type Node } from './xml-tree.ts'

const POINTS_IN_EMU = 12_700
const FORMATS = /\.(png|jpe?g|gif|svg|webp)$/i

/** A picture that stands in the line of its text, with its words; undefined: it was told why not. */
export function readPicture(reading: Reading, place: Place, drawing: Node): Picture | undefined {
  const inline = childOf(drawing, 'wp:inline')
  const blip = inline && findUnder(inline, 'a:blip')
  if (!inline || !blip) {
    tell(reading, place, 'floating-shape')
    return undefined
  }
  const file = linksTo(place, attribute(blip, 'r:embed'))
  const bytes = file === undefined ? undefined : reading.parts.get(file)
  if (file === undefined || !bytes || !FORMATS.test(file)) {
    tell(reading, place, 'picture-of-another-format')
    return undefined
  }
  const about = childOf(inline, 'wp:docPr')
  const alt = attribute(about, 'descr')?.trim() ?? ''
  if (alt === '' && !isDecoration(about)) tell(reading, place, 'picture-without-words')
  const name = file.replaceAll('/', '-')
  reading.pictures.set(name, bytes)
  const size = childOf(inline, 'wp:extent')
  const points = (side: string) => Number(attribute(size, side) ?? '0') / POINTS_IN_EMU
  return { is: 'picture', file: name, alt: alt === '' ? null : alt, width: points('cx'), height: points('cy') }
}

/** « Marquer comme décoratif », in Word. */
function isDecoration(about: Node | undefined): boolean {
  const mark = about && findUnder(about, 'adec:decorative')
  return mark !== undefined && attribute(mark, 'val') !== '0'
}
