import sharp, { type Sharp } from 'sharp'
import { done, type Result, refuse } from '#kernel/result'
import type { FileRefusal } from '../refusals.ts'

export type PictureFormat = 'jpeg' | 'png' | 'webp'

export type DrawnAgain = {
  /** The same picture, made anew from its points: nothing else of the file is left. */
  readonly picture: Buffer
  /** WebP, 320 points at most on each side. */
  readonly thumbnail: Buffer
}

const MOST_POINTS = 50_000_000
const LONGEST_SIDE = 4_000
const THUMBNAIL_SIDE = 320

/** Decodes a picture and encodes it again: place, camera, author, comments and whatever was hidden are gone. */
export async function drawAgain(bytes: Buffer, format: PictureFormat): Promise<Result<DrawnAgain, FileRefusal>> {
  if (/<(!doctype|html|script|\?php)/i.test(bytes.toString('latin1'))) return refuse('two-natures')
  if (bytes.subarray(-0xffff).includes(Buffer.from('PK\u0005\u0006', 'latin1'))) return refuse('two-natures')
  const read = () => sharp(bytes, { limitInputPixels: MOST_POINTS, failOn: 'error', sequentialRead: false })
  try {
    const facts = await sharp(bytes, { limitInputPixels: false }).metadata()
    if (facts.format !== format) return refuse('not-its-type')
    if (facts.width * facts.height > MOST_POINTS) return refuse('unfolds-too-large')
    const upright = read().autoOrient().toColourspace('srgb')
    const picture = await encoded(
      upright.clone().resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true }),
      format,
    )
    const thumbnail = await sharp(picture)
      .resize({ width: THUMBNAIL_SIDE, height: THUMBNAIL_SIDE, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 72 })
      .toBuffer()
    return done({ picture, thumbnail })
  } catch {
    return refuse('unreadable')
  }
}

function encoded(picture: Sharp, format: PictureFormat): Promise<Buffer> {
  if (format === 'jpeg') return picture.jpeg({ quality: 86 }).toBuffer()
  return format === 'png' ? picture.png({ compressionLevel: 8 }).toBuffer() : picture.webp({ quality: 84 }).toBuffer()
}
