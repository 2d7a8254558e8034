import { countByShape, type Point } from './points.ts'
import { shapeIcon } from './shapes.ts'

/** What each shape on the map says, and how many structures have it, the most frequent first. */
export function legendOf(points: readonly Point[], words: Readonly<Record<string, string>>): HTMLElement {
  const legend = document.createElement('ul')
  legend.className = 'map-legend'
  legend.setAttribute('aria-label', 'Ce que disent les formes')
  for (const [mark, count] of [...countByShape(points)].toSorted(([, one], [, other]) => other - one)) {
    const item = document.createElement('li')
    item.append(shapeIcon(mark), `${words[mark] ?? 'Sans reconnaissance connue'} (${count.toLocaleString('fr-FR')})`)
    legend.append(item)
  }
  return legend
}
