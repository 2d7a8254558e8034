import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Context } from '#platform/context'
import { testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { sheetsOf } from '../../commands/roll/index.ts'
import { groupedCode } from '../../sealed/evidence-code.ts'
import type { SealedPoll } from '../../sealed/poll.ts'
import * as store from '../../store/roll/index.ts'
import { voterBrowserOn } from '../../testing/browser.ts'
import { deskBrowser } from '../../testing/roll-desk.ts'
import { openPoll } from '../../testing/sealed-poll.ts'
import { voteSite } from '../../testing/site.ts'
import { codesOf } from './sheets.ts'

let database: TestDatabase
let context: Context
let poll: SealedPoll
let codes: string

beforeAll(async () => {
  database = await testDatabase()
  context = testContext(database)
  poll = (await openPoll(context)).poll
  codes = `/agents/scrutins/${poll.slug}/codes`
})
afterAll(() => database.drop())

const CLASS = { sorte: 'class', remis: 'Collège Jean-Moulin, 5e B', nombre: '3' }
const PUPIL = { nom: 'Petit', prenom: 'Léa', 'naissance-jour': '7', 'naissance-mois': '3', 'naissance-annee': '2012' }

test('only agents and administrators make codes', async () => {
  expect((await deskBrowser(context, 'resident').get(codes)).status).toBe(403)
  expect((await deskBrowser(context, 'agent').get(codes)).status).toBe(200)
})

test('an agent makes codes for a class, prints them, and nobody can print them again', async () => {
  const agent = deskBrowser(context, 'agent')
  await agent.get(codes)
  const made = await agent.send(codes, CLASS)
  expect(made).toMatchObject({ status: 303, location: `${codes}/lots/1` })
  const { html } = await agent.get(made.location!)
  expect(html).toContain('Collège Jean-Moulin, 5e B')
  const pdf = await agent.get(`${codes}/lots/1/feuilles.pdf`)
  expect(pdf.status).toBe(200)
  expect(pdf.html.startsWith('%PDF-')).toBe(true)
  expect(pdf.headers.get('Cache-Control')).toBe('no-store')

  await agent.get(`${codes}/lots/1`)
  expect((await agent.send(`${codes}/lots/1/imprime`)).status).toBe(303)
  expect((await agent.get(`${codes}/lots/1/feuilles.pdf`)).status).toBe(404)
  expect((await agent.get(`${codes}/lots/1`)).html).toContain('Personne ne peut plus les refaire')
})

test('what is missing is said beside its field, and nothing is made', async () => {
  const agent = deskBrowser(context, 'agent')
  await agent.get(codes)
  const before = (await store.listBatches(context.db, poll.id)).length
  const refused = await agent.send(codes, { remis: 'Foyer', nombre: '501' })
  expect(refused.status).toBe(422)
  expect(refused.html).toContain('Choisissez pour qui sont ces codes.')
  expect(refused.html).toContain('Écrivez un nombre de 1 à 500.')
  expect(refused.html).toContain('value="Foyer"')
  expect(await store.listBatches(context.db, poll.id)).toHaveLength(before)
})

test('a pupil types the code of their sheet; the teacher and the desk see that one was used, not whose', async () => {
  const { number, word, printed } = await batchOf(CLASS)
  const pupil = voterBrowserOn(voteSite(context))
  const typing = `/scrutins/${poll.slug}/voter/code/imprime`
  await pupil.get(`${typing}?debut=oui`)
  const entered = await pupil.send(typing, { ...PUPIL, code: groupedCode(printed[1]!) })
  // Who comes by the sheet has not chosen yet.
  expect(entered).toMatchObject({ status: 303, location: `/scrutins/${poll.slug}/voter` })

  const teacher = voterBrowserOn(voteSite(context))
  const led = `/scrutins/${poll.slug}/voter/lot`
  await teacher.get(led)
  expect((await teacher.send(led, { lot: String(number), mot: '00000000' })).html).toContain('ne vont pas ensemble')
  const seen = await teacher.send(led, { lot: String(number), mot: word })
  expect(seen.html).toMatch(/Utilisés<\/dt><dd[^>]*>1</)
  const agent = deskBrowser(context, 'agent')
  const one = await agent.get(`${codes}/lots/${number}`)
  expect(one.html).toMatch(/Pas encore utilisés<\/dt><dd[^>]*>2</)
  for (const { html } of [seen, one]) expect(html).not.toMatch(/Petit|Léa/)
})

test('a sheet that was found tells its batch; once withdrawn, its codes open nothing', async () => {
  const { number, printed } = await batchOf({ ...CLASS, remis: 'Foyer des Lilas', sorte: 'home' })
  const agent = deskBrowser(context, 'agent')
  await agent.get(codes)
  const found = await agent.send(`${codes}/chercher`, { code: groupedCode(printed[0]!).toLowerCase() })
  expect(found.location).toBe(`${codes}/lots/${number}?trouve=oui`)
  await agent.get(codes)
  const unknown = await agent.send(`${codes}/chercher`, { code: '2222 2222 2222' })
  expect(unknown.html).toContain('Aucun lot de ce vote n’a ce code.')

  await agent.get(`${codes}/lots/${number}`)
  expect((await agent.send(`${codes}/lots/${number}/retirer`, { raison: 'perdu' })).status).toBe(303)
  expect((await agent.get(`${codes}/lots/${number}`)).html).toContain('Perdu, retiré')
  const pupil = voterBrowserOn(voteSite(context))
  const typing = `/scrutins/${poll.slug}/voter/code/imprime`
  await pupil.get(typing)
  const refused = await pupil.send(typing, { ...PUPIL, prenom: 'Ana', code: printed[0]! })
  expect(refused.status).toBe(422)
  expect(refused.html).toContain('Ce code ne sert plus.')
})

test('the codes are in the sheets alone: no table, no line of the trail holds one', async () => {
  const { printed, number, word } = await batchOf(CLASS)
  const batch = (await store.findBatch(context.db, poll.id, number))!
  const told = { poll, batch, codes: printed, word, site: 'https://ess.exemple.fr', settings: context.settings }
  const sheets = codesOf({ ...told, date: '2026-03-02' as never })
  expect(sheets.codes.map(({ code }) => code.replaceAll(' ', ''))).toEqual(printed)
  expect(sheets.sheets.map(({ title }) => title)).toEqual([
    'Pour la personne qui distribue les codes',
    'Pour l’enfant',
    'Pour les parents',
  ])
  const dumped = await everyRow()
  expect(dumped).toContain('Collège Jean-Moulin')
  for (const code of printed) expect(dumped).not.toContain(code)
})

async function batchOf(fields: Readonly<Record<string, string>>) {
  const agent = deskBrowser(context, 'agent')
  await agent.get(codes)
  const made = await agent.send(codes, fields)
  const number = Number(made.location?.split('/').at(-1))
  const batch = (await store.findBatch(context.db, poll.id, number))!
  const { word, codes: printed } = sheetsOf(context, batch)!
  return { number, word, printed }
}

async function everyRow(): Promise<string> {
  const tables = ['code_batch', 'voting_code', 'audit_entry', 'submission', 'voter_pass'] as const
  const rows = await Promise.all(
    tables.map((table) =>
      database.owner
        .selectFrom(table as 'code_batch')
        .selectAll()
        .execute(),
    ),
  )
  return JSON.stringify(rows, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))
}
