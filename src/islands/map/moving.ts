import type { Map as MovingMap } from 'maplibre-gl'
import type { OpenedMap } from './button.ts'
import { openCanvas } from './canvas.ts'
import { styleOf } from './style.ts'

/**
 * Opens the map that moves under the drawn one: our own shapes, no tile from elsewhere. The commune at its centre, or
 * under the pointer, is told beside it with the way to its page, so that the keyboard finds what the mouse does.
 *
 * @throws  when the browser cannot draw it, or the shapes do not come
 */
export async function openMap(place: HTMLElement, told: HTMLElement): Promise<OpenedMap> {
  const map = await openCanvas(place, told, (page) => styleOf(place.dataset.source ?? '', page))
  map.on('moveend', () => tell(told, communeAt(map, map.project(map.getCenter())), 'Au centre de la carte'))
  map.on('click', ({ point }) => tell(told, communeAt(map, point), 'Vous avez choisi'))
  tell(told, undefined, '')
  return { canvas: map.getCanvas() }
}

type Commune = { readonly name: string; readonly path: string }

function communeAt(map: MovingMap, point: { readonly x: number; readonly y: number }): Commune | undefined {
  const [found] = map.queryRenderedFeatures([point.x, point.y], { layers: ['communes'] })
  if (!found) return undefined
  const { name, path } = found.properties as Commune
  for (const { id } of map.queryRenderedFeatures({ layers: ['communes'] })) {
    if (id !== undefined) map.setFeatureState({ source: 'communes', id }, { isHere: false })
  }
  if (found.id !== undefined) map.setFeatureState({ source: 'communes', id: found.id }, { isHere: true })
  return { name, path }
}

function tell(told: HTMLElement, commune: Commune | undefined, where: string): void {
  if (!commune) {
    told.textContent = 'Déplacez la carte avec les flèches, agrandissez-la avec + et −, ou touchez une commune.'
    return
  }
  const link = document.createElement('a')
  link.href = commune.path
  link.textContent = commune.name
  told.replaceChildren(`${where} : `, link)
}
