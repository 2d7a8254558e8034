import { create } from 'qrcode'

/** A QR code as one path: attributes only, as the site's policy asks. `label` says what it holds, for who cannot see it. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const size = modules.size + 2 * QUIET
  return (
    <svg class="qr-code" viewBox={`0 0 ${size} ${size}`} width="160" height="160" role="img" aria-label={label}>
      <rect width={size} height={size} fill="#fff" />
      <path d={pathOf(modules)} fill="#000" shape-rendering="crispEdges" />
    </svg>
  )
}

/** Blank modules around it, without which no camera reads it (ISO/IEC 18004). */
const QUIET = 4

type Modules = { readonly size: number; get(row: number, column: number): number | boolean }

function pathOf(modules: Modules): string {
  const dark: string[] = []
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      if (modules.get(row, column)) dark.push(`M${column + QUIET} ${row + QUIET}h1v1h-1z`)
    }
  }
  return dark.join('')
}
