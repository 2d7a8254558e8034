import { expect, test } from 'vitest'
import { exampleOf, fillTemplate, finishDocx, findTemplate, REPORT } from './index.ts'
import PizZip from 'pizzip'
import { DOMParser } from '@xmldom/xmldom'
const bad = ['\ufffe\uffff', '\ud800x', '#let x = 1 $ \\ ] } [ #panic()', 'W'.repeat(4000), 'שלום عربي', '👩‍👩‍👧‍👦 🌾', 'a\u000b\u0001b', '<w:t>&amp;{titre}{#boucle}', '\u2028\u2029', '\u202egnp.exe']
test.each(bad)('hostile %#', async (word) => {
  const bytes = (await findTemplate(REPORT, null))!
  const data = JSON.parse(JSON.stringify(exampleOf(REPORT), (_k, v) => typeof v === 'bigint' ? `B${v}` : v), (k, v) => typeof v === 'string' && /^B\d+$/.test(v) ? BigInt(v.slice(1)) : v)
  const set = (o: any) => { for (const k of Object.keys(o)) { if (k === 'nom' || k === 'objet' || k === 'titre' || k === 'motif_ecart') o[k] = word; else if (o[k] && typeof o[k] === 'object') set(o[k]) } }
  set(data)
  const made = await fillTemplate(bytes, REPORT, data, { title: word.slice(0, 100), author: word.slice(0, 100), date: '2026-03-02' })
  if (!made.ok) { console.log('REFUSED', JSON.stringify(made)); expect(made.ok).toBe(true); return }
  const zip = new PizZip(made.value)
  for (const name of Object.keys(zip.files).filter((n) => n.endsWith('.xml'))) {
    const errors: string[] = []
    const text = zip.file(name)!.asText()
    if (/[\ufffe\uffff\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(text)) errors.push('invalid char in ' + name)
    new DOMParser({ onError: (level: string, m: string) => { errors.push(level + m) } } as any).parseFromString(text, 'text/xml')
    expect(errors).toEqual([])
  }
  const t = Date.now()
  const pdf = await finishDocx(made.value, { title: word.slice(0, 100), author: word.slice(0, 100), date: '2026-03-02' } as any)
  console.log(JSON.stringify(word.slice(0, 20)), (pdf as any).ok, Date.now() - t, 'ms', (pdf as any).ok ? (pdf as any).value.length : JSON.stringify(pdf))
  expect((pdf as any).ok).toBe(true)
}, 60000)
