import { done, type Result, refuse } from '#kernel/result'

/** Why a logo is not taken. */
export type LogoRefusal = 'logo-not-svg' | 'logo-too-heavy' | 'logo-unsafe'

export const LOGO_SENTENCES: Record<LogoRefusal, string> = {
  'logo-not-svg': 'Ce fichier n’est pas une image SVG : exportez le logo au format SVG.',
  'logo-too-heavy': 'Ce logo dépasse 40 ko : demandez une version simplifiée.',
  'logo-unsafe':
    'Ce logo contient autre chose que des formes (script, style, lien, image, texte à charger) : exportez-le en « SVG simple », textes changés en tracés.',
}

const HEAVIEST = 40_000
const ELEMENTS =
  /^(svg|g|path|rect|circle|ellipse|line|polyline|polygon|title|desc|defs|linearGradient|radialGradient|stop|clipPath)$/
const ATTRIBUTES =
  /^(xmlns|viewBox|width|height|version|d|x|y|x1|y1|x2|y2|cx|cy|r|rx|ry|fx|fy|points|fill|fill-rule|fill-opacity|stroke|stroke-width|stroke-linecap|stroke-linejoin|stroke-miterlimit|stroke-dasharray|stroke-opacity|opacity|transform|id|offset|stop-color|stop-opacity|gradientUnits|gradientTransform|clip-path|clip-rule|clipPathUnits|preserveAspectRatio)$/
// A value that reaches elsewhere than inside the picture: an address, a script, an entity that hides one.
const REACHING = /url\((?!#[\w-]+\))|javascript:|data:|[&<\\]|:\/\/(?!www\.w3\.org\/2000\/svg$)/i
const TAG = /<(\/?)([A-Za-z][\w.:-]*)((?:\s+[\w.:-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>/y
const ATTRIBUTE = /([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g

/**
 * Takes a logo only if it is made of shapes: a short list of elements and attributes, nothing that runs, loads or styles.
 * What is not on the list refuses the whole file: to repair a stranger's file is to guess.
 *
 * @returns  the picture, without its prologue and comments
 */
export function readLogo(content: string): Result<string, LogoRefusal> {
  if (content.length > HEAVIEST) return refuse('logo-too-heavy')
  const svg = content
    .replace(/^\ufeff/, '')
    .replace(/^\s*<\?xml[^>]*\?>/, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .trim()
  if (!/^<svg[\s>]/.test(svg) || !svg.endsWith('</svg>')) return refuse('logo-not-svg')
  return isMadeOfShapes(svg) ? done(svg) : refuse('logo-unsafe')
}

function isMadeOfShapes(svg: string): boolean {
  const open: string[] = []
  let at = 0
  while (at < svg.length) {
    if (svg[at] !== '<') {
      const end = svg.indexOf('<', at)
      const between = svg.slice(at, end === -1 ? undefined : end)
      // Words are read aloud in a title; anywhere else they would need a font.
      if (between.trim() !== '' && !/^(title|desc)$/.test(open.at(-1) ?? '')) return false
      if (between.includes('&')) return false
      at += between.length
      continue
    }
    TAG.lastIndex = at
    const tag = TAG.exec(svg)
    if (!tag || !ELEMENTS.test(tag[2]!) || !areHarmless(tag[3]!)) return false
    if (tag[1] === '/') {
      if (open.pop() !== tag[2]) return false
    } else if (tag[4] !== '/') open.push(tag[2]!)
    at = TAG.lastIndex
  }
  return open.length === 0
}

function areHarmless(attributes: string): boolean {
  return [...attributes.matchAll(ATTRIBUTE)].every(([, name = '', quoted, single]) => {
    const value = quoted ?? single ?? ''
    if (name === 'xmlns') return value === 'http://www.w3.org/2000/svg'
    return ATTRIBUTES.test(name) && !REACHING.test(value)
  })
}
