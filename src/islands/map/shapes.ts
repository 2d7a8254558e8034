import type { Map as MovingMap } from 'maplibre-gl'

/** A point: its outline in a square of 24, and the colour of the page that fills it. */
type Shape = { readonly path: string; readonly colour: string }

/** One shape a recognition: whoever sees no colour tells them apart. '' for a structure that has none. */
const SHAPES: Readonly<Record<string, Shape>> = {
  '': { path: 'M12 5a7 7 0 1 1 0 14a7 7 0 1 1 0-14z', colour: 'opal' },
  identifiant: {
    path: 'M12 1l3.2 7.1l7.7.8l-5.8 5.1l1.7 7.6L12 17.7l-6.8 3.9l1.7-7.6L1.1 8.9l7.7-.8z',
    colour: 'gold',
  },
  esus: { path: 'M4 4h16v16H4z', colour: 'brick' },
  siae: { path: 'M12 2l11 19H1z', colour: 'gold' },
  scic: { path: 'M12 1l11 11l-11 11L1 12z', colour: 'opal' },
  scop: { path: 'M6.5 2.5h11L23 12l-5.5 9.5h-11L1 12z', colour: 'brick' },
}
const UNKNOWN = SHAPES['']!
const SVG = 'http://www.w3.org/2000/svg'

/** For the legend and the list: drawn as on the map, said by the words beside. */
export function shapeIcon(mark: string): SVGElement {
  const { path, colour } = SHAPES[mark] ?? UNKNOWN
  const svg = document.createElementNS(SVG, 'svg')
  svg.setAttribute('viewBox', '-1 -1 26 26')
  svg.setAttribute('class', `map-point map-point-${colour}`)
  svg.setAttribute('aria-hidden', 'true')
  const drawn = document.createElementNS(SVG, 'path')
  drawn.setAttribute('d', path)
  svg.append(drawn)
  return svg
}

/** Gives the map each picture when it first needs it: shapes, and the numbers of clusters. Nothing comes from elsewhere. */
export function addPictures(map: MovingMap, page: CSSStyleDeclaration): void {
  const colour = (name: string) => page.getPropertyValue(`--${name}`).trim()
  map.setMissingStyleImageResolver(async (id) => {
    const [, kind, told = ''] = /^(shape|count)-(.*)$/.exec(id) ?? []
    if (kind === undefined) return
    const drawn = kind === 'count' ? numberPicture(Number(told), colour) : shapePicture(told, colour)
    map.addImage(id, drawn, { pixelRatio: SHARPNESS })
  })
}

type Colours = (name: string) => string

const SHARPNESS = 2

function shapePicture(mark: string, colour: Colours): ImageData {
  const { path, colour: name } = SHAPES[mark] ?? UNKNOWN
  return picture(26, (pen) => {
    pen.translate(1, 1)
    const outline = new Path2D(path)
    pen.fillStyle = colour(name)
    pen.fill(outline)
    pen.lineWidth = 1.75
    pen.strokeStyle = colour('ink')
    pen.stroke(outline)
  })
}

function numberPicture(count: number, colour: Colours): ImageData {
  return picture(48, (pen) => {
    pen.font = `700 ${count < 1000 ? 16 : 13}px ${colour('text') || 'sans-serif'}`
    pen.textAlign = 'center'
    pen.textBaseline = 'middle'
    pen.fillStyle = colour('on-opal')
    pen.fillText(count.toLocaleString('fr-FR'), 24, 25)
  })
}

function picture(size: number, draw: (pen: CanvasRenderingContext2D) => void): ImageData {
  const canvas = document.createElement('canvas')
  canvas.width = size * SHARPNESS
  canvas.height = size * SHARPNESS
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('nothing can be drawn here')
  pen.scale(SHARPNESS, SHARPNESS)
  draw(pen)
  return pen.getImageData(0, 0, canvas.width, canvas.height)
}
