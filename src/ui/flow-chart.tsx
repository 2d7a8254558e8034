import type { Child } from 'hono/jsx'

/** Somewhere money comes from, passes or goes. */
export type FlowNode = {
  readonly id: string
  /** What is written on the drawing, as « A2 »: the name is too long for it. */
  readonly mark: string
  readonly label: string
  readonly href?: string | undefined
  /** The amount as people read it. */
  readonly display: string
}

/** From a node of a column to a node of the next one. */
export type FlowBand = { readonly from: string; readonly to: string; readonly value: number }

export type FlowColumn = { readonly title: string; readonly nodes: readonly FlowNode[] }

/**
 * Flows from column to column, each band as thick as what it carries, all to one scale. Names are text of the page under
 * the drawing, so that they wrap on a phone; the drawing bears their marks. Its figures are in the table beside.
 *
 * @param description  what the picture shows, for who does not see it
 */
export function FlowChart(props: {
  readonly title: string
  readonly description: string
  readonly columns: readonly FlowColumn[]
  readonly bands: readonly FlowBand[]
}) {
  const { title, description, columns, bands } = props
  const { height, places, strips } = layFlows(columns, bands)
  const step = 100 / (columns.length - 1)
  return (
    <div class="chart flow">
      <p class="chart-title" aria-hidden="true">
        {title}
      </p>
      <svg class="flow-drawing" width="100%" height={String(height)} role="img" aria-label={`${title}. ${description}`}>
        {columns.slice(1).map((_, rank) => (
          <svg
            x={`${round(rank * step)}%`}
            width={`${round(step)}%`}
            height={String(height)}
            viewBox={`0 0 100 ${height}`}
            preserveAspectRatio="none"
            aria-hidden="true"
          >
            {strips
              .filter(({ column }) => column === rank)
              .map((strip) => (
                <path class={`flow-band flow-band-${(strip.rank % TINTS) + 1}`} d={pathOf(strip)} />
              ))}
          </svg>
        ))}
        {places.map((place) => (
          <NodeMark place={place} step={step} last={columns.length - 1} />
        ))}
      </svg>
      <div class="flow-names">
        {columns.map((column) => (
          <NameList column={column} />
        ))}
      </div>
    </div>
  )
}

const TINTS = 4
const [NODE_WIDTH, GAP, TALLEST, LEAST] = [34, 12, 320, 3]
// What a mark needs to be read inside its node; smaller nodes bear it beside.
const MARK_HEIGHT = 18

export type PlacedNode = FlowNode & {
  readonly column: number
  readonly y: number
  readonly height: number
}

/** A band in a column of 100 wide: where it leaves and arrives, in pixels from the top, and how thick it is. */
export type Strip = {
  readonly column: number
  /** Of the node it leaves, in its column. */
  readonly rank: number
  readonly leaves: number
  readonly arrives: number
  readonly thickness: number
}

/** Where everything stands, in pixels. What leaves a node leaves it in the order in which it arrives: bands cross little. */
export function layFlows(
  columns: readonly FlowColumn[],
  bands: readonly FlowBand[],
): { readonly height: number; readonly places: readonly PlacedNode[]; readonly strips: readonly Strip[] } {
  const weightOf = (id: string) => Math.max(sum(bands, 'from', id), sum(bands, 'to', id))
  const greatest = Math.max(...columns.map(({ nodes }) => nodes.reduce((all, { id }) => all + weightOf(id), 0)), 1)
  const scale = TALLEST / greatest
  const places = columns.flatMap(({ nodes }, column): readonly PlacedNode[] => {
    let y = 1
    return nodes.map((node) => {
      const height = Math.max(LEAST, round(weightOf(node.id) * scale))
      const placed = { ...node, column, y: round(y), height }
      // A small node keeps room for its mark beside it.
      y += Math.max(height, MARK_HEIGHT) + GAP
      return placed
    })
  })
  const bottom = Math.max(...places.map(({ y, height }) => y + Math.max(height, MARK_HEIGHT)), MARK_HEIGHT)
  return { height: Math.ceil(bottom) + 1, places, strips: layStrips(places, bands, scale) }
}

function layStrips(places: readonly PlacedNode[], bands: readonly FlowBand[], scale: number): readonly Strip[] {
  const rankOf = new Map(places.map(({ id }, rank) => [id, rank]))
  const order = bands.toSorted(
    (a, b) => rankOf.get(a.from)! - rankOf.get(b.from)! || rankOf.get(a.to)! - rankOf.get(b.to)!,
  )
  const [left, reached] = [new Map<string, number>(), new Map<string, number>()]
  return order.flatMap(({ from, to, value }): readonly Strip[] => {
    const [source, goal] = [places.find(({ id }) => id === from), places.find(({ id }) => id === to)]
    if (!source || !goal || value <= 0) return []
    const thickness = round(value * scale)
    const leaves = source.y + (left.get(from) ?? 0)
    const arrives = goal.y + (reached.get(to) ?? 0)
    left.set(from, (left.get(from) ?? 0) + thickness)
    reached.set(to, (reached.get(to) ?? 0) + thickness)
    const rank = places.filter(({ column }) => column === source.column).indexOf(source)
    return [{ column: source.column, rank, leaves: round(leaves), arrives: round(arrives), thickness }]
  })
}

function pathOf({ leaves, arrives, thickness }: Strip): string {
  const [from, to] = [round(leaves + thickness), round(arrives + thickness)]
  return `M0 ${leaves}C50 ${leaves} 50 ${arrives} 100 ${arrives}V${to}C50 ${to} 50 ${from} 0 ${from}Z`
}

function NodeMark(props: { readonly place: PlacedNode; readonly step: number; readonly last: number }) {
  const { place, step, last } = props
  const { column, y, height, mark } = place
  // Nodes of the first column stand on the left edge, those of the last one on the right edge.
  const shift = column === 0 ? 0 : column === last ? -NODE_WIDTH : -NODE_WIDTH / 2
  const isInside = height >= MARK_HEIGHT
  return (
    <>
      <rect
        class="flow-node"
        x={`${round(column * step)}%`}
        y={String(y)}
        width={String(NODE_WIDTH)}
        height={String(height)}
        transform={`translate(${shift} 0)`}
      />
      <text
        class={isInside ? 'flow-mark' : 'flow-mark flow-mark-under'}
        x={`${round(column * step)}%`}
        y={String(round(isInside ? y + height / 2 + 5 : y + height + 12))}
        text-anchor="middle"
        transform={`translate(${shift + NODE_WIDTH / 2} 0)`}
      >
        {mark}
      </text>
    </>
  )
}

function NameList({ column }: { readonly column: FlowColumn }) {
  return (
    <div class="flow-column">
      <p class="flow-title">{column.title}</p>
      <ul>
        {column.nodes.map(({ mark, label, href, display }) => (
          <li>
            <strong>{mark}</strong> {nameOf(label, href)} <span class="flow-amount">{display}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

function nameOf(label: string, href: string | undefined): Child {
  return href === undefined ? label : <a href={href}>{label}</a>
}

function sum(bands: readonly FlowBand[], end: 'from' | 'to', id: string): number {
  return bands.reduce((all, band) => (band[end] === id ? all + Math.max(band.value, 0) : all), 0)
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
