import { readBlocks } from './blocks.ts'
import { isOn } from './layers.ts'
import { linksTo } from './links-to.ts'
import { linksOf, type Place, type Reading, tell } from './reading.ts'
import type { Block, PageSize, Running, Section } from './tree.ts'
import { attribute, childOf, childrenOf, type Node, pointsOf, propertyOf, readTree } from './xml-tree.ts'

/** The pages of a document: each section has its size, its head and its foot. */
export function readSections(reading: Reading, root: Node): readonly Section[] {
  const place: Place = { part: 'body', links: linksOf(reading.parts, 'word/document.xml'), cell: null, paragraph: null }
  let running = NONE
  return cutSections(childOf(root, 'w:body')?.children ?? []).map(({ nodes, properties }) => {
    if (Number(attribute(childOf(properties, 'w:cols'), 'w:num') ?? '1') > 1) {
      tell(reading, { ...place, paragraph: nodes.find(({ name }) => name === 'w:p') ?? null }, 'several-columns')
    }
    // What a section does not tell is that of the one before.
    running = {
      header: runningOf('header', properties, running.header),
      footer: runningOf('footer', properties, running.footer),
    }
    const hasFirst = properties !== undefined && isOn([properties], 'w:titlePg')
    return {
      page: pageOf(properties),
      header: readRunning(reading, place, 'header', running.header, hasFirst),
      footer: readRunning(reading, place, 'footer', running.footer, hasFirst),
      blocks: readBlocks(reading, place, nodes),
    }
  })
}

type Cut = { readonly nodes: readonly Node[]; readonly properties: Node | undefined }

// A section ends with the paragraph that holds its properties; the last ones stand at the end of the text.
function cutSections(nodes: readonly Node[]): readonly Cut[] {
  const cuts: Cut[] = []
  let open: Node[] = []
  for (const node of nodes) {
    const own = childOf(childOf(node, 'w:pPr'), 'w:sectPr')
    const properties = node.name === 'w:sectPr' ? node : own
    if (node.name !== 'w:sectPr') open.push(node)
    if (!properties) continue
    const last = cuts.at(-1)
    // « Continu »: the text goes on down the same page.
    if (last && propertyOf(properties, 'w:type') === 'continuous' && isSamePage(last.properties, properties)) {
      cuts[cuts.length - 1] = { nodes: [...last.nodes, ...open], properties: last.properties }
    } else cuts.push({ nodes: open, properties })
    open = []
  }
  return open.length > 0 || cuts.length === 0 ? [...cuts, { nodes: open, properties: undefined }] : cuts
}

function isSamePage(one: Node | undefined, other: Node): boolean {
  const tellsMore = childrenOf(other, 'w:headerReference').length + childrenOf(other, 'w:footerReference').length > 0
  const columns = Number(attribute(childOf(other, 'w:cols'), 'w:num') ?? '1')
  return !tellsMore && columns === 1 && JSON.stringify(pageOf(one)) === JSON.stringify(pageOf(other))
}

const A4 = { width: 595.3, height: 841.9 }
const MARGIN = 70.85
const EDGE = 35.4

function pageOf(properties: Node | undefined): PageSize {
  const [size, margin] = [childOf(properties, 'w:pgSz'), childOf(properties, 'w:pgMar')]
  const side = (name: string, otherwise: number) => Math.abs(pointsOf(margin, `w:${name}`) ?? otherwise)
  return {
    width: pointsOf(size, 'w:w') ?? A4.width,
    height: pointsOf(size, 'w:h') ?? A4.height,
    top: side('top', MARGIN),
    right: side('right', MARGIN),
    bottom: side('bottom', MARGIN),
    left: side('left', MARGIN) + side('gutter', 0),
    header: side('header', EDGE),
    footer: side('footer', EDGE),
  }
}

/** Identifiers of the parts of a head or of a foot. */
type Runs = { readonly default?: string | undefined; readonly first?: string | undefined }

const NONE: { readonly header: Runs; readonly footer: Runs } = { header: {}, footer: {} }

function runningOf(kind: 'header' | 'footer', properties: Node | undefined, before: Runs): Runs {
  const references = childrenOf(properties, `w:${kind}Reference`)
  const of = (type: string) =>
    attribute(
      references.find((each) => attribute(each, 'w:type') === type),
      'r:id',
    )
  return { default: of('default') ?? before.default, first: of('first') ?? before.first }
}

function readRunning(
  reading: Reading,
  place: Place,
  kind: 'header' | 'footer',
  runs: Runs,
  hasFirst: boolean,
): Running {
  const read = (id: string | undefined) => readPart(reading, kind, linksTo(place, id))
  return { others: read(runs.default), first: hasFirst ? read(runs.first) : null }
}

function readPart(reading: Reading, part: 'header' | 'footer', file: string | undefined): readonly Block[] {
  const text = file === undefined ? undefined : reading.parts.get(file)?.toString('utf8')
  const root = text === undefined ? undefined : readTree(text)
  if (file === undefined || !root) return []
  const place: Place = { part, links: linksOf(reading.parts, file), cell: null, paragraph: null }
  return readBlocks(reading, place, root.children)
}

/** Whether even pages have a head of their own, which is not carried. */
export function hasEvenPages(reading: Reading): boolean {
  const settings = readTree(reading.parts.get('word/settings.xml')?.toString('utf8') ?? '<w:settings/>')
  return settings !== undefined && isOn([settings], 'w:evenAndOddHeaders')
}
