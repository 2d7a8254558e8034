import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'

// A program of its own, started by images.ts: an SVG of ours on stdin, its PNG on stdout. FONTCONFIG_PATH names our faces.
sharp.cache(false)
sharp.concurrency(1)
const drawing = await buffer(process.stdin)
process.stdout.write(await sharp(drawing, { limitInputPixels: 2_000_000 }).png({ palette: true, effort: 8 }).toBuffer())
