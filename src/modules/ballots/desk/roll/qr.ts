import { create } from 'qrcode'

// ISO/IEC 18004: four modules of white around.
const QUIET = 4

/** A QR code as an SVG of one path, a stroke for each run of dark modules: five hundred of them stay light. */
export function qrSvg(text: string): string {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const size = modules.size + 2 * QUIET
  const runs: string[] = []
  for (let y = 0; y < modules.size; y += 1) {
    for (let x = 0; x < modules.size; x += 1) {
      const from = x
      while (x < modules.size && modules.get(y, x)) x += 1
      if (x > from) runs.push(`M${from + QUIET} ${y + QUIET}h${x - from}v1h-${x - from}z`)
    }
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}"><rect width="${size}" height="${size}" fill="#fff"/><path d="${runs.join('')}"/></svg>`
}
