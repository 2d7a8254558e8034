import { create } from 'qrcode'

// ISO/IEC 18004: four modules of white around.
const QUIET = 4

/** A QR code as one path: attributes only, as the site's policy asks. `label` says what it holds. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const size = modules.size + 2 * QUIET
  const dark = Array.from({ length: modules.size ** 2 }, (_, at) => [at % modules.size, Math.floor(at / modules.size)])
    .filter(([x, y]) => modules.get(y!, x!))
    .map(([x, y]) => `M${x! + QUIET} ${y! + QUIET}h1v1h-1z`)
  return (
    <svg class="qr-code" viewBox={`0 0 ${size} ${size}`} width="260" height="260" role="img" aria-label={label}>
      <rect width={size} height={size} fill="#fff" />
      <path d={dark.join('')} fill="#000" shape-rendering="crispEdges" />
    </svg>
  )
}
