import type { Child } from 'hono/jsx'

/**
 * French typography for words written with plain spaces: no-break spaces before `:` `;` `!` `?` `%` `€` and inside « »,
 * the curved apostrophe. A line never begins with « ? ».
 */
export function typeset(text: string): string {
  return text
    .replaceAll("'", '’')
    .replaceAll('« ', '«\u00a0')
    .replaceAll(' »', '\u00a0»')
    .replace(/ ([:€])(?=\s|$|[.,)])/g, '\u00a0$1')
    .replace(/ ([;!?%])/g, '\u202f$1')
}

/** The same for what may be words or a drawing: drawings are left as they are. */
export function typesetChild(child: Child): Child {
  return typeof child === 'string' ? typeset(child) : child
}
