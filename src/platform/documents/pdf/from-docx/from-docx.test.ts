import fc from 'fast-check'
import PizZip from 'pizzip'
import { describe, expect, test } from 'vitest'
import { cents } from '#kernel/money'
import { type Piece, writeDocx } from '../../../../../tools/document-models/word.ts'
import { exampleOf } from '../../data.ts'
import { DELIVERED_KINDS, REPORT } from '../../kinds.ts'
import { checkTemplate, fillTemplate, finishDocx } from '../../make.ts'
import { readTemplate } from '../../template/check.ts'
import { sentenceOfTemplateFault, type TemplateFaultName, wordsOfPlace } from '../../template/faults.ts'
import { findTemplate } from '../../templates.ts'
import { runningOfPdf, structureOfPdf, textOfPdf, withoutSpaces } from '../../testing/index.ts'
import { finish } from '../finish.ts'

const PROPERTIES = { title: 'Rapport n° 1', author: 'Pas-de-Calais', date: '2026-05-20' }

/** The words of a document of Word, in their order, without spaces; the last number of a page it was shown on is not one. */
function wordsOfDocx(docx: Uint8Array, file = 'word/document.xml'): string {
  const xml = new PizZip(Buffer.from(docx)).file(file)!.asText()
  const printed = xml.replace(/<w:fldSimple[\s\S]*?<\/w:fldSimple>/g, '')
  const words = [...printed.matchAll(/<w:t\b[^>]*>([^<]*)</g)].map(([, each]) => each).join('')
  return withoutSpaces(
    words.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
  )
}

async function pdfOf(docx: Uint8Array): Promise<Uint8Array> {
  const { verdict, document } = await finish({ work: 'finish', docx, properties: PROPERTIES, mark: null })
  expect(verdict.faults).toEqual([])
  return document!
}

const paragraph = (inside: string, properties = '') => `<w:p><w:pPr>${properties}</w:pPr>${inside}</w:p>`
const run = (words: string, properties = '') =>
  `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${words}</w:t></w:r>`
const styled = (style: string, words: string) => paragraph(run(words), `<w:pStyle w:val="${style}"/>`)

/** A document of Word of that text, with more parts. */
function docx(inside: string, parts: Readonly<Record<string, string | Buffer>> = {}): Buffer {
  const pieces: readonly Piece[] = [{ is: 'text', text: 'ICI' }]
  const zip = new PizZip(writeDocx({ title: 'Essai', header: 'En-tête', footer: 'Pied', pieces }))
  const xml = zip.file('word/document.xml')!.asText()
  zip.file(
    'word/document.xml',
    xml
      .replace(/<w:p>(?:(?!<w:p>)[\s\S])*ICI[\s\S]*?<\/w:p>/, () => inside)
      .replace('<w:document ', `<w:document ${SPACES} `),
  )
  for (const [name, content] of Object.entries(parts)) zip.file(name, content)
  return zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' })
}

const SPACES =
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const PICTURE_PARTS = {
  'word/media/image1.png': PIXEL,
  'word/_rels/document.xml.rels':
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="p1" Type="http://x/image" Target="media/image1.png"/><Relationship Id="l1" Type="http://x/hyperlink" Target="https://example.org" TargetMode="External"/></Relationships>',
}
const picture = (about: string) =>
  `<w:r><w:drawing><wp:inline><wp:extent cx="1270000" cy="635000"/><wp:docPr id="1" name="x" ${about}/><a:graphic><a:blip r:embed="p1"/></a:graphic></wp:inline></w:drawing></w:r>`

const NUMBERING = {
  'word/numbering.xml': `<w:numbering xmlns:w="x"><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Article %1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num></w:numbering>`,
}
const item = (words: string, list: number, level = 0) =>
  paragraph(run(words), `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>`)

