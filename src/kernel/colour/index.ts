/** A colour of the screen, as `#0a5352`: six hexadecimal digits in small letters. */
export type Colour = string

/** What a colour is shown on, and the contrast it must have there at least. */
export type Ground = { readonly colour: Colour; readonly least: number }

/**
 * How well one colour shows on another, from 1 (not at all) to 21.
 *
 * @see  WCAG 2.2, contrast ratio
 */
export function contrastOf(ink: Colour, paper: Colour): number {
  const [darker, lighter] = [luminanceOf(ink), luminanceOf(paper)].sort((a, b) => a - b) as [number, number]
  return (lighter + 0.05) / (darker + 0.05)
}

/** `share` of the first colour, the rest of the second; from 0 to 1. */
export function mixed(one: Colour, other: Colour, share: number): Colour {
  const [a, b] = [channelsOf(one), channelsOf(other)]
  const parts = a.map((channel, index) => Math.round(channel * share + b[index]! * (1 - share)))
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`
}

/**
 * The colour nearest to this one, towards another, that shows well enough on every ground: itself when it does already.
 *
 * @returns  undefined when even the other colour does not
 */
export function nearestThatShows(colour: Colour, towards: Colour, grounds: readonly Ground[]): Colour | undefined {
  for (let step = 0; step <= 100; step += 1) {
    const candidate = mixed(towards, colour, step / 100)
    if (grounds.every((ground) => contrastOf(candidate, ground.colour) >= ground.least)) return candidate
  }
  return undefined
}

function luminanceOf(colour: Colour): number {
  const [red, green, blue] = channelsOf(colour).map((channel) => linear(channel / 255)) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function channelsOf(colour: Colour): readonly number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
}
