/** An XML element: its name, its attributes, and its text or its children. */
export type Element = {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly Element[]
  readonly text: string
}

export function element(
  name: string,
  content: string | number | readonly Element[],
  attributes: Readonly<Record<string, string>> = {},
): Element {
  return typeof content === 'object'
    ? { name, attributes, children: content, text: '' }
    : { name, attributes, children: [], text: String(content) }
}

/** The document, indented; characters XML cannot hold are left out. */
export function writeXml(root: Element): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${written(root, '')}`
}

function written({ name, attributes, children, text }: Element, margin: string): string {
  const told = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`)
  const open = `${margin}<${name}${told.join('')}`
  if (children.length === 0) return `${open}>${escaped(text)}</${name}>\n`
  return `${open}>\n${children.map((child) => written(child, `${margin}  `)).join('')}${margin}</${name}>\n`
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

// XML 1.0, production 2: control characters and halves of a pair are no characters.
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll(/[&<>"]/g, (character) => ENTITIES[character]!)
}

const TOKEN =
  /<\?xml[^?]*\?>|<\/(?<close>[\w:.-]+)\s*>|<(?<open>[\w:.-]+)(?<attributes>(?:\s+[\w:.-]+="[^"<]*")*)\s*(?<empty>\/?)>|(?<text>[^<]+)/gy

/**
 * Reads a document made of elements, attributes and text, without comments nor entities of its own.
 *
 * @throws  at the first thing that is not well formed
 */
export function readXml(source: string): Element {
  type Open = { name: string; attributes: Record<string, string>; children: Element[]; text: string }
  const top: Open = { name: '', attributes: {}, children: [], text: '' }
  const open: Open[] = [top]
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < source.length) {
    const at = TOKEN.lastIndex
    const { groups = {} } = TOKEN.exec(source) ?? {}
    if (TOKEN.lastIndex <= at) throw new Error(`not well formed at character ${at}`)
    if (groups.text !== undefined) open.at(-1)!.text += unescaped(groups.text)
    if (groups.open !== undefined) {
      const fresh: Open = {
        name: groups.open,
        attributes: attributesOf(groups.attributes ?? ''),
        children: [],
        text: '',
      }
      open.at(-1)!.children.push(fresh)
      if (groups.empty !== '/') open.push(fresh)
    }
    if (groups.close !== undefined && open.pop()?.name !== groups.close) {
      throw new Error(`</${groups.close}> closes nothing at character ${at}`)
    }
  }
  if (open.length !== 1 || top.children.length !== 1 || top.text.trim() !== '') throw new Error('not one root, closed')
  return top.children[0]!
}

function attributesOf(text: string): Record<string, string> {
  const entries = [...text.matchAll(/([\w:.-]+)="([^"]*)"/g)].map(
    ([, name, value]) => [name!, unescaped(value!)] as const,
  )
  if (new Set(entries.map(([name]) => name)).size !== entries.length) throw new Error('an attribute is said twice')
  return Object.fromEntries(entries)
}

function unescaped(text: string): string {
  const told = text.replaceAll(/&(amp|lt|gt|quot|apos);/g, (_whole, name: string) => CHARACTERS[name]!)
  if (/&(?!amp;|lt;|gt;|quot;|apos;)/.test(text)) throw new Error('an entity is unknown')
  return told
}

const CHARACTERS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
