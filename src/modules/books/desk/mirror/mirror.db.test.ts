import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { FINANCE, lineOf, openWorld, vote } from '../../commands/budget/world.testing.ts'
import * as store from '../../store/mirror/index.ts'
import { browserOf, plain } from '../browser.testing.ts'
import { mirrorDesk } from './index.tsx'

const PATH = '/agents/budget/miroir'
const HEADERS = 'Type;Exercice;Numéro;Ligne;Montant;Date;SIRET;Libellé'
const FRAME = {
  ...{ serviceName: 'Filigrane', territoryName: 'Essai', watermark: '', navigation: [] },
  assets: { stylesheet: '', fonts: [] },
  footer: { mention: '', columns: [] },
}
let database: TestDatabase
let cleo: ReturnType<typeof browserOf>

beforeAll(async () => {
  database = await testDatabase()
  let seconds = 0
  const { context } = await openWorld(database, () => new Date(Date.UTC(2026, 2, 2, 9, 0, seconds++)))
  const lineId = await lineOf(context, { code: 'F-1', label: 'Comptoirs' })
  await vote(context, 'bp', [[lineId, 1000]])
  cleo = browserOf(mirrorDesk(context, FRAME), FINANCE, 'finance-agent')
})
afterAll(() => database.drop())

test('a file that is no table, or none at all, is refused with what to do', async () => {
  const none = await cleo.send(PATH, PATH, {})
  expect([none.status, plain(await none.text())]).toEqual([422, expect.stringContaining('fichier')])
  const picture = await cleo.send(PATH, PATH, { fichier: new File(['\0\0PNG'], 'image.csv') })
  expect(picture.status).toBe(422)
  const large = await cleo.send(PATH, PATH, { fichier: new File(['a;b\n'.repeat(1_000_001)], 'grand.csv') })
  expect([large.status, plain(await large.text())]).toEqual([422, expect.stringContaining('4 Mo')])
  expect(await store.listImports(database.db, 9)).toEqual([])
})

test('columns that say nothing of the amount are refused, and the choice that was typed stays', async () => {
  const page = await sent([`Mandat;2026;M0;F-1;10,00;02/03/2026;;`])
  const wrong = await cleo.send(page, `${page}/colonnes`, { 'colonne-reference': 'Numéro', nom: 'Mon outil' })
  const html = plain(await wrong.text())
  expect(wrong.status).toBe(422)
  expect(html).toContain('value="Mon outil"')
  const year = await cleo.send(page, `${page}/colonnes`, { ...(await chosen(page)), 'exercice-fixe': 'deux mille' })
  expect([year.status, plain(await year.text())]).toEqual([422, expect.stringContaining('Écrivez une année')])
  const aside = await cleo.send(page, `${page}/ecarter`, {})
  expect(aside.status).toBe(303)
})

test('lines that cannot be read are refused one by one with their reason, the others are kept', async () => {
  const page = await sent([
    'Mandat;2026;M1;F-1;10,00;02/03/2026;;Achat',
    'Mandat;2026;M1;F-1;11,00;02/03/2026;;Deux fois',
    'Mandat;2026;M2;nulle;10,00;02/03/2026;;',
    'Mandat;2026;M3;F-1;dix;02/03/2026;;',
    'Mandat;2026;M4;F-1;5,00;31/02/2026;;',
    'Mandat;2026;M5;F-1;5,00;02/03/2026;9,99E+13;',
  ])
  expect((await cleo.send(page, `${page}/colonnes`, await chosen(page))).status).toBe(303)
  const html = plain(await cleo.open(`${page}?sorte=refused`))
  for (const reason of ['déjà plus haut', 'pas dans le budget', 'façon douteuse', 'date ne se lit pas'])
    expect(html).toContain(reason)
  expect((await store.findImport(database.db, page.slice(PATH.length + 1)))?.counts).toEqual({
    ...{ new: 1, same: 0, different: 0, refused: 5 },
  })
  expect((await cleo.send(page, `${page}/accepter`, {})).status).toBe(303)
})

test('a form sent twice acts once, and a reading that was settled is not accepted again', async () => {
  const page = await sent(['Mandat;2026;M9;F-1;20,00;02/03/2026;;'])
  await cleo.send(page, `${page}/colonnes`, await chosen(page))
  const keys = await cleo.hidden(page, `${page}/accepter`)
  const before = (await store.listImports(database.db, 9)).length
  const [first, second] = [await cleo.post(`${page}/accepter`, keys), await cleo.post(`${page}/accepter`, keys)]
  expect([first.status, second.status]).toEqual([303, 303])
  expect((await store.listImports(database.db, 9)).length).toBe(before)
  const { envoi: _key, ...others } = keys
  const again = await cleo.post(`${page}/accepter`, { ...others, envoi: 'A'.repeat(32) })
  expect([again.status, plain(await again.text())]).toEqual([422, expect.stringContaining('déjà été acceptée')])
  const stale = await cleo.post(`${page}/accepter`, { ...keys, jeton: 'faux' })
  expect(stale.status).toBe(422)
})

test('two readings made at the same time: the second is read again before it is accepted', async () => {
  const [one, two] = [
    await sent(['Mandat;2026;M20;F-1;1,00;02/03/2026;;']),
    await sent(['Mandat;2026;M20;F-1;2,00;02/03/2026;;']),
  ]
  for (const page of [one, two]) await cleo.send(page, `${page}/colonnes`, await chosen(page))
  expect((await cleo.send(one, `${one}/accepter`, {})).status).toBe(303)
  const late = await cleo.send(two, `${two}/accepter`, {})
  expect(late.status).toBe(422)
})

async function sent(lines: readonly string[]): Promise<string> {
  const file = new File([[HEADERS, ...lines].join('\r\n')], 'export.csv')
  const answer = await cleo.send(PATH, PATH, { fichier: file })
  expect(answer.status).toBe(303)
  return answer.headers.get('Location')!
}

/** The columns as the page proposes them. */
async function chosen(page: string): Promise<Record<string, string>> {
  const html = await cleo.open(page)
  const selects = [...html.matchAll(/<select[^>]*name="(colonne-[^"]+)"[^>]*>(.*?)<\/select>/gs)]
  const picked = selects.map(([, name, options]) => {
    const option = /<option[^>]*selected[^>]*>/.exec(options!)?.[0] ?? ''
    return [name!, /value="([^"]*)"/.exec(option)?.[1] ?? ''] as const
  })
  return Object.fromEntries(picked)
}
