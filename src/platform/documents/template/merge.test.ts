import PizZip from 'pizzip'
import { expect, test } from 'vitest'
import { exampleOf, fillTemplate, findTemplate, finishDocx, REPORT } from '../index.ts'

const PROPERTIES = { title: 'RAP-2026-0001', author: 'Territoire d’essai', date: '2026-03-02' } as const
/** One text of everything somebody may type: what is no XML, tags of models, marks of the composer, letters of elsewhere. */
const HOSTILE = [
  '\ufffe\uffff\u000b\u0001',
  '<w:t>&amp;{titre}{#boucle}{/}',
  '#panic() $ \\ ] } [ @ref <label> `raw`',
  'W'.repeat(2_000),
  'שלום عربي 👩\u200d🌾 \u202egnp.exe',
].join(' ')

test('whatever the words of a decision are, its draft opens in Word and its PDF is made; no tag in them is filled', async () => {
  const model = (await findTemplate(REPORT, null))!
  const example = exampleOf(REPORT)
  const rows = example.beneficiaires as readonly Record<string, string>[]
  const beneficiaires = rows.map((row) => ({ ...row, nom: HOSTILE, objet: HOSTILE, motif_ecart: HOSTILE }))
  const draft = await fillTemplate(model, REPORT, { ...example, beneficiaires }, PROPERTIES)
  expect(draft.ok).toBe(true)
  if (!draft.ok) return
  const text = new PizZip(draft.value).file('word/document.xml')!.asText()
  expect(text).not.toMatch(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u)
  expect(text).toContain('{titre}{#boucle}')
  expect((await finishDocx(draft.value, PROPERTIES)).ok).toBe(true)
})
