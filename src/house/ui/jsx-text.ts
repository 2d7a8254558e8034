import type { Child } from 'hono/jsx'

/** What a component is made of, before it is drawn. */
type Element = {
  readonly tag: string | { readonly name: string }
  readonly props: Readonly<Record<string, unknown>>
  readonly children: readonly unknown[]
}

/** How wide a line may be before it is cut. */
const WIDTH = 84

/** Writes a component as a person would in a page: the sample and its text can never differ. */
export function jsxText(child: Child, pad = ''): string {
  const parts = [child].flat(9).filter((part) => part !== null && part !== undefined && typeof part !== 'boolean')
  return parts.map((part) => (isElement(part) ? elementText(part, pad) : textOf(part))).join(`\n${pad}`)
}

function elementText(element: Element, pad: string): string {
  const name = nameOf(element.tag)
  const inner = `${pad}  `
  const attributes = Object.entries(element.props)
    .filter(([key, value]) => key !== 'children' && value !== undefined && value !== null)
    .map(([key, value]) => attributeText(key, value, inner))
  const children = jsxText(element.children as Child, inner)
  const open = openingOf(name, attributes, pad, children === '')
  if (children === '') return open

  const flat = `${open}${children}</${name}>`
  if (!flat.includes('\n') && flat.length + pad.length <= WIDTH) return flat
  return `${open}\n${inner}${children}\n${pad}</${name}>`
}

function openingOf(name: string, attributes: readonly string[], pad: string, isAlone: boolean): string {
  const end = isAlone ? ' />' : '>'
  const flat = `<${[name, ...attributes].join(' ')}${end}`
  if (!flat.includes('\n') && flat.length + pad.length <= WIDTH) return flat
  return `<${[name, ...attributes.map((each) => `\n${pad}  ${each}`)].join('')}\n${pad}${end.trim()}`
}

function attributeText(key: string, value: unknown, pad: string): string {
  if (value === true) return key
  if (typeof value === 'string' && !value.includes('"')) return `${key}="${visible(value)}"`
  return `${key}={${valueText(value, pad)}}`
}

function valueText(value: unknown, pad: string): string {
  if (isElement(value)) return elementText(value, pad)
  if (typeof value === 'string') return `'${visible(value)}'`
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value === 'function') return functionText(value.toString())
  if (Array.isArray(value))
    return listText(
      '[',
      value.map((each) => valueText(each, `${pad}  `)),
      ']',
      pad,
    )
  if (typeof value === 'object' && value !== null) return objectText(value, pad)
  return String(value)
}

// A function of its own is known by its name; one written in place is shown whole.
function functionText(source: string): string {
  return /^function (\w+?)\d*\(/.exec(source)?.[1] ?? source.replace(/\s+/g, ' ')
}

function objectText(value: object, pad: string): string {
  const pairs = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .map(([key, each]) => `${/^[a-z_]\w*$/i.test(key) ? key : `'${key}'`}: ${valueText(each, `${pad}  `)}`)
  return pairs.length === 0 ? '{}' : listText('{ ', pairs, ' }', pad)
}

function listText(open: string, items: readonly string[], close: string, pad: string): string {
  const flat = `${open}${items.join(', ')}${close}`
  if (!flat.includes('\n') && flat.length + pad.length <= WIDTH) return flat
  return `${open.trim()}\n${items.map((item) => `${pad}  ${item},\n`).join('')}${pad}${close.trim()}`
}

function textOf(value: unknown): string {
  const text = visible(String(value))
  return text.trim() === '' ? `{'${text}'}` : text
}

// No-break spaces look like spaces: those who copy the text must see them.
function visible(text: string): string {
  return text.replaceAll('\u00a0', '\\u00a0').replaceAll('\u202f', '\\u202f')
}

// The bundle numbers names it meets twice: « Field2 ».
function nameOf(tag: Element['tag']): string {
  return typeof tag === 'string' ? tag : tag.name.replace(/\d+$/, '')
}

function isElement(value: unknown): value is Element {
  return typeof value === 'object' && value !== null && 'tag' in value && 'props' in value && 'children' in value
}
