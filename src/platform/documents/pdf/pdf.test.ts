import { describe, expect, test } from 'vitest'
import { makePdf } from '../make.ts'
import { drawable } from './drawable.ts'
import type { Layout, LayoutData } from './layouts.ts'
import { SAMPLES } from './samples.testing.ts'

const LAYOUTS = Object.keys(SAMPLES) as readonly Layout[]

const made = new Map<Layout, Promise<string>>()

/** The composer leaves everything but pictures of pages uncompressed: the file is read as a text. */
function readPdf(layout: Layout): Promise<string> {
  const begun = made.get(layout) ?? compose(layout)
  made.set(layout, begun)
  return begun
}

async function compose<L extends Layout>(layout: L, data: LayoutData[L] = SAMPLES[layout]): Promise<string> {
  return Buffer.from(await makePdf(layout, data)).toString('latin1')
}

function objectsOf(pdf: string): ReadonlyMap<string, string> {
  return new Map([...pdf.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, id, text]) => [id!, text!]))
}

/** Kinds of the elements of the structure, in the order they are read. */
function structureOf(pdf: string): readonly string[] {
  const objects = objectsOf(pdf)
  const root = [...objects.values()].find((text) => text.includes('/Type /StructTreeRoot'))!
  return kidsOf(root).flatMap((id) => kindsUnder(objects, id))
}

function kindsUnder(objects: ReadonlyMap<string, string>, id: string): readonly string[] {
  const text = objects.get(id) ?? ''
  const kind = /\/S \/(\w+)/.exec(text)?.[1]
  return kind === undefined ? [] : [kind, ...kidsOf(text).flatMap((kid) => kindsUnder(objects, kid))]
}

function kidsOf(text: string): readonly string[] {
  const kids = /\/K \[([^\]]*)\]/.exec(text)?.[1] ?? ''
  return [...kids.matchAll(/(\d+) 0 R/g)].map(([, id]) => id!)
}

describe.each(LAYOUTS)('the layout « %s » gives a PDF everybody can read', (layout) => {
  test('it says it is PDF/UA-1, tagged, in French, and shows its title', async () => {
    const pdf = await readPdf(layout)
    expect(pdf).toMatch(/<pdfuaid:part>1<\/pdfuaid:part>/)
    expect(pdf).toMatch(/\/MarkInfo <<\s*\/Marked true/)
    expect(pdf).toMatch(/\/Lang \(fr-FR\)/)
    expect(pdf).toMatch(/\/DisplayDocTitle true/)
    expect(pdf).toMatch(/<dc:title>[\s\S]*Budget citoyen 2026/)
    expect(pdf).toMatch(/\/StructTreeRoot \d+ 0 R/)
  })

  test('every face is in the file, and ours are those used', async () => {
    const pdf = await readPdf(layout)
    const descriptors = [...objectsOf(pdf).values()].filter((text) => text.includes('/Type /FontDescriptor'))
    expect(descriptors.length).toBeGreaterThan(1)
    for (const each of descriptors) expect(each).toMatch(/\/FontFile[23]? \d+ 0 R/)
    expect(pdf).toContain('AtkinsonHyperlegibleNext')
    expect(pdf).toContain('BricolageGrotesque')
    expect(pdf.includes('Libertinus')).toBe(false)
  })

  test('its headings begin with a first and skip no level, and every picture has words in its place', async () => {
    const pdf = await readPdf(layout)
    const levels = structureOf(pdf).flatMap((kind) => (/^H\d$/.test(kind) ? [Number(kind[1])] : []))
    expect(levels[0]).toBe(1)
    for (const [at, level] of levels.entries()) expect(level).toBeLessThanOrEqual((levels[at - 1] ?? 0) + 1)
    const figures = [...objectsOf(pdf).values()].filter((text) => /\/S \/Figure\b/.test(text))
    // A ballot paper shows no picture, not even a logo: nothing but the options.
    if (layout !== 'ballots') expect(figures.length).toBeGreaterThan(0)
    for (const each of figures) expect(each).toMatch(/\/Alt [(<]/)
  })

  test('made again it has the same bytes, and holds no other date than its own', async () => {
    expect((await compose(layout)) === (await readPdf(layout))).toBe(true)
    const dates = [...(await readPdf(layout)).matchAll(/D:(\d{8})/g)].map(([, day]) => day)
    expect(new Set(dates)).toEqual(new Set(['20260501']))
  })
})

test('a report is read in the order it is written: title, headings, table, picture, annex', async () => {
  const kinds = structureOf(await readPdf('report')).filter((kind) => /^(H\d|Table|Figure|L)$/.test(kind))
  expect(kinds).toEqual(['Figure', 'H1', 'H1', 'L', 'H2', 'Table', 'Figure', 'H1', 'Table'])
})

test('the head of a table is told from its lines', async () => {
  const kinds = structureOf(await readPdf('list'))
  expect(kinds.filter((kind) => kind === 'TH')).toHaveLength(4)
  expect(kinds.filter((kind) => kind === 'TR')).toHaveLength(1 + 12 + 1)
})

test('a name in letters no face has is composed with question marks, never refused', async () => {
  const letter = SAMPLES.letter.letters[0]!
  const pdf = await compose('letter', { ...SAMPLES.letter, letters: [{ ...letter, subject: '漢字 😀 é \u202e abc' }] })
  expect(pdf).toContain('/StructTreeRoot')
  expect(drawable('漢字 😀 e\u0301 \u202eabc Łódź Ελλάδα Київ')).toBe('?? ? é abc Łódź Ελλάδα Київ')
})

test('every character that is let through is drawn by a face', async () => {
  const all = Array.from({ length: 0x2600 - 0x20 }, (_, at) => String.fromCodePoint(at + 0x20))
  const text = all.filter((each) => !/[\p{Cc}\p{Cn}]/u.test(each) && drawable(each) === each).join(' ')
  const pdf = await compose('certificate', { ...SAMPLES.certificate, body: [{ type: 'paragraph', text }] })
  expect(pdf).toContain('/StructTreeRoot')
})
