import type { MiddlewareHandler } from 'hono'

/**
 * Gives the pages their French spaces: no line begins with « : » or « ? », none ends with « « ». Pages are written with
 * plain spaces, and typeset here once, before they are kept.
 *
 * @see  Lexique des règles typographiques en usage à l’Imprimerie nationale
 */
export function frenchTypography(): MiddlewareHandler {
  return async (c, next) => {
    await next()
    if (!c.res.headers.get('Content-Type')?.startsWith('text/html')) return
    const { status, headers } = c.res
    const html = typesetHtml(await c.res.text())
    c.res = undefined
    c.res = new Response(html, { status, headers })
  }
}

/** The same page, its sentences typeset; what is typed, quoted as code or read by programs stays as it is. */
export function typesetHtml(html: string): string {
  return html
    .split(LITERAL)
    .map((part, index) => (index % 3 === 0 ? typesetParts(part) : index % 3 === 1 ? part : ''))
    .join('')
}

// The second group only closes what the first opens: it is left out of what is joined.
const LITERAL = /(<(textarea|pre|code|script|style)\b[\s\S]*?<\/\2>)/

function typesetParts(part: string): string {
  return part.replace(/ ([:;!?%»])(?![\w/])|(«) /g, (found, closing: string | undefined, opening, at: number) => {
    if (isInTag(part, at)) return found
    if (opening !== undefined) return '«\u00a0'
    return `${closing === ':' || closing === '»' ? '\u00a0' : '\u202f'}${closing}`
  })
}

// Attributes are for programs, and hold what was typed.
function isInTag(part: string, at: number): boolean {
  return part.lastIndexOf('<', at) > part.lastIndexOf('>', at)
}
