/** A commune or an EPCI with its structures. */
export type Circle = {
  readonly code: string
  readonly name: string
  readonly href: string
  readonly count: number
  readonly centre: readonly [number, number]
}

/**
 * Structures as circles whose area is in proportion to their number, over the outlines; each leads to its list. The list
 * beside, in the same order, is what the keyboard and the ear follow: circles are links for the hand alone, hundreds of them.
 */
export function StructureMap(props: {
  readonly title: string
  readonly width: number
  readonly height: number
  readonly outlines: readonly { readonly path: string; readonly tint: number }[]
  readonly circles: readonly Circle[]
  readonly words: (count: number) => string
}) {
  const { title, width, height, words } = props
  const circles = props.circles.toSorted((one, other) => other.count - one.count)
  const greatest = circles[0]?.count ?? 1
  return (
    <div>
      <svg class="map directory-map" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        <title>{title}</title>
        {props.outlines.map(({ path, tint }) => (
          <path class={`map-shape map-tint-${tint % 4}`} d={path} />
        ))}
        {circles.map(({ name, href, count, centre: [x, y] }) => (
          <a href={href} tabindex={-1} aria-label={`${name} : ${words(count)}`}>
            <circle class="directory-circle" cx={x} cy={y} r={radiusOf(count, greatest, width)}>
              <title>{`${name} : ${words(count)}`}</title>
            </circle>
          </a>
        ))}
      </svg>
    </div>
  )
}

// The eye compares areas: the radius is the square root. The smallest can still be seen, and touched.
function radiusOf(count: number, greatest: number, width: number): number {
  return Math.round(Math.max(Math.sqrt(count / greatest) * width * LARGEST, width * SMALLEST))
}

const LARGEST = 0.045
const SMALLEST = 0.006
