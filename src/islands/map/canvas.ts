import { Map as MovingMap, NavigationControl, type StyleSpecification, setWorkerUrl } from 'maplibre-gl'
import { frenchControls } from './french.ts'

type Preparation = { readonly hash?: string; readonly prepare?: (map: MovingMap) => void }

/**
 * Opens a map that moves before the words told of it: its stylesheet, its worker and its shapes are our own.
 *
 * @param hash     the word of the address that keeps the view, as « vue »; none is kept without it
 * @param prepare  what the map must have before it draws
 * @throws         when the browser cannot draw it, or what it draws does not come
 */
export async function openCanvas(
  place: HTMLElement,
  told: HTMLElement,
  style: (page: CSSStyleDeclaration) => StyleSpecification,
  { hash, prepare }: Preparation = {},
): Promise<MovingMap> {
  const { worker = '', styles = '', bounds = '' } = place.dataset
  await addStyles(styles)
  setWorkerUrl(worker)
  const canvas = document.createElement('div')
  canvas.className = 'moving-map-canvas'
  place.insertBefore(canvas, told)

  const [west = 0, south = 0, east = 0, north = 0] = bounds.split(' ').map(Number)
  const map = new MovingMap({
    container: canvas,
    style: style(getComputedStyle(document.documentElement)),
    bounds: [west, south, east, north],
    fitBoundsOptions: { padding: 16, animate: false },
    maxBounds: [west - 1, south - 1, east + 1, north + 1],
    maxZoom: 18,
    attributionControl: false,
    locale: frenchControls,
    hash: hash ?? false,
    // One finger scrolls the page, two move the map.
    cooperativeGestures: true,
    dragRotate: false,
    pitchWithRotate: false,
  })
  prepare?.(map)
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right')
  await untilDrawn(map)
  return map
}

function untilDrawn(map: MovingMap): Promise<void> {
  return new Promise((resolve, reject) => {
    map.once('idle', () => resolve())
    map.once('error', ({ error }) => reject(new Error('the map could not be drawn', { cause: error })))
  })
}

function addStyles(path: string): Promise<void> {
  if (document.querySelector(`link[href="${path}"]`)) return Promise.resolve()
  const link = document.createElement('link')
  link.rel = 'stylesheet'
  link.href = path
  return new Promise((resolve, reject) => {
    link.addEventListener('load', () => resolve())
    link.addEventListener('error', () => reject(new Error('the stylesheet of the map did not come')))
    document.head.append(link)
  })
}
