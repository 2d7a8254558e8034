/**
 * How well one colour shows on another, from 1 (not at all) to 21.
 *
 * @param ink    `#rrggbb`
 * @param paper  `#rrggbb`
 * @see          WCAG 2.2, contrast ratio
 */
export function contrastOf(ink: string, paper: string): number {
  const [darker, lighter] = [luminanceOf(ink), luminanceOf(paper)].sort((a, b) => a - b) as [number, number]
  return (lighter + 0.05) / (darker + 0.05)
}

function luminanceOf(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => linear(Number.parseInt(colour.slice(at, at + 2), 16) / 255)) as [
    number,
    number,
    number,
  ]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
}
