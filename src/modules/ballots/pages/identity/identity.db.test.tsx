import type { Hono } from 'hono'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Context } from '#platform/context'
import { testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { microCache } from '#platform/http'
import { contributions } from '../../../../modules.ts'
import { site } from '../../../../site.tsx'
import { issueBatch } from '../../commands/roll/index.ts'
import { printedCode } from '../../sealed/evidence-code.ts'
import * as store from '../../store/roll/index.ts'
import { type VoterBrowser, voterBrowserOn } from '../../testing/browser.ts'
import { type OpenedForTests, openPoll } from '../../testing/sealed-poll.ts'

const CHOOSE = '/scrutins/coups-de-coeur-2026/voter'
const IDENTITY = `${CHOOSE}/identite`
const CODE = `${CHOOSE}/code`
const PRINTED = `${CODE}/imprime`
const CONFIRM = `${CHOOSE}/confirmer`

const LEA = { nom: 'Petit', prenom: 'Léa', 'naissance-jour': '7', 'naissance-mois': '3', 'naissance-annee': '2012' }

let database: TestDatabase
let context: Context
let opened: OpenedForTests
let app: Hono
const logged: string[] = []

beforeAll(async () => {
  database = await testDatabase()
  context = testContext(database, { contributions })
  opened = await openPoll(context)
  app = siteOn(context)
})
afterAll(() => database.drop())

async function codeOf(address: string): Promise<string> {
  const mails = database.db.selectFrom('mail').select('paragraphs').where('recipient', '=', address)
  const text = JSON.stringify((await mails.executeTakeFirstOrThrow()).paragraphs)
  return /"code": ?"(\d\d \d\d \d\d)"/.exec(text)?.[1] ?? ''
}

async function asking(voter: VoterBrowser, fields: Readonly<Record<string, string>>) {
  await voter.get(IDENTITY)
  return voter.send(IDENTITY, fields)
}

test('without JavaScript: say who one is, receive a code, type it in pairs, confirm', async () => {
  const voter = voterBrowserOn(app)
  expect(await asking(voter, { ...LEA, adresse: 'lea@exemple.fr' })).toMatchObject({ status: 303, location: CODE })
  const { html } = await voter.get(CODE)
  expect(html).toContain('l…a@exemple.fr')
  expect(html).not.toContain('lea@exemple.fr')
  expect(await voter.send(CODE, { code: await codeOf('lea@exemple.fr') })).toMatchObject({
    status: 303,
    location: CONFIRM,
  })
  expect((await voter.get(CONFIRM)).html).toContain('Léa')
})

test('what is missing is said beside its field, and what was written stays', async () => {
  const { status, html } = await asking(voterBrowserOn(app), { prenom: 'Tom', adresse: 'tom' })
  expect(status).toBe(422)
  expect(html).toContain('Écrivez votre nom de naissance.')
  expect(html).toContain('Écrivez la date\u00a0: le jour, le mois et l’année.')
  expect(html).toContain('Cette adresse n’est pas complète.')
  expect(html).toContain('value="Tom"')
})

test('who is eleven on the day of the vote enters, who is ten is told kindly', async () => {
  const born = (day: string) => ({
    ...LEA,
    'naissance-jour': day,
    'naissance-annee': '2015',
    adresse: 'age@exemple.fr',
  })
  expect((await asking(voterBrowserOn(app), born('1'))).status).toBe(303)
  const { status, html } = await asking(voterBrowserOn(app), born('2'))
  expect(status).toBe(422)
  expect(html).toContain('il faut avoir 11')
})

test('a second fault shows who can help', async () => {
  const voter = voterBrowserOn(app)
  await asking(voter, { ...LEA, adresse: 'aide@exemple.fr' })
  await voter.get(CODE)
  const wrong = (await codeOf('aide@exemple.fr')) === '11 11 11' ? '22 22 22' : '11 11 11'
  const first = await voter.send(CODE, { code: wrong })
  expect(first).toMatchObject({ status: 422 })
  expect(first.html).not.toContain('On peut vous aider')
  expect((await voter.send(CODE, { code: wrong })).html).toContain('On peut vous aider')
})

test('without work done, the eleventh code of an hour from one place waits, and says how long', async () => {
  let last = await asking(voterBrowserOn(app), { ...LEA, adresse: 'p0@exemple.fr' })
  for (let index = 1; index < 12 && last.status === 303; index += 1) {
    last = await asking(voterBrowserOn(app), { ...LEA, adresse: `p${index}@exemple.fr` })
  }
  expect(last.status).toBe(429)
  expect(last.html).toContain('Attendez 60')
})

test('a child with a class code types it with their name, and confirms, though the network is busy', async () => {
  const issued = await issueBatch(context, {
    poll: opened.poll,
    submission: { key: Buffer.from(context.random(24)).toString('base64url'), body: {} },
    kind: 'class',
    handedTo: 'Collège Jean-Moulin, 5e B',
    codeCount: 2,
    issuedBy: context.newId(),
  })
  const batch = await store.findBatch(context.db, opened.poll.id, issued.ok ? issued.value : 0)
  const code = printedCode(context.keyFor('printed vote codes'), batch!.seed!, 0)
  const voter = voterBrowserOn(app)
  await voter.get(PRINTED)
  const typed = await voter.send(PRINTED, { ...LEA, prenom: 'Noé', code: code.toLowerCase() })
  expect(typed).toMatchObject({ status: 303, location: CONFIRM })
  expect((await voter.get(CONFIRM)).html).toContain('Noé')
})

test('nothing of a person is in the log of the service', () => {
  const all = logged.join('\n')
  for (const word of ['Petit', 'exemple.fr', '2012', 'Noé']) expect(all).not.toContain(word)
})

function siteOn(told: Context): Hono {
  return site({
    context: told,
    frame: {
      serviceName: 'Filigrane',
      territoryName: 'Territoire d’essai',
      assets: { stylesheet: '/public/site.css', fonts: [] },
      watermark: 'M0 0',
      navigation: [],
      footer: { mention: 'Essai', columns: [] },
    },
    build: '/nowhere',
    cache: microCache({ freshForMs: 0, maxEntries: 1, now: () => 0 }),
    logger: pino({ level: 'info', base: null }, { write: (line) => logged.push(line) }),
    metrics: new Registry(),
    url: 'http://localhost',
    isDemonstration: true,
    proxies: [],
    health: async () => ({ ok: true, database: 'ok', version: '0' }),
  })
}
