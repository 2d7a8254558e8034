/** The sheet the motif is drawn on, in its own units. */
export const WATERMARK_SHEET = { width: 1200, height: 420 } as const

/**
 * The fine-line motif behind the headers: outlines of the territory's communes, so that each territory has its own.
 * Decoration only: hidden from screen readers, left out of print.
 */
export function Watermark({ path }: { readonly path: string }) {
  return (
    <svg
      class="watermark"
      viewBox={`0 0 ${WATERMARK_SHEET.width} ${WATERMARK_SHEET.height}`}
      preserveAspectRatio="xMaxYMin slice"
      aria-hidden="true"
      focusable="false"
    >
      <path d={path} />
    </svg>
  )
}
