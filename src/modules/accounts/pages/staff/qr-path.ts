import { create } from 'qrcode'

/** A QR code as one SVG path: a square per dark module, drawn on a grid of `size` with its quiet zone. */
export function qrPath(text: string): { readonly size: number; readonly path: string } {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const rows = Array.from({ length: modules.size }, (_, y) =>
    Array.from({ length: modules.size }, (_, x) =>
      modules.get(y, x) ? `M${x + QUIET} ${y + QUIET}h1v1h-1z` : '',
    ).join(''),
  )
  return { size: modules.size + 2 * QUIET, path: rows.join('') }
}

// ISO/IEC 18004: four modules of white around.
const QUIET = 4