describe('the PDF says what the document says', () => {
  test.each(DELIVERED_KINDS)('$label, with 51 beneficiaries: the same words in the same order', async (kind) => {
    const example = exampleOf(kind)
    const lines = Array.from({ length: 51 }, (_, at) => ({
      rang: at + 1,
      nom: `Œuvre & <Compagnie> n° ${at + 1}`,
      siret: `000 000 000 ${String(at).padStart(5, '0')}`,
      commune: 'Łódź-sur-Lys',
      objet: 'Un jardin\npartagé',
      montant_propose: cents(BigInt(100_000 + at * 5_050)),
    }))
    const data = 'beneficiaires' in kind.fields ? { ...example, beneficiaires: lines } : example
    const filled = await fillTemplate((await findTemplate(kind, null))!, kind, data, PROPERTIES)
    if (!filled.ok) throw new Error('filled')
    const pdf = await pdfOf(filled.value)
    expect(textOfPdf(pdf)).toBe(wordsOfDocx(filled.value))
    for (const running of runningOfPdf(pdf)) {
      expect(running).toContain(wordsOfDocx(filled.value, 'word/header1.xml'))
      expect(running).toMatch(/page\d+sur\d+/)
    }
    expect(runningOfPdf(pdf).length).toBe('beneficiaires' in kind.fields ? 3 : 1)
  })

  test('bold, italics, breaks, links, joined cells, pictures, pages across: nothing is left out', async () => {
    const cell = (words: string, properties = '') =>
      `<w:tc><w:tcPr>${properties}</w:tcPr>${styled('Tableau', words)}</w:tc>`
    const head = '<w:trPr><w:tblHeader/></w:trPr>'
    const table = `<w:tbl><w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="3000"/><w:gridCol w:w="3000"/></w:tblGrid><w:tr>${head}${cell('Tête large', '<w:gridSpan w:val="2"/>')}${cell('Tête')}</w:tr><w:tr>${cell('Sur deux lignes', '<w:vMerge w:val="restart"/>')}${cell('b1')}${cell('c1')}</w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>${cell('b2')}${cell('c2')}</w:tr></w:tbl>`
    const across =
      '<w:p><w:pPr><w:sectPr><w:pgSz w:w="16838" w:h="11906"/><w:pgMar w:top="1000" w:right="1000" w:bottom="1000" w:left="1000"/></w:sectPr></w:pPr></w:p>'
    const document = docx(
      [
        styled('Titre', 'Un titre'),
        paragraph(
          `${run('Gras', '<w:b/>')}${run(' italique', '<w:i/>')}${run(' souligné 1', '<w:u w:val="single"/>')}${run('er', '<w:vertAlign w:val="superscript"/>')}<w:r><w:tab/><w:t>suite</w:t><w:br/><w:t>ligne</w:t><w:br w:type="page"/><w:t>page</w:t></w:r>`,
        ),
        across,
        item('Un', 1),
        item('Petit un', 1, 1),
        item('Petit deux', 1, 1),
        item('Deux', 1),
        item('Point', 2),
        table,
        paragraph(
          `<w:hyperlink r:id="l1">${run('un lien')}</w:hyperlink>${picture('descr="Le plan du jardin"')}<w:sdt><w:sdtContent>${run(' contrôle')}</w:sdtContent></w:sdt>`,
        ),
      ].join(''),
      { ...NUMBERING, ...PICTURE_PARTS },
    )
    const pdf = await pdfOf(document)
    const labels = ['Article1.', 'a)', 'b)', 'Article2.', '•']
    let printed = textOfPdf(pdf)
    for (const label of labels) {
      expect(printed).toContain(label)
      printed = printed.replace(label, '')
    }
    expect(printed).toBe(wordsOfDocx(document))
    const kinds = structureOfPdf(pdf)
    expect(kinds.filter((kind) => /^(H1|L|Table|Figure|Link)$/.test(kind))).toEqual([
      'H1',
      'L',
      'L',
      'L',
      'Table',
      'Link',
      'Figure',
    ])
    expect(kinds.filter((kind) => kind === 'TH')).toHaveLength(2)
    expect(kinds.filter((kind) => kind === 'TD')).toHaveLength(5)
    const file = Buffer.from(pdf).toString('latin1')
    expect([...file.matchAll(/\/MediaBox \[0 0 ([\d.]+)/g)].map(([, width]) => width)).toEqual([
      '841.9',
      '841.9',
      '595.3',
    ])
    expect(file).toContain('(Le plan du jardin)')
    expect(file).toContain('https://example.org')
    expect(file).toMatch(/<pdfuaid:part>1<\/pdfuaid:part>/)
    expect(file).toContain('AtkinsonHyperlegibleNext-Italic')
  })

  test('whatever pieces it is made of, its words are all there and its headings go down one by one', async () => {
    const words = fc.constantFrom('Un jardin', 'l’été à Aire', '4\u202f500\u00a0€', '« oui »', 'a & b')
    const piece = fc.oneof(
      fc.tuple(fc.constantFrom('Titre', 'Titre1', 'Titre2', 'Normal', 'Droite'), words).map((told) => styled(...told)),
      fc
        .tuple(words, fc.constantFrom(1, 2), fc.constantFrom(0, 1))
        .map((told) => item(told[0], told[1], told[1] === 2 ? 0 : told[2])),
      fc.array(words, { minLength: 1, maxLength: 3 }).map((cells) => {
        const grid = `<w:tblGrid>${cells.map(() => '<w:gridCol w:w="2000"/>').join('')}</w:tblGrid>`
        return `<w:tbl>${grid}<w:tr>${cells.map((each) => `<w:tc>${styled('Normal', each)}</w:tc>`).join('')}</w:tr></w:tbl>`
      }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 8 }), async (pieces) => {
        const document = docx(pieces.join('').replaceAll('&', '&amp;'), NUMBERING)
        const pdf = await pdfOf(document)
        const labels = /Article\d+\.|[a-h]\)|•/g
        expect(textOfPdf(pdf).replace(labels, '')).toBe(wordsOfDocx(document))
        const levels = structureOfPdf(pdf).flatMap((kind) => (/^H\d$/.test(kind) ? [Number(kind[1])] : []))
        for (const [at, level] of levels.entries()) expect(level).toBeLessThanOrEqual((levels[at - 1] ?? 0) + 1)
      }),
      { numRuns: 25 },
    )
  })

  test('made again it has the same bytes, and another word gives others', async () => {
    const [one, again, other] = await Promise.all(
      ['a', 'a', 'b'].map(async (words) => await finishDocx(docx(styled('Normal', words)), PROPERTIES)),
    )
    expect(one).toMatchObject({ ok: true })
    expect(one).toEqual(again)
    expect(one).not.toEqual(other)
  })
})

