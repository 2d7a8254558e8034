import PizZip from 'pizzip'
import { encoded } from '../../src/platform/documents/template/xml.ts'
import { fixZipDates } from '../../src/platform/documents/zip-dates.ts'

/** A piece of a Word document, in a few words; texts may hold fields: « {nom} ». */
export type Piece =
  | {
      readonly is: 'title' | 'heading' | 'subheading' | 'text' | 'strong' | 'small' | 'right' | 'field'
      readonly text: string
    }
  | {
      readonly is: 'table'
      readonly head: readonly string[]
      readonly rows: readonly (readonly string[])[]
      readonly widths: readonly number[]
    }
  | { readonly is: 'address'; readonly lines: readonly string[] }

export type Model = {
  readonly title: string
  readonly header: string
  readonly footer: string
  readonly pieces: readonly Piece[]
}

/** Writes a `.docx` of these pieces: styles, header, footer with page numbers, heads of tables repeated on each page. */
export function writeDocx(model: Model): Buffer {
  const zip = new PizZip()
  zip.file('[Content_Types].xml', HEAD + CONTENT_TYPES)
  zip.file(
    '_rels/.rels',
    `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${link(1, 'officeDocument', 'word/document.xml')}</Relationships>`,
  )
  zip.file(
    'word/_rels/document.xml.rels',
    `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${LINKS}</Relationships>`,
  )
  zip.file('word/document.xml', part('document', `<w:body>${model.pieces.map(drawn).join('')}${SECTION}</w:body>`))
  zip.file('word/header1.xml', part('hdr', paragraph('En-tte', run(model.header))))
  zip.file(
    'word/footer1.xml',
    part(
      'ftr',
      paragraph(
        'Pieddepage',
        `${run(`${model.footer} · page `)}${pageNumber('PAGE')}${run(' sur ')}${pageNumber('NUMPAGES')}`,
      ),
    ),
  )
  zip.file('word/styles.xml', part('styles', STYLES))
  zip.file('word/settings.xml', part('settings', '<w:themeFontLang w:val="fr-FR"/>'))
  return fixZipDates(zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' }))
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const OFFICE = 'http://schemas.openxmlformats.org'
const PACKAGE = `${OFFICE}/package/2006`
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml'

const CONTENT_TYPES =
  `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
  `<Default Extension="xml" ContentType="application/xml"/>${[
    ['document', 'document.main'],
    ['styles', 'styles'],
    ['settings', 'settings'],
    ['header1', 'header'],
    ['footer1', 'footer'],
  ]
    .map(([name, type]) => `<Override PartName="/word/${name}.xml" ContentType="${WORD}.${type}+xml"/>`)
    .join('')}</Types>`

const LINKS = ['styles', 'settings', 'header', 'footer']
  .map((kind, at) => link(at + 1, kind, kind === 'header' || kind === 'footer' ? `${kind}1.xml` : `${kind}.xml`))
  .join('')

function link(rank: number, kind: string, target: string): string {
  return `<Relationship Id="rId${rank}" Type="${OFFICE}/officeDocument/2006/relationships/${kind}" Target="${target}"/>`
}

function part(name: string, inside: string): string {
  const spaces = `xmlns:w="${OFFICE}/wordprocessingml/2006/main" xmlns:r="${OFFICE}/officeDocument/2006/relationships"`
  return `${HEAD}<w:${name} ${spaces}>${inside}</w:${name}>`
}

// A4, 25 mm around; measures are in twentieths of a point.
const SECTION =
  '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:footerReference w:type="default" r:id="rId4"/>' +
  '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr>'

const STYLE_OF = {
  title: 'Titre',
  heading: 'Titre1',
  subheading: 'Titre2',
  text: 'Normal',
  strong: 'Normal',
  small: 'Petit',
  right: 'Droite',
  field: 'Normal',
} as const

function drawn(piece: Piece): string {
  if (piece.is === 'table') return table(piece)
  if (piece.is === 'address') return address(piece.lines)
  return paragraph(STYLE_OF[piece.is], run(piece.text, piece.is === 'strong'))
}

function paragraph(style: string, inside: string, spacing = ''): string {
  return `<w:p><w:pPr><w:pStyle w:val="${style}"/>${spacing}</w:pPr>${inside}</w:p>`
}

// In the window of a long envelope, which nothing else comes near: from 48 to 79 mm from the top (NF Z 10-011).
function address(lines: readonly string[]): string {
  const room = (at: number) =>
    at === 0 ? '<w:spacing w:before="1480"/>' : at === lines.length - 1 ? '<w:spacing w:after="1300"/>' : ''
  return lines.map((line, at) => paragraph('Adresse', run(line), room(at))).join('')
}

function run(text: string, isStrong = false): string {
  return `<w:r>${isStrong ? '<w:rPr><w:b/></w:rPr>' : ''}<w:t xml:space="preserve">${encoded(text)}</w:t></w:r>`
}

function pageNumber(field: string): string {
  return `<w:fldSimple w:instr=" ${field} "><w:r><w:t>1</w:t></w:r></w:fldSimple>`
}

function table({ head, rows, widths }: Extract<Piece, { is: 'table' }>): string {
  const lines = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(
    (side) => `<w:${side} w:val="single" w:sz="4" w:color="8A8578"/>`,
  )
  const cell = (text: string, at: number, isHead: boolean) =>
    `<w:tc><w:tcPr><w:tcW w:w="${widths[at]}" w:type="dxa"/>${isHead ? '<w:shd w:val="clear" w:fill="EFEBE1"/>' : ''}</w:tcPr>${paragraph('Tableau', run(text, isHead))}</w:tc>`
  const row = (texts: readonly string[], isHead: boolean) =>
    `<w:tr><w:trPr><w:cantSplit/>${isHead ? '<w:tblHeader/>' : ''}</w:trPr>${texts.map((text, at) => cell(text, at, isHead)).join('')}</w:tr>`
  return (
    `<w:tbl><w:tblPr><w:tblW w:w="${widths.reduce((sum, each) => sum + each, 0)}" w:type="dxa"/><w:tblBorders>${lines.join('')}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblLook w:firstRow="1"/></w:tblPr>` +
    `<w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>${row(head, true)}${rows.map((texts) => row(texts, false)).join('')}</w:tbl>${paragraph('Normal', '')}`
  )
}

const STYLES =
  '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="22"/><w:lang w:val="fr-FR" w:eastAsia="fr-FR" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>' +
  '<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>' +
  style('Normal', 'Normal', '', '', true) +
  style('Titre', 'Title', '<w:spacing w:before="240" w:after="240"/>', '<w:b/><w:sz w:val="36"/>') +
  style(
    'Titre1',
    'heading 1',
    '<w:keepNext/><w:spacing w:before="320" w:after="120"/><w:outlineLvl w:val="0"/>',
    '<w:b/><w:sz w:val="28"/>',
  ) +
  style(
    'Titre2',
    'heading 2',
    '<w:keepNext/><w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="1"/>',
    '<w:b/><w:sz w:val="24"/>',
  ) +
  style('Petit', 'Petit', '', '<w:sz w:val="18"/>') +
  style('Droite', 'Droite', '<w:jc w:val="right"/>', '') +
  style(
    'Tableau',
    'Tableau',
    '<w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="auto"/>',
    '<w:sz w:val="18"/>',
  ) +
  // Right half of the page, where the window of an envelope shows it.
  style('Adresse', 'Adresse', '<w:spacing w:after="0"/><w:ind w:left="4820"/>', '') +
  style('En-tte', 'header', '<w:spacing w:after="0"/>', '<w:b/><w:sz w:val="20"/>') +
  style('Pieddepage', 'footer', '<w:spacing w:after="0"/>', '<w:sz w:val="18"/>')

function style(id: string, name: string, ofParagraph: string, ofRun: string, isDefault = false): string {
  return (
    `<w:style w:type="paragraph"${isDefault ? ' w:default="1"' : ''} w:styleId="${id}"><w:name w:val="${name}"/>${isDefault ? '' : '<w:basedOn w:val="Normal"/>'}<w:qFormat/>` +
    `<w:pPr>${ofParagraph}</w:pPr><w:rPr>${ofRun}</w:rPr></w:style>`
  )
}
