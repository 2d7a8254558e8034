import type { Properties } from '../press/work.ts'
import type { Parts } from './package.ts'
import { encoded } from './xml.ts'

/**
 * The parts with what the document says of itself: a title, the territory, its own date, French. What the model says of
 * the agent who wrote it, of their machine and of their templates goes.
 */
export function withProperties(parts: Parts, properties: Properties): Parts {
  const kept = [...withoutProperties(parts)]
  const files = new Map(kept.map(([name, bytes]) => [name, changed(name, bytes)]))
  files.set('docProps/core.xml', Buffer.from(core(properties)))
  files.set('docProps/app.xml', Buffer.from(APP))
  return files
}

/** The parts without what the model says of itself: the filler would read it as a model too. */
export function withoutProperties(parts: Parts): Parts {
  return new Map(
    [...parts].filter(([name]) => !/^docProps\/(core\.xml|app\.xml|custom\.xml|thumbnail\.\w+)$/.test(name)),
  )
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const OFFICE = 'http://schemas.openxmlformats.org'
const APP = `${HEAD}<Properties xmlns="${OFFICE}/officeDocument/2006/extended-properties"><Application>Filigrane</Application></Properties>`

function core({ title, author, date }: Properties): string {
  const names = [
    `xmlns:cp="${OFFICE}/package/2006/metadata/core-properties"`,
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"',
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
  ]
  const at = (name: string) => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${date}T12:00:00Z</dcterms:${name}>`
  return (
    `${HEAD}<cp:coreProperties ${names.join(' ')}><dc:title>${encoded(title)}</dc:title>` +
    `<dc:creator>${encoded(author)}</dc:creator><dc:language>fr-FR</dc:language>` +
    `<cp:lastModifiedBy>${encoded(author)}</cp:lastModifiedBy>${at('created')}${at('modified')}</cp:coreProperties>`
  )
}

const TYPES = {
  'docProps/core.xml': 'application/vnd.openxmlformats-package.core-properties+xml',
  'docProps/app.xml': 'application/vnd.openxmlformats-officedocument.extended-properties+xml',
} as const
const LINKS = {
  'docProps/core.xml': `${OFFICE}/package/2006/relationships/metadata/core-properties`,
  'docProps/app.xml': `${OFFICE}/officeDocument/2006/relationships/extended-properties`,
} as const

function changed(name: string, bytes: Buffer): Buffer {
  if (name === '[Content_Types].xml') return edit(bytes, withTypes)
  if (name === '_rels/.rels') return edit(bytes, withLinks)
  return name === 'word/styles.xml' ? edit(bytes, inFrench) : bytes
}

function edit(bytes: Buffer, change: (xml: string) => string): Buffer {
  return Buffer.from(change(bytes.toString('utf8')))
}

function withTypes(xml: string): string {
  const cleaned = xml.replace(/<Override\b[^>]*PartName="\/docProps\/[^>]*>/g, '')
  const types = Object.entries(TYPES).map(([name, type]) => `<Override PartName="/${name}" ContentType="${type}"/>`)
  return cleaned.replace('</Types>', () => `${types.join('')}</Types>`)
}

function withLinks(xml: string): string {
  const cleaned = xml.replace(/<Relationship\b[^>]*Target="\/?docProps\/[^>]*>/g, '')
  const links = Object.entries(LINKS).map(
    ([name, type], rank) => `<Relationship Id="filigrane${rank + 1}" Type="${type}" Target="${name}"/>`,
  )
  return cleaned.replace('</Relationships>', () => `${links.join('')}</Relationships>`)
}

/** The language of what no style says otherwise: what a screen reader speaks. */
function inFrench(xml: string): string {
  const language = '<w:lang w:val="fr-FR" w:eastAsia="fr-FR" w:bidi="ar-SA"/>'
  if (/<w:rPrDefault>[\s\S]*?<w:lang\b[^>]*>[\s\S]*?<\/w:rPrDefault>/.test(xml))
    return xml.replace(/(<w:rPrDefault>[\s\S]*?)<w:lang\b[^>]*\/>/, (_, before: string) => before + language)
  if (/<w:rPrDefault>\s*<w:rPr>/.test(xml))
    return xml.replace(
      /(<w:rPrDefault>\s*<w:rPr>[\s\S]*?)<\/w:rPr>/,
      (_, before: string) => `${before}${language}</w:rPr>`,
    )
  const defaults = `<w:rPrDefault><w:rPr>${language}</w:rPr></w:rPrDefault>`
  const bare = xml.replace(/<w:rPrDefault\s*\/>|<w:rPrDefault>[\s\S]*?<\/w:rPrDefault>|<w:docDefaults\s*\/>/, '')
  if (bare.includes('<w:docDefaults>')) return bare.replace('<w:docDefaults>', (head) => head + defaults)
  return bare.replace(/<w:styles\b[^>]*>/, (head) => `${head}<w:docDefaults>${defaults}</w:docDefaults>`)
}
