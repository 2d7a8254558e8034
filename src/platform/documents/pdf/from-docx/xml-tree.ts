import { attributeOf, decoded, readXml } from '../../template/xml.ts'

/** An element of an office document. A text is a node named « # ». */
export type Node = { readonly name: string; readonly tag: string; readonly text: string; readonly children: Node[] }

/** @returns  the root; undefined: it is not well formed */
export function readTree(xml: string): Node | undefined {
  const top: Node = { name: '', tag: '', text: '', children: [] }
  const open = [top]
  const isWhole = readXml(xml, (piece) => {
    const parent = open.at(-1)!
    if (piece.is === 'text') parent.children.push({ name: '#', tag: '', text: decoded(piece.text), children: [] })
    else if (piece.is === 'close') open.pop()
    else {
      const node = { name: piece.name, tag: piece.tag, text: '', children: [] }
      parent.children.push(node)
      if (!piece.isEmpty) open.push(node)
    }
  })
  return isWhole ? top.children.find(({ name }) => name !== '#') : undefined
}

export function childOf(node: Node | undefined, name: string): Node | undefined {
  return node?.children.find((child) => child.name === name)
}

export function childrenOf(node: Node | undefined, name: string): readonly Node[] {
  return node?.children.filter((child) => child.name === name) ?? []
}

/** The first of that name under a node, at any depth. */
export function findUnder(node: Node, name: string): Node | undefined {
  for (const child of node.children) {
    const found = child.name === name ? child : findUnder(child, name)
    if (found) return found
  }
  return undefined
}

export function attribute(node: Node | undefined, name: string): string | undefined {
  return node === undefined ? undefined : attributeOf(node.tag, name)
}

/** Attribute « w:val » of a child, as most properties are written. */
export function propertyOf(node: Node | undefined, name: string): string | undefined {
  return attribute(childOf(node, name), 'w:val')
}

/** An attribute in twentieths of a point, in points; undefined: there is none. */
export function pointsOf(node: Node | undefined, name: string): number | undefined {
  const told = Number(/^-?\d+/.exec(attribute(node, name) ?? '')?.[0] ?? Number.NaN)
  return Number.isFinite(told) ? told / 20 : undefined
}

/** The words of a node, as they stand. */
export function wordsOf(node: Node): string {
  if (node.name === 'w:t') return node.children.map(({ text }) => text).join('')
  if (node.name === 'w:tab' || node.name === 'w:br') return ' '
  return node.children.map(wordsOf).join('')
}
