import { Map as MovingMap, NavigationControl, setWorkerUrl } from 'maplibre-gl'
import { frenchControls } from './french.ts'
import { styleOf } from './style.ts'

/**
 * Opens the map that moves under the drawn one: our own shapes, no tile from elsewhere. The commune at its centre, or
 * under the pointer, is told beside it with the way to its page, so that the keyboard finds what the mouse does.
 *
 * @throws  when the browser cannot draw it, or the shapes do not come
 */
export async function openMap(place: HTMLElement, told: HTMLElement): Promise<void> {
  const { source = '', worker = '', styles = '', bounds = '' } = place.dataset
  await addStyles(styles)
  setWorkerUrl(worker)
  const canvas = document.createElement('div')
  canvas.className = 'moving-map-canvas'
  place.insertBefore(canvas, told)

  const [west = 0, south = 0, east = 0, north = 0] = bounds.split(' ').map(Number)
  const map = new MovingMap({
    container: canvas,
    style: styleOf(source, getComputedStyle(document.documentElement)),
    bounds: [west, south, east, north],
    fitBoundsOptions: { padding: 16, animate: false },
    maxBounds: [west - 1, south - 1, east + 1, north + 1],
    attributionControl: false,
    locale: frenchControls,
    // One finger scrolls the page, two move the map.
    cooperativeGestures: true,
    dragRotate: false,
    pitchWithRotate: false,
  })
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right')
  await once(map)
  map.on('moveend', () => tell(told, communeAt(map, map.project(map.getCenter())), 'Au centre de la carte'))
  map.on('click', ({ point }) => tell(told, communeAt(map, point), 'Vous avez choisi'))
  tell(told, undefined, '')
  map.getCanvas().focus()
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

function once(map: MovingMap): Promise<void> {
  return new Promise((resolve, reject) => {
    map.once('idle', () => resolve())
    map.once('error', ({ error }) => reject(new Error('the map could not be drawn', { cause: error })))
  })
}

function addStyles(path: string): Promise<void> {
  const link = document.createElement('link')
  link.rel = 'stylesheet'
  link.href = path
  return new Promise((resolve, reject) => {
    link.addEventListener('load', () => resolve())
    link.addEventListener('error', () => reject(new Error('the stylesheet of the map did not come')))
    document.head.append(link)
  })
}
