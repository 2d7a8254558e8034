/** What a part of an office document is made of, in its order. */
export type XmlPiece =
  | { readonly is: 'open'; readonly name: string; readonly tag: string; readonly isEmpty: boolean }
  | { readonly is: 'close'; readonly name: string }
  | { readonly is: 'text'; readonly text: string }

const PIECE = /<!--[\s\S]*?-->|<(?:[^<>"']|"[^"<]*"|'[^'<]*')*>|[^<]+/y
const SPECIAL = /^<(?:\?|!--)/

/**
 * Reads XML piece by piece. It has no entity but those of characters, and no declaration: what a `DOCTYPE` would fetch is
 * never fetched.
 *
 * @returns  whether it is well formed
 * @see      XML 1.0, 2.1
 */
export function readXml(xml: string, visit: (piece: XmlPiece) => void): boolean {
  const open: string[] = []
  let roots = 0
  PIECE.lastIndex = 0
  for (let at = 0; at < xml.length; at = PIECE.lastIndex) {
    const found = PIECE.exec(xml)?.[0]
    if (found === undefined) return false
    if (!found.startsWith('<')) {
      if (open.length > 0) visit({ is: 'text', text: decoded(found) })
      else if (found.replace('\ufeff', '').trim() !== '') return false
      continue
    }
    if (SPECIAL.test(found)) continue
    const name = /^<\/?([\p{L}_][\w.:-]*)[\s/>]/u.exec(found)?.[1]
    if (name === undefined) return false
    if (found.startsWith('</')) {
      if (open.pop() !== name) return false
      visit({ is: 'close', name })
      continue
    }
    if (open.length === 0) roots += 1
    const isEmpty = found.endsWith('/>')
    if (!isEmpty) open.push(name)
    visit({ is: 'open', name, tag: found, isEmpty })
  }
  return open.length === 0 && roots === 1
}

/** Value of an attribute of a tag; undefined when it has none. */
export function attributeOf(tag: string, name: string): string | undefined {
  const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag)
  return found === null ? undefined : decoded(found[1] ?? found[2] ?? '')
}

/** A text as it stands in XML. Characters XML does not have become spaces. */
export function encoded(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\P{Cc}\t\n]|[\ufffe\uffff]/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** A text of XML as it is read: « &amp; » is « & ». */
export function decoded(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/gi, (whole, decimal, hexadecimal, name) => {
    if (name !== undefined) return ENTITIES[name] ?? whole
    const code = decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}
