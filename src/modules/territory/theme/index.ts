import { createHash } from 'node:crypto'
import { type Colour, contrastOf, mixed, nearestThatShows } from '#kernel/colour'
import type { Accents, Settings } from '#platform/context'

export type Mode = 'light' | 'dark'
export type Accent = keyof Accents

/** An accent that does not show well enough where the site uses it. */
export type FaintAccent = {
  readonly mode: Mode
  readonly accent: Accent
  /** What it meets, in French: « sur le papier ». */
  readonly place: string
  /** Measured, to two decimals, cut: 6,99 is not 7. */
  readonly ratio: number
  readonly least: number
  /** The nearest colour that passes everywhere. */
  readonly proposed: Colour
}

/** The colours of the house that accents meet, as `tokens.css` has them: a test compares. */
export const GROUNDS = {
  light: {
    paper: '#f8f4ea',
    raised: '#fffdf7',
    sunk: '#efe8d8',
    ink: '#1a2133',
    foot: '#1a2133',
    onOpal: '#ffffff',
    onGold: '#120c00',
  },
  dark: {
    paper: '#101623',
    raised: '#182031',
    sunk: '#0a0e18',
    ink: '#f3ede0',
    foot: '#0a0e18',
    onOpal: '#06211f',
    onGold: '#120c00',
  },
} as const

/** The accents of the house. */
export const HOUSE_ACCENTS: { readonly light: Accents; readonly dark: Accents } = {
  light: { opal: '#0a5352', brick: '#8a2414', gold: '#e2a52e' },
  dark: { opal: '#86d8cb', brick: '#ffab97', gold: '#e6b04a' },
}

const MODES: readonly Mode[] = ['light', 'dark']
const ACCENTS: readonly Accent[] = ['opal', 'brick', 'gold']

/** Measures each accent on everything it meets: the worst of each is told, with a colour that passes. */
export function faintAccents(accents: NonNullable<Settings['accents']>): readonly FaintAccent[] {
  return MODES.flatMap((mode) =>
    ACCENTS.flatMap((accent) => {
      const colour = accents[mode][accent]
      const [worst] = meetings(mode, accent, colour)
        .filter(({ ink, paper, least }) => contrastOf(ink, paper) < least)
        .sort((a, b) => contrastOf(a.ink, a.paper) / a.least - contrastOf(b.ink, b.paper) / b.least)
      if (!worst) return []
      const ratio = Math.floor(contrastOf(worst.ink, worst.paper) * 100) / 100
      return [{ mode, accent, place: worst.place, ratio, least: worst.least, proposed: nearest(mode, accent, colour) }]
    }),
  )
}

/**
 * The stylesheet of a territory's accents, over that of the house.
 *
 * @returns  '' when the territory keeps the accents of the house
 */
export function themeCss({ accents }: Pick<Settings, 'accents'>): string {
  if (!accents) return ''
  const [light, dark] = [rule(tokensOf('light', accents.light)), rule(tokensOf('dark', accents.dark))]
  return `@media screen{${light}}\n@media screen and (prefers-color-scheme:dark){${dark}}\n`
}

/** Public path of the theme, by its content: it never changes under the same name. Undefined: there is none. */
export function themePath(settings: Pick<Settings, 'accents'>): string | undefined {
  return settings.accents ? `/theme/${fingerprintOf(themeCss(settings))}.css` : undefined
}

/** Public path of the logo, by its content. */
export function logoPath({ logo }: Pick<Settings, 'logo'>): string | undefined {
  return logo === null ? undefined : `/theme/${fingerprintOf(logo)}.svg`
}

function fingerprintOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}

type Meeting = { readonly ink: Colour; readonly paper: Colour; readonly least: number; readonly place: string }

function meetings(mode: Mode, accent: Accent, colour: Colour): readonly Meeting[] {
  const { paper, raised, sunk, ink, onOpal, onGold } = GROUNDS[mode]
  const derived = derivedFrom(mode, accent, colour)
  if (accent === 'opal') {
    return [
      { ink: colour, paper, least: 7, place: 'sur le papier' },
      { ink: colour, paper: raised, least: 7, place: 'sur une carte' },
      { ink: colour, paper: sunk, least: 7, place: 'sur un fond creusé' },
      { ink: onOpal, paper: colour, least: 7, place: 'sous le texte d’un bouton' },
      { ink: onOpal, paper: derived['opal-deep']!, least: 7, place: 'sous le texte d’un bouton pressé' },
      { ink: colour, paper: derived['opal-wash']!, least: 7, place: 'sur son lavis' },
      { ink, paper: derived['opal-wash']!, least: 7, place: 'en lavis sous le texte' },
    ]
  }
  if (accent === 'brick') {
    return [
      { ink: colour, paper, least: 7, place: 'sur le papier' },
      { ink: colour, paper: derived['brick-wash']!, least: 7, place: 'sur son lavis' },
      { ink, paper: derived['brick-wash']!, least: 7, place: 'en lavis sous le texte' },
    ]
  }
  return [
    { ink: onGold, paper: colour, least: 4.5, place: 'sous le texte d’une pastille' },
    { ink: onGold, paper: derived['gold-dim']!, least: 4.5, place: 'sous le texte d’une pastille éteinte' },
    { ink, paper: derived['gold-wash']!, least: 7, place: 'en lavis sous le texte' },
  ]
}

/** The tokens that follow from an accent, so that a territory chooses three colours and not sixteen. */
function derivedFrom(mode: Mode, accent: Accent, colour: Colour): Readonly<Record<string, Colour>> {
  const { paper, raised, foot } = GROUNDS[mode]
  const edge = edgeOf(mode)
  const wash = mixed(colour, mode === 'light' ? raised : paper, 0.1)
  const shown = (least: number, ...papers: readonly Colour[]) =>
    nearestThatShows(
      colour,
      edge,
      papers.map((each) => ({ colour: each, least })),
    ) ?? edge
  if (accent === 'opal') {
    const bright = nearestThatShows(colour, '#ffffff', [{ colour: foot, least: 7 }]) ?? '#ffffff'
    return { 'opal-deep': mixed(edge, colour, 0.25), 'opal-wash': wash, 'opal-bright': bright }
  }
  if (accent === 'brick') return { 'brick-wash': wash }
  return {
    'gold-dim': mixed('#000000', colour, 0.12),
    'gold-edge': shown(3, paper, raised),
    'gold-ink': shown(7, paper, wash),
    'gold-wash': wash,
  }
}

function tokensOf(mode: Mode, accents: Accents): Readonly<Record<string, Colour>> {
  const derived = ACCENTS.map((accent) => derivedFrom(mode, accent, accents[accent]))
  return Object.assign({ ...accents }, ...derived) as Readonly<Record<string, Colour>>
}

function rule(tokens: Readonly<Record<string, Colour>>): string {
  return `:root{${Object.entries(tokens)
    .map(([name, colour]) => `--${name}:${colour}`)
    .join(';')}}`
}

// Gold carries dark letters by day and by night: it passes by getting lighter. The others are letters themselves.
function nearest(mode: Mode, accent: Accent, colour: Colour): Colour {
  const towards = accent === 'gold' ? '#ffffff' : edgeOf(mode)
  for (let step = 1; step <= 100; step += 1) {
    const candidate = mixed(towards, colour, step / 100)
    const passes = meetings(mode, accent, candidate).every(({ ink, paper, least }) => contrastOf(ink, paper) >= least)
    if (passes) return candidate
  }
  return HOUSE_ACCENTS[mode][accent]
}

function edgeOf(mode: Mode): Colour {
  return mode === 'light' ? '#000000' : '#ffffff'
}
