import { attribute, childOf, childrenOf, type Node, propertyOf, readTree } from './xml-tree.ts'

/** What is told of a text or of a paragraph, the most general first: the last that tells a property is right. */
export type Layers = readonly Node[]

export type Styles = {
  /** Of a paragraph of that style; undefined: the usual one. */
  readonly paragraph: (id: string | undefined) => StyleLayers
  /** Of a run of that style. */
  readonly run: (id: string | undefined) => Layers
  /** Of a table of that style. */
  readonly table: (id: string | undefined) => Layers
}

export type StyleLayers = { readonly paragraph: Layers; readonly run: Layers; readonly names: readonly string[] }

/** Reads `styles.xml`; none: everything is as usual. */
export function readStyles(xml: string | undefined): Styles {
  const root = xml === undefined ? undefined : readTree(xml)
  const styles = childrenOf(root, 'w:style')
  const byId = new Map(styles.map((style) => [attribute(style, 'w:styleId') ?? '', style]))
  const usual = styles.find(
    (style) => attribute(style, 'w:type') === 'paragraph' && isYes(attribute(style, 'w:default') ?? '0'),
  )
  const defaults = childOf(root, 'w:docDefaults')
  const chain = (id: string | undefined, fallback?: Node) => chainOf(byId, (id && byId.get(id)) || fallback)
  return {
    paragraph: (id) => {
      const found = chain(id, usual)
      return {
        paragraph: layersOf([childOf(defaults, 'w:pPrDefault'), ...found], 'w:pPr'),
        run: layersOf([childOf(defaults, 'w:rPrDefault'), ...found], 'w:rPr'),
        names: found.map((style) => (propertyOf(style, 'w:name') ?? '').toLowerCase()),
      }
    },
    run: (id) => (id === undefined ? [] : layersOf(chain(id), 'w:rPr')),
    table: (id) => (id === undefined ? [] : layersOf(chain(id), 'w:tblPr')),
  }
}

// A style is based on another, which could be based on itself.
function chainOf(byId: ReadonlyMap<string, Node>, style: Node | undefined): readonly Node[] {
  const chain: Node[] = []
  for (let each = style; each && !chain.includes(each); each = byId.get(propertyOf(each, 'w:basedOn') ?? '')) {
    chain.unshift(each)
  }
  return chain
}

function layersOf(nodes: readonly (Node | undefined)[], name: string): Layers {
  return nodes.flatMap((node) => childOf(node, name) ?? [])
}

/** The property as the last layer tells it. */
export function told(layers: Layers, name: string): Node | undefined {
  return layers.map((layer) => childOf(layer, name)).findLast((found) => found !== undefined)
}

/** An attribute of a property, as the last layer that has it tells it: each side of a margin is told apart. */
export function toldAttribute(layers: Layers, name: string, attributeName: string): Node | undefined {
  return layers.map((layer) => childOf(layer, name)).findLast((found) => attribute(found, attributeName) !== undefined)
}

/** Whether a property that is on or off is on. */
export function isOn(layers: Layers, name: string): boolean {
  const found = told(layers, name)
  return found !== undefined && isYes(attribute(found, 'w:val') ?? '1')
}

function isYes(value: string): boolean {
  return !['0', 'false', 'off', 'none'].includes(value)
}