const shape = '<w:r><w:pict><v:shape/></w:pict></w:r>'
const field = (instruction: string) => `<w:fldSimple w:instr=" ${instruction} ">${run('x')}</w:fldSimple>`
const cutField =
  '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>DA</w:instrText><w:instrText>TE</w:instrText><w:fldChar w:fldCharType="end"/></w:r>'

const LOST: readonly (readonly [what: string, inside: string, fault: TemplateFaultName])[] = [
  ['a text box', paragraph(`${run('Ici')}<w:r><mc:AlternateContent/></w:r>`), 'floating-shape'],
  ['a drawing of old', paragraph(run('Ici') + shape), 'floating-shape'],
  ['a frame', paragraph(run('Ici'), '<w:framePr/>'), 'floating-shape'],
  ['a picture that floats', paragraph(`${run('Ici')}<w:r><w:drawing><wp:anchor/></w:drawing></w:r>`), 'floating-shape'],
  ['a field Word computes', paragraph(run('Ici') + field('DATE')), 'live-field'],
  ['the same cut in runs', paragraph(run('Ici') + cutField), 'live-field'],
  ['a note', paragraph(`${run('Ici')}<w:r><w:footnoteReference w:id="1"/></w:r>`), 'note'],
  ['a formula', paragraph(`${run('Ici')}<m:oMath><m:r/></m:oMath>`), 'formula'],
  ['a picture without words', paragraph(run('Ici') + picture('descr=" "')), 'picture-without-words'],
  [
    'a picture of nothing',
    paragraph(run('Ici') + picture('descr="x"').replace('p1', 'p2')),
    'picture-of-another-format',
  ],
  ['hidden words', paragraph(run('Ici') + run('caché', '<w:vanish/>')), 'hidden-words'],
  [
    'a sign of another face',
    paragraph(`${run('Ici')}<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>`),
    'sign-of-another-face',
  ],
  ['a box to tick', paragraph(run('Ici ☐')), 'sign-of-another-face'],
  ['a column that ends', paragraph(`${run('Ici')}<w:r><w:br w:type="column"/></w:r>`), 'several-columns'],
  ['two columns', paragraph(run('Ici'), '<w:sectPr><w:cols w:num="2"/></w:sectPr>'), 'several-columns'],
  ['a heading without the one above', styled('Titre2', 'Ici'), 'heading-skipped'],
  ['something we do not know', paragraph(`${run('Ici')}<w:ruby/>`), 'not-carried'],
]

