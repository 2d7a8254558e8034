import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import PizZip from 'pizzip'
import { describe, expect, test } from 'vitest'
import { modelsOf } from '../../../../tools/document-models/models.ts'
import { type Piece, writeDocx } from '../../../../tools/document-models/word.ts'
import { PLACES } from '../../../../tools/document-models.ts'
import { exampleOf } from '../data.ts'
import { DELIVERED_KINDS, REPORT } from '../kinds.ts'
import { checkTemplate, fillTemplate } from '../make.ts'
import { findTemplate } from '../templates.ts'
import { readTemplate } from './check.ts'
import { sentenceOfTemplateFault, type TemplateFaultName, wordsOfPlace } from './faults.ts'
import { readXml } from './xml.ts'

const ROOT = join(import.meta.dirname, '../../../..')
const PROPERTIES = { title: 'Rapport n° 1 <essai>', author: 'Pas-de-Calais', date: '2026-05-20' }

function model(pieces: readonly Piece[], footer = 'Pied'): Buffer {
  return writeDocx({ title: 'Essai', header: 'En-tête', footer, pieces })
}

const text = (words: string): Piece => ({ is: 'text', text: words })
const table = (...cells: readonly string[]): Piece => ({
  is: 'table',
  head: cells.map(() => 'Tête'),
  rows: [cells],
  widths: cells.map(() => 2000),
})

/** The words of a filled document, all its runs joined. */
function wordsOf(docx: Uint8Array, file = 'word/document.xml'): string {
  const xml = new PizZip(Buffer.from(docx)).file(file)!.asText()
  return [...xml.matchAll(/<w:t\b[^>]*>([^<]*)<|<(w:p)\b/g)].map(([, words, end]) => (end ? '\n' : words)).join('')
}

type Case = readonly [what: string, pieces: readonly Piece[], fault: TemplateFaultName, nearest: string | null]

const CASES: readonly Case[] = [
  ['a misspelt field', [text('Total : {total_propsoé}')], 'unknown-field', '{total_propose}'],
  ['a field without its group', [text('Rapport {chrono}')], 'unknown-field', '{rapport.chrono}'],
  ['a field nobody knows', [text('{zzzzzzzzzzzz}')], 'unknown-field', null],
  [
    'a column outside its table',
    [text('{montant_propose}')],
    'outside-its-table',
    '{#beneficiaires} et {/beneficiaires}',
  ],
  ['a table printed as a text', [text('{beneficiaires}')], 'table-as-text', '{#beneficiaires} … {/beneficiaires}'],
  [
    'a condition printed as a text',
    [text('{a_des_deports}')],
    'condition-as-text',
    '{#a_des_deports} … {/a_des_deports}',
  ],
  ['a group printed as a text', [text('{seance}')], 'group-as-text', '{seance.date}'],
  ['a filter nobody knows', [text('{total_propose | en_letres}')], 'unknown-filter', '{total_propose | en_lettres}'],
  ['a filter of another type', [text('{total_propose | court}')], 'filter-of-another-type', null],
  ['a part never closed', [text('{#a_des_deports} oui')], 'unclosed-part', '{/a_des_deports}'],
  ['a part never opened', [text('oui {/a_des_deports}')], 'unopened-part', '{#a_des_deports}'],
  [
    'crossed parts',
    [text('{#a_des_deports}{#presentation}{/a_des_deports}{/presentation}')],
    'crossed-parts',
    '{/presentation}',
  ],
  [
    'a part that begins in a table',
    [table('{#beneficiaires}{nom}'), text('{/beneficiaires}')],
    'part-over-cells',
    null,
  ],
  ['a brace never closed', [text('Total : {total_propose euros')], 'unclosed-brace', null],
  ['a brace never opened', [text('Total : total_propose} euros')], 'unopened-brace', null],
  ['braces around nothing', [text('Total : {} euros')], 'empty-tag', null],
  ['words of the library that change its rules', [text('{=[[ ]]=}')], 'unknown-field', null],
  ['raw XML asked for', [text('{@presentation}')], 'unknown-field', '{presentation}'],
]

