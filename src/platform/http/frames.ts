import type { Context as HonoContext } from 'hono'
import { done, type Result, refuse } from '#kernel/result'

export type EmbedderRefusal = 'site-unreadable' | 'too-many-sites'

export const EMBEDDER_REFUSALS: Readonly<Record<EmbedderRefusal, string>> = {
  'site-unreadable':
    'Une ligne n’est pas l’adresse d’un site. Chacune commence par https:// et s’arrête au nom, comme https://www.commune.example',
  'too-many-sites': 'Cinquante sites au plus : retirez ceux qui ne servent plus.',
}

const MOST = 50

/**
 * Which sites may show a page of ours in a frame, as they were typed.
 *
 * @param typed  one a line, as « https://www.exemple.fr »; what follows the name is left out
 * @returns      each once, as a header writes it
 */
export function readEmbedders(typed: string): Result<readonly string[], EmbedderRefusal> {
  const lines = typed.split('\n').flatMap((line) => line.trim() || [])
  const origins = lines.map(originOf)
  if (origins.includes(undefined)) return refuse('site-unreadable')
  const each = [...new Set(origins.flatMap((origin) => origin ?? []))]
  return each.length > MOST ? refuse('too-many-sites') : done(each)
}

/** For this answer alone: the sites that were allowed may hold it in a frame. Browsers read it before X-Frame-Options. */
export function allowFraming(c: HonoContext, origins: readonly string[]): void {
  const ancestors = origins.length === 0 ? "'none'" : origins.join(' ')
  c.header('Content-Security-Policy', [...FRAMED, `frame-ancestors ${ancestors}`].join('; '))
  if (origins.length > 0) c.header('Cross-Origin-Resource-Policy', 'cross-origin')
}

// A bare page: no script, no form, links that open elsewhere.
const FRAMED = [
  "default-src 'none'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "form-action 'none'",
  "base-uri 'none'",
]

// It goes into a header: nothing but a scheme, a host and a port.
function originOf(line: string): string | undefined {
  if (!URL.canParse(line)) return undefined
  const url = new URL(line)
  return url.protocol === 'https:' && /^[a-z0-9.-]+(:\d+)?$/.test(url.host) ? url.origin : undefined
}
