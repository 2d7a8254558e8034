/** The mark of the house, a knot on its thread, in the colours of paper and opal. */
export type AppIcon = { readonly size: number; readonly isMaskable: boolean }

/** The pictures browsers and telephones ask for. */
export const ICONS: readonly (AppIcon & { readonly path: string })[] = [
  { path: '/apple-touch-icon.png', size: 180, isMaskable: true },
  { path: '/icone-192.png', size: 192, isMaskable: true },
  { path: '/icone-512.png', size: 512, isMaskable: true },
  { path: '/favicon-32.png', size: 32, isMaskable: false },
]

/** By day and by night: the tab's colour is not ours. */
export function drawFavicon(): string {
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><style>g{stroke:#0a5352;fill:#f8f4ea}' +
    `@media (prefers-color-scheme:dark){g{stroke:#86d8cb;fill:#101623}}</style>${KNOT}</svg>`
  )
}

/** A maskable one has its mark in the middle eight tenths: telephones cut the corners as they like. */
export function appIcon({ size, isMaskable }: AppIcon): string {
  const ground = isMaskable ? '<rect width="32" height="32" fill="#f8f4ea"/>' : ''
  const place = isMaskable ? '<g transform="translate(6.4 6.4) scale(.6)">' : '<g>'
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="${size}" height="${size}">${ground}` +
    `${isMaskable ? THREAD : ''}${place}<g stroke="#0a5352" fill="#f8f4ea">${KNOT_SHAPE}</g></g></svg>`
  )
}

/** A picture in the envelope old browsers ask for. @see the ICO format: one directory of one PNG */
export function icoOf(png: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  const file = new Uint8Array(22 + png.length)
  const view = new DataView(file.buffer)
  view.setUint16(2, 1, true)
  view.setUint16(4, 1, true)
  view.setUint8(6, size)
  view.setUint8(7, size)
  view.setUint16(10, 1, true)
  view.setUint16(12, 32, true)
  view.setUint32(14, png.length, true)
  view.setUint32(18, 22, true)
  file.set(png, 22)
  return file
}

const KNOT_SHAPE = '<path d="M0 16h32" stroke-width="4" fill="none"/><circle cx="16" cy="16" r="8.5" stroke-width="6"/>'
const KNOT = `<g>${KNOT_SHAPE}</g>`
const THREAD = '<path d="M0 16h32" stroke="#0a5352" stroke-width="2.4"/>'