describe('a model is checked before it is used', () => {
  test.each(CASES)('%s is told, with its place', async (_, pieces, name, nearest) => {
    const { faults } = await readTemplate(model(pieces), REPORT)
    expect(faults[0]).toMatchObject({ name, nearest })
    expect(faults[0]!.place).not.toBeNull()
    expect(sentenceOfTemplateFault(faults[0]!)).toMatch(/[.?]$/)
  })

  test('a place is told as somebody finds it in Word: the part, the cell, the words around', async () => {
    const faulty = model(
      [text('Bonjour'), table('Nom', '{#beneficiaires}{nom} et {comune}{/beneficiaires}')],
      '{chrno}',
    )
    const { faults } = await readTemplate(faulty, REPORT)
    expect(faults.map(({ place }) => wordsOfPlace(place!))).toEqual([
      'Dans le texte, dans un tableau, ligne 2, colonne 2\u00a0: «\u00a0{#beneficiaires}{nom} et {comune}{/beneficiaires}\u00a0»',
      'Dans le pied de page\u00a0: «\u00a0{chrno} · page 1 sur 1\u00a0»',
    ])
    expect(faults.map((fault) => sentenceOfTemplateFault(fault))).toEqual([
      'Le champ {comune} n’existe pas. Vouliez-vous écrire {commune}\u00a0?',
      'Le champ {chrno} n’existe pas. Vouliez-vous écrire {rapport.chrono}\u00a0?',
    ])
  })

  test('a field that Word has cut in runs is read whole, and filled', async () => {
    const cut = withPart('word/document.xml', (xml) =>
      xml.replace('{presentation}', '{presen</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>tation}'),
    )(model([text('{presentation}')]))
    expect(await readTemplate(cut, REPORT)).toEqual({ faults: [], fields: ['presentation'] })
    const filled = await fillTemplate(cut, REPORT, { presentation: 'Voici & voilà' }, PROPERTIES)
    expect(filled.ok && wordsOf(filled.value)).toContain('Voici &amp; voilà')
  })

  test('changes and remarks left by colleagues are told', async () => {
    const followed = withPart('word/document.xml', (xml) =>
      xml.replace('<w:r><w:t', '<w:ins w:author="Mme X"><w:r><w:t').replace('</w:t></w:r>', '</w:t></w:r></w:ins>'),
    )(model([text('Bonjour')]))
    expect((await readTemplate(followed, REPORT)).faults[0]).toMatchObject({ name: 'has-tracked-changes' })
  })

  test('whatever stands between braces, it is accepted and filled, or told: nothing breaks', async () => {
    const word = fc.constantFrom(
      '{',
      '}',
      '#',
      '^',
      '/',
      '|',
      ' ',
      'nom',
      'total_propose',
      'beneficiaires',
      'seance.date',
      '@',
      '=',
      'a',
      '.',
      '\u00a0',
    )
    const models = fc.array(fc.array(word, { maxLength: 8 }), { maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(models, async (paragraphs) => {
        const { faults } = await readTemplate(model(paragraphs.map((words) => text(words.join('')))), REPORT)
        for (const fault of faults) expect(sentenceOfTemplateFault(fault)).not.toBe('')
      }),
      { numRuns: 60 },
    )
  })
})

function withPart(name: string, change: (xml: string) => string): (docx: Buffer) => Buffer {
  return (docx) => {
    const zip = new PizZip(docx)
    zip.file(name, change(zip.file(name)?.asText() ?? ''))
    return zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' })
  }
}

const link = (type: string, target: string, mode = 'External') =>
  withPart('word/_rels/document.xml.rels', (xml) =>
    xml.replace(
      '</Relationships>',
      `<Relationship Id="x" Type="http://x/${type}" Target="${target}" TargetMode="${mode}"/></Relationships>`,
    ),
  )

const GOOD = model([text('Bonjour')])
const body = (change: (xml: string) => string) => withPart('word/document.xml', change)

const HOSTILE: readonly (readonly [what: string, file: () => Buffer, fault: TemplateFaultName])[] = [
  ['a file without a byte', () => Buffer.alloc(0), 'empty'],
  ['a file of 50 MB', () => Buffer.alloc(50_000_000, 'PK\x03\x04'), 'too-big'],
  ['a PDF renamed', () => Buffer.from('%PDF-1.7 …'), 'not-a-docx'],
  ['a zip of something else', () => new PizZip().file('a.txt', 'a').generate({ type: 'nodebuffer' }), 'not-a-docx'],
  ['half a file', () => GOOD.subarray(0, GOOD.length / 2), 'unreadable'],
  [
    'a file with macros, renamed',
    () =>
      withPart('[Content_Types].xml', (xml) =>
        xml.replace('document.main+xml', 'x').replace('wordprocessingml.x', 'macroEnabled'),
      )(GOOD),
    'holds-a-program',
  ],
  ['a program in a part', () => withPart('word/vbaProject.bin', () => 'x')(GOOD), 'holds-a-program'],
  ['an object of another program', () => link('oleObject', 'embeddings/x.docx', 'Internal')(GOOD), 'holds-a-program'],
  ['a page from elsewhere', () => link('aFChunk', 'x.html', 'Internal')(GOOD), 'holds-a-program'],
  [
    'a template attached from elsewhere',
    () => link('attachedTemplate', 'https://evil.example/x.dotm')(GOOD),
    'fetches-from-elsewhere',
  ],
  ['a picture from elsewhere', () => link('image', 'http://evil.example/pixel.png')(GOOD), 'fetches-from-elsewhere'],
  ['a link to a file of the network', () => link('hyperlink', 'file://server/share')(GOOD), 'fetches-from-elsewhere'],
  [
    'an external entity',
    () => body((xml) => xml.replace('?>', '?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'))(GOOD),
    'fetches-from-elsewhere',
  ],
  [
    'a field that runs a program, its name cut',
    () =>
      body((xml) =>
        xml.replace(
          '<w:r>',
          '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>DDE</w:instrText><w:instrText>AUTO cmd</w:instrText></w:r><w:r>',
        ),
      )(GOOD),
    'fetches-from-elsewhere',
  ],
  ['XML that is not closed', () => body((xml) => xml.replace('</w:body>', ''))(GOOD), 'unreadable'],
  ['a name that climbs', () => withPart('../../etc/passwd', () => 'x')(GOOD), 'escapes-its-folder'],
  [
    'a part that unfolds beyond all measure',
    // By its table: nothing is unfolded to know it, here either.
    () => announcing(70_000_000, GOOD),
    'unfolds-too-large',
  ],
  ['sizes that lie', () => announcing(1, GOOD), 'unreadable'],
]

/** The table of the zip announces that size for each part. */
function announcing(size: number, docx: Buffer): Buffer {
  const bytes = Buffer.from(docx)
  for (let at = bytes.readUInt32LE(bytes.length - 6); bytes.readUInt32LE(at) === 0x02014b50; ) {
    bytes.writeUInt32LE(size, at + 24)
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return bytes
}

describe('a hostile file is refused, in words', () => {
  test.each(HOSTILE)('%s', async (_, file, name) => {
    const { faults } = await readTemplate(file(), REPORT)
    expect(faults.map((fault) => fault.name)).toEqual([name])
    expect(sentenceOfTemplateFault(faults[0]!)).toMatch(/\.$/)
  })

  test('in its child process too, and a link one clicks is welcome', async () => {
    expect(await checkTemplate(link('oleObject', 'x', 'Internal')(GOOD), REPORT)).toMatchObject({ ok: false })
    expect(await checkTemplate(link('hyperlink', 'https://example.org')(GOOD), REPORT)).toMatchObject({ ok: true })
  })
})

describe('a model is filled', () => {
  const data = {
    total_propose: 1_234_550n as never,
    presentation: 'Ligne 1\nLigne 2 {pas_un_champ} <b>',
    a_des_deports: false,
    date_document: '2026-05-01',
    beneficiaires: [1, 2, 3].map((rang) => ({ rang, nom: `Association ${rang}`, siret: rang === 2 ? null : '123' })),
  }

  test('amounts, dates, conditions and lines are written as French readers write them', async () => {
    const pieces = [
      text('{total_propose} soit {total_propose | en_lettres}, le {date_document}, {date_document | court}'),
      text('{#a_des_deports}Des déports{/a_des_deports}{^a_des_deports}Aucun déport{/a_des_deports}'),
      table('{#beneficiaires}{rang}', '{nom}{#siret} ({siret}){/siret}{/beneficiaires}'),
      text('{#deports}{elu}{/deports}{^deports}Personne ne sort.{/deports}'),
      text('{presentation}'),
    ]
    const filled = await fillTemplate(model(pieces, 'Le {date_document | mois}'), REPORT, data, PROPERTIES)
    const words = filled.ok ? wordsOf(filled.value) : ''
    expect(words).toContain(
      '12\u202f345,50\u00a0€ soit douze mille trois cent quarante-cinq euros et cinquante centimes, le 1er\u00a0mai 2026, 01/05/2026',
    )
    expect(words).toContain('\nAucun déport\n')
    expect(words).toContain('\n1\nAssociation 1 (123)\n2\nAssociation 2\n3\nAssociation 3 (123)\n')
    expect(words).toContain('\nPersonne ne sort.')
    // What somebody typed is never a field, nor XML.
    expect(words).toContain('Ligne 1Ligne 2 {pas_un_champ} &lt;b&gt;')
    expect(filled.ok && wordsOf(filled.value, 'word/footer1.xml')).toContain('Le mai 2026')
  })

  test('it opens, says its title and its language, and nothing of who wrote the model', async () => {
    const signed = withPart('docProps/core.xml', () => '<x>Mme Martin, poste 12</x>')(model([text('Bonjour')]))
    const filled = await fillTemplate(signed, REPORT, {}, PROPERTIES)
    if (!filled.ok) throw new Error('filled')
    const zip = new PizZip(Buffer.from(filled.value))
    for (const [name, part] of Object.entries(zip.files)) {
      if (/\.(xml|rels)$/.test(name)) expect([name, readXml(part.asText(), () => {})]).toEqual([name, true])
      expect(part.asText()).not.toContain('Martin')
    }
    const core = zip.file('docProps/core.xml')!.asText()
    expect(core).toContain('<dc:title>Rapport n° 1 &lt;essai&gt;</dc:title>')
    expect(core).toContain('<dc:language>fr-FR</dc:language>')
    expect(zip.file('word/styles.xml')!.asText()).toContain('<w:lang w:val="fr-FR"')
    expect(zip.file('[Content_Types].xml')!.asText()).toContain('PartName="/docProps/core.xml"')
    expect(zip.file('_rels/.rels')!.asText()).toContain('Target="docProps/core.xml"')
  })

  test('a brace in its title, in the name of the territory or in the title of the model is a brace, not a field', async () => {
    const named = withPart('docProps/core.xml', () => '<x>Modèle {du service</x>')(model([text('Bonjour')]))
    const filled = await fillTemplate(
      named,
      REPORT,
      {},
      { ...PROPERTIES, title: 'Aide {urgente', author: 'Pas-de-{Calais}' },
    )
    const core = filled.ok && new PizZip(Buffer.from(filled.value)).file('docProps/core.xml')!.asText()
    expect(core).toContain('<dc:title>Aide {urgente</dc:title><dc:creator>Pas-de-{Calais}</dc:creator>')
    expect(await checkTemplate(named, REPORT)).toMatchObject({ ok: true })
  })

  test('a document that speaks English by default is made to speak French', async () => {
    const english = withPart('word/styles.xml', (xml) => xml.replace('w:val="fr-FR"', 'w:val="en-US"'))(GOOD)
    const filled = await fillTemplate(english, REPORT, {}, PROPERTIES)
    const styles = filled.ok ? new PizZip(Buffer.from(filled.value)).file('word/styles.xml')!.asText() : ''
    expect(styles).toContain('<w:lang w:val="fr-FR"')
    expect(styles).not.toContain('en-US')
  })

  test('made again it has the same bytes, and other data gives others', async () => {
    const template = (await findTemplate(REPORT, null))!
    const [one, again, other] = await Promise.all([
      fillTemplate(template, REPORT, exampleOf(REPORT), PROPERTIES),
      fillTemplate(template, REPORT, exampleOf(REPORT), PROPERTIES),
      fillTemplate(template, REPORT, { ...exampleOf(REPORT), presentation: 'Autre' }, PROPERTIES),
    ])
    expect(one).toEqual(again)
    expect(one).not.toEqual(other)
  })

  test('a model of another kind is refused, not half filled', async () => {
    const filled = await fillTemplate(model([text('{inconnu}')]), REPORT, {}, PROPERTIES)
    expect(filled).toMatchObject({ ok: false, refusal: [{ name: 'unknown-field' }] })
  })
})

describe('the delivered models', () => {
  test.each(DELIVERED_KINDS)('$label: that of the territory and the neutral one are sound', async (kind) => {
    for (const { folder, manner } of PLACES) {
      const file = readFileSync(join(ROOT, folder, `${kind.id}.docx`))
      expect((await readTemplate(file, kind)).faults).toEqual([])
      expect(file.equals(writeDocx(modelsOf(manner)[kind.id]!))).toBe(true)
    }
  })

  test('a territory without its own has the neutral one', async () => {
    const own = await findTemplate(REPORT, join(ROOT, 'data/territory/pas-de-calais'))
    const neutral = await findTemplate(REPORT, join(ROOT, 'data/territory/elsewhere'))
    expect(neutral).toEqual(await findTemplate(REPORT, null))
    expect(neutral).not.toEqual(own)
    expect(await findTemplate({ ...REPORT, id: 'nothing.like-it' }, null)).toBeUndefined()
  })
})
