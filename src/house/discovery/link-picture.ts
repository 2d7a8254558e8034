import type { SiteFrame } from '#ui/page'

const WIDTH = 1200
const HEIGHT = 630
const LONGEST_LINE = 24
const MOST_LINES = 4

/**
 * The picture of a shared link: the title of the page, the territory, the watermark, and the thread that leads to a knot.
 * Set in the faces of the site, which the process that draws is given.
 *
 * @returns  SVG of 1200 × 630
 */
export function linkPicture(told: {
  readonly title: string
  readonly site: Pick<SiteFrame, 'serviceName' | 'territoryName' | 'watermark'>
}): string {
  const { serviceName, territoryName, watermark } = told.site
  const lines = linesOf(told.title)
  const size = lines.length > 2 ? 76 : 92
  const top = 300 - ((lines.length - 1) * size * 1.06) / 2
  const title = lines.map(
    (line, index) => `<tspan x="90" y="${Math.round(top + index * size * 1.06)}">${escapeXml(line)}</tspan>`,
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}">
<rect width="${WIDTH}" height="${HEIGHT}" fill="#f8f4ea"/>
<g fill="none" stroke="#1a2133" stroke-opacity=".2" stroke-width="1.2"><path transform="scale(1.5)" d="${escapeXml(watermark)}"/></g>
<text x="90" y="120" font-family="Atkinson" font-size="34" fill="#454a58">${escapeXml(territoryName)}</text>
<text font-family="Bricolage" font-size="${size}" font-weight="700" letter-spacing="-1.5" fill="#1a2133">${title.join('')}</text>
<path d="M0 540H1200" stroke="#0a5352" stroke-width="6"/>
<circle cx="112" cy="540" r="13" fill="#0a5352"/><circle cx="300" cy="540" r="13" fill="#0a5352"/>
<circle cx="488" cy="540" r="19" fill="#f8f4ea" stroke="#0a5352" stroke-width="8"/>
<text x="1110" y="505" text-anchor="end" font-family="Bricolage" font-size="40" font-weight="700" fill="#0a5352">${escapeXml(serviceName)}</text>
</svg>`
}

/** Cut between words; what does not fit in four lines ends with an ellipsis. */
export function linesOf(title: string): readonly string[] {
  const lines: string[] = []
  for (const word of title.split(/\s+/).filter(Boolean)) {
    const last = lines.at(-1)
    const joined = last === undefined ? word : `${last} ${word}`
    if (last !== undefined && joined.length <= LONGEST_LINE) lines[lines.length - 1] = joined
    else lines.push(word.length > LONGEST_LINE ? `${word.slice(0, LONGEST_LINE - 1)}…` : word)
  }
  return lines.length <= MOST_LINES ? lines : [...lines.slice(0, MOST_LINES - 1), `${lines[MOST_LINES - 1]}…`]
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