describe('what could not be in the PDF is told when the model is put in, with its place', () => {
  test.each(LOST)('%s', async (_, inside, name) => {
    const { faults } = await readTemplate(docx(inside, PICTURE_PARTS), REPORT)
    expect(faults.map((fault) => fault.name)).toEqual([name])
    expect(wordsOfPlace(faults[0]!.place!)).toContain('Ici')
    expect(sentenceOfTemplateFault(faults[0]!)).toMatch(/[.]$/)
  })

  test('in a table, the row and the column are told; in a footer, the footer', async () => {
    const table = `<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc>${paragraph(run('Ici') + shape)}</w:tc></w:tr></w:tbl>`
    const { faults } = await readTemplate(docx(table), REPORT)
    expect(wordsOfPlace(faults[0]!.place!)).toBe(
      'Dans le texte, dans un tableau, ligne 1, colonne 2\u00a0: «\u00a0Ici\u00a0»',
    )
    const foot = docx(styled('Normal', 'x'), {
      'word/footer1.xml': `<w:ftr xmlns:w="x">${paragraph(run('Pied') + shape)}</w:ftr>`,
    })
    expect((await readTemplate(foot, REPORT)).faults[0]!.place).toMatchObject({ part: 'footer', around: 'Pied' })
  })

  test('a picture the composer cannot read is told too, and one that decorates needs no words', async () => {
    const broken = docx(paragraph(picture('descr="x"')), { ...PICTURE_PARTS, 'word/media/image1.png': 'not a picture' })
    expect(await checkTemplate(broken, REPORT)).toMatchObject({
      ok: false,
      refusal: [{ name: 'refused-by-the-composer' }],
    })
    const decorated = picture('').replace(
      '/><a:graphic>',
      '><a:extLst><a:ext><adec:decorative val="1"/></a:ext></a:extLst></wp:docPr><a:graphic>',
    )
    expect((await readTemplate(docx(paragraph(decorated), PICTURE_PARTS), REPORT)).faults).toEqual([])
  })

  test('a document that holds it all the same gives no PDF rather than another text', async () => {
    const made = await finishDocx(docx(paragraph(run('Ici') + shape)), PROPERTIES)
    expect(made).toMatchObject({ ok: false, refusal: [{ name: 'floating-shape' }] })
  })
})

test('a heading that a condition left out leaves no hole: those under it come up', async () => {
  const kinds = structureOfPdf(await pdfOf(docx(styled('Titre', 'A') + styled('Titre2', 'B') + styled('Titre1', 'C'))))
  expect(kinds.filter((kind) => /^H\d$/.test(kind))).toEqual(['H1', 'H2', 'H2'])
})
