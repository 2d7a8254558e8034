import type { GeoJSONSource, MapMouseEvent, Map as MovingMap } from 'maplibre-gl'
import { carryView, forgetView, keptParts, rememberChoice } from './address.ts'
import type { OpenedMap } from './button.ts'
import { openCanvas } from './canvas.ts'
import { legendOf } from './legend.ts'
import { type InView, listInView } from './list.ts'
import { fetchPoints, type Point, structuresIn } from './points.ts'
import { addPictures } from './shapes.ts'
import { geoJson, LAST_CLUSTERED_ZOOM, structuresStyle } from './structures-style.ts'

type Choose = (point: Point, comes: boolean) => void

/**
 * Opens the map of structures in place of the drawn one, with the list of what is in view: moving one moves the other. The
 * address keeps the view and what was chosen, for who is given it.
 *
 * @throws  when the browser cannot draw it, or the places do not come
 */
export async function openMap(place: HTMLElement, told: HTMLElement): Promise<OpenedMap> {
  const { points: address = '', source = '', marks = '{}', everything = '/annuaire', total = '0' } = place.dataset
  const points = await fetchPoints(address)
  const style = (page: CSSStyleDeclaration) => structuresStyle(source, points, page)
  const prepare = (map: MovingMap) => addPictures(map, getComputedStyle(document.documentElement))
  const map = await openCanvas(place, told, style, { hash: 'vue', prepare })

  const box = document.getElementById(place.dataset.list ?? '')!
  const words = JSON.parse(marks) as Readonly<Record<string, string>>
  const absent = Number(total) - new Set(points.map(({ slug }) => slug)).size
  const list: InView = listInView(box, { words, everything, absent, onChoose: (point) => choose(point, true) })
  const choose: Choose = (point, comes) => {
    show(map, point)
    list.markChosen(point.slug)
    tell(told, point)
    rememberChoice(point.slug)
    if (!comes) return
    map.easeTo({ center: [point.longitude, point.latitude], zoom: Math.max(map.getZoom(), CLOSE) })
    // On a phone the list is under the map.
    map.getContainer().scrollIntoView({ block: 'nearest' })
  }
  const showView = () => list.show(structuresIn(points, viewOf(map)))
  map.on('moveend', showView)
  map.on('click', (event) => void chooseAt(map, event, points, choose))
  showView()
  carryView()
  told.textContent = 'Déplacez la carte avec les flèches, agrandissez-la avec + et −, ou touchez un point.'
  const shared = points.find(({ slug }) => slug === keptParts().get('structure'))
  if (shared) choose(shared, false)
  return { canvas: map.getCanvas(), onClosed: standIn(place, told, { map, box, legend: legendOf(points, words) }) }
}

// What is chosen in the list is looked at from no farther than a town.
const CLOSE = 12

/** Takes the place of the drawn map and of its lists, until the reader goes back to them. */
function standIn(
  place: HTMLElement,
  told: HTMLElement,
  { map, box, legend }: { readonly map: MovingMap; readonly box: HTMLElement; readonly legend: HTMLElement },
): NonNullable<OpenedMap['onClosed']> {
  const drawn = (place.dataset.replaces ?? '').split(' ').flatMap((id) => document.getElementById(id) ?? [])
  const close = Object.assign(document.createElement('button'), {
    type: 'button',
    className: 'button button-quiet',
    textContent: 'Revenir à la carte dessinée',
  })
  told.before(legend)
  told.after(close)
  const swap = (isMoving: boolean) => {
    for (const each of drawn) each.hidden = isMoving
    box.hidden = !isMoving
  }
  swap(true)
  return (comeBack) =>
    close.addEventListener('click', () => {
      map.remove()
      for (const each of [place.querySelector('.moving-map-canvas'), legend, close]) each?.remove()
      swap(false)
      told.textContent = ''
      forgetView()
      comeBack()
    })
}

function viewOf(map: MovingMap) {
  const bounds = map.getBounds()
  return { west: bounds.getWest(), south: bounds.getSouth(), east: bounds.getEast(), north: bounds.getNorth() }
}

async function chooseAt(map: MovingMap, event: MapMouseEvent, points: readonly Point[], choose: Choose) {
  const { x, y } = event.point
  const box: [[number, number], [number, number]] = [
    [x - REACH, y - REACH],
    [x + REACH, y + REACH],
  ]
  const [cluster] = map.queryRenderedFeatures(box, { layers: ['clusters'] })
  if (cluster) {
    const source = map.getSource('places') as GeoJSONSource
    const zoom = await source.getClusterExpansionZoom(Number(cluster.properties.cluster_id))
    map.easeTo({ center: event.lngLat, zoom: Math.min(zoom, LAST_CLUSTERED_ZOOM + 1) })
    return
  }
  const [found] = map.queryRenderedFeatures(box, { layers: ['places'] })
  const chosen = points.find(({ slug }) => slug === found?.properties.slug)
  if (chosen) choose(chosen, false)
}

// A finger is wider than a point.
const REACH = 10

function show(map: MovingMap, point: Point): void {
  void (map.getSource('chosen') as GeoJSONSource).setData(geoJson([point]).data)
}

function tell(told: HTMLElement, { slug, name, what, where }: Point): void {
  const link = document.createElement('a')
  link.href = `/annuaire/${slug}`
  link.textContent = name
  told.replaceChildren('Vous avez choisi : ', link, `. ${[what, where].filter(Boolean).join(', ')}.`)
}
