import { create } from 'qrcode'
import { draw } from '../depouillement/dom.ts'

// ISO/IEC 18004: four modules of white around.
const QUIET = 4

/** A QR code, drawn by attributes only, as the site's policy asks. */
export function qrCode(text: string, label: string): SVGSVGElement {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const size = modules.size + 2 * QUIET
  const dark = Array.from({ length: modules.size ** 2 }, (_, at) => [at % modules.size, Math.floor(at / modules.size)])
    .filter(([x, y]) => modules.get(y!, x!))
    .map(([x, y]) => `M${x! + QUIET} ${y! + QUIET}h1v1h-1z`)
  return draw(
    'svg',
    { class: 'qr-code', viewBox: `0 0 ${size} ${size}`, width: 200, height: 200, role: 'img', 'aria-label': label },
    draw('rect', { width: size, height: size, fill: '#fff' }),
    draw('path', { d: dark.join(''), fill: '#000', 'shape-rendering': 'crispEdges' }),
  )
}
