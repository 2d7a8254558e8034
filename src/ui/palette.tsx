import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { contrastOf } from './contrast.ts'

/** The colours of the house by day and by night, and how well each must show on which. */
export type Palette = {
  /** By name, as « opal »: `#rrggbb`. */
  readonly light: ReadonlyMap<string, string>
  readonly dark: ReadonlyMap<string, string>
  readonly pairs: readonly Pair[]
}

/** An ink that is read on a paper, at this contrast or more (WCAG 2.2). */
export type Pair = { readonly ink: string; readonly paper: string; readonly least: number }

/** Reads `tokens.css`: it is the only place where colours and pairs are written. */
export function readPalette(): Palette {
  const tokens = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8')
  const [day = '', night = ''] = tokens.split('@media (prefers-color-scheme: dark)')
  const light = coloursOf(day)
  return { light, dark: new Map([...light, ...coloursOf(night)]), pairs: pairsOf(tokens) }
}

/** Contrast of a pair by day and by night, from 1 to 21. */
export function contrastsOf(
  { light, dark }: Palette,
  { ink, paper }: Pair,
): { readonly day: number; readonly night: number } {
  const measure = (colours: ReadonlyMap<string, string>) =>
    contrastOf(colours.get(ink) ?? '#000000', colours.get(paper) ?? '#000000')
  return { day: measure(light), night: measure(dark) }
}

function coloursOf(css: string): ReadonlyMap<string, string> {
  return new Map(
    [...css.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((match) => [match[1] as string, match[2] as string]),
  )
}

function pairsOf(css: string): readonly Pair[] {
  const lines = [...css.matchAll(/^ \* contrast: (.+)$/gm)].map((match) => match[1] as string)
  return lines
    .flatMap((line) => [...line.matchAll(/([\w-]+) on ([\w-]+) ([\d.]+)/g)])
    .map((match) => ({ ink: match[1] as string, paper: match[2] as string, least: Number(match[3]) }))
}
