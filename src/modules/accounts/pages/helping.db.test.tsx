import type { Hono } from 'hono'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Context } from '#platform/context'
import { TEST_NOW, testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { contributions } from '../../../modules.ts'
import { issueCard } from '../commands/index.ts'
import { contribution } from '../contributes.ts'
import * as store from '../store/index.ts'
import { accountTasks } from '../tasks.ts'
import { wrong } from '../testing/mailbox.ts'
import { type Person, peopleOn } from '../testing/people.ts'
import { siteOn } from '../testing/site.ts'

const MINUTE_MS = 60_000

type Helped = ReturnType<typeof peopleOn>

let database: TestDatabase
let context: Context
let app: Hono
let now = TEST_NOW
let people: Helped

beforeAll(async () => {
  database = await testDatabase()
  context = testContext(database, { contributions, now: () => now })
  app = siteOn(context)
  people = peopleOn(context, app)
})
beforeEach(() => {
  now = new Date(now.getTime() + MINUTE_MS)
})
afterAll(() => database.drop())

function later(ms: number): void {
  now = new Date(now.getTime() + ms)
}

const person: Helped['person'] = (name, options) => people.person(name, options)
const stranger: Helped['stranger'] = () => people.stranger()

const audited = async (act: string) =>
  database.db.selectFrom('audit_entry').selectAll().where('act', '=', act).orderBy('done_at', 'desc').execute()

test('an agent finds a person, says why, acts for them, and ends it', async () => {
  const [agent, resident] = [await person('Agent Un', { agent: true }), await person('Josette Demo')]
  await agent.browser.get('/agents/pour')
  const found = await agent.browser.send('/agents/pour', { mots: 'josette' })
  expect(found.html).toContain('pour Josette Demo')

  await agent.browser.send('/agents/pour/choisir')
  const unsaid = await agent.browser.send('/agents/pour/agir')
  expect(unsaid.status).toBe(422)
  expect(unsaid.html).toContain('Dites pourquoi')
  const secret = agent.browser.cookies.get('__Host-session')
  const begun = await agent.browser.send('/agents/pour/agir', { raison: 'telephone' })
  expect([begun.status, begun.location]).toEqual([303, '/mon-espace'])
  expect(agent.browser.cookies.get('__Host-session')).not.toBe(secret)

  const acting = await agent.browser.get('/mon-espace/aide')
  expect(acting.html).toContain('Vous agissez pour')
  const [entry] = await audited('accounts.acting-begun')
  expect(entry).toMatchObject({ actor: `person:${agent.id}`, acting_for: resident.id })

  const told = await resident.browser.get('/mon-espace/aide')
  expect(told.html).toContain('Agent Un a agi pour vous, avec vous au téléphone')
  const ended = await agent.browser.send('/mon-espace/aide/terminer')
  expect(ended.status).toBe(303)
  expect((await agent.browser.get('/mon-espace/aide')).html).not.toContain('Vous agissez pour')
})

test('while acting for somebody, their name and their ways in cannot be changed', async () => {
  const agent = await person('Agent Deux', { agent: true })
  await person('Marcel Demo')
  await agent.browser.get('/mon-espace/compte')
  const before = await agent.browser.get('/mon-espace/compte')
  expect(before.html).toContain('Agent Deux')
  await agent.browser.get('/agents/pour')
  await agent.browser.send('/agents/pour', { mots: 'Marcel' })
  await agent.browser.send('/agents/pour/choisir')
  await agent.browser.send('/agents/pour/agir', { raison: 'presence' })
  const account = await agent.browser.get('/mon-espace/compte')
  expect(account.html).toContain('Terminez d’abord')
  expect(account.html).not.toContain('/mon-espace/compte/nom')
})

test('a resident does not reach what agents do for others', async () => {
  const resident = await person('Curieux')
  expect((await resident.browser.get('/agents/pour')).status).toBe(403)
  expect((await resident.browser.get('/agents/cartes')).status).toBe(403)
  const weak = await person('Agent par mail', { agent: true, assurance: 'email-code' })
  expect((await weak.browser.get('/agents/pour')).status).toBe(403)
})

test('an aidant acts by a mandate, until the person ends it: the session then stops at once', async () => {
  const giver = await person('Yvonne', { address: 'yvonne@exemple.fr' })
  const aidant = await person('Karim', { address: 'karim@exemple.fr' })
  await giver.browser.get('/mon-espace/aide')
  const offered = await giver.browser.send('/mon-espace/aide/demander', { adresse: 'Karim@exemple.fr', duree: '3' })
  expect(offered.status).toBe(303)

  expect((await aidant.browser.get('/mon-espace/aide')).html).toContain('Accepter d’aider Yvonne')
  await aidant.browser.send('/mon-espace/aide/accepter')
  await aidant.browser.get('/mon-espace/aide')
  await aidant.browser.send('/mon-espace/aide/agir')
  expect((await aidant.browser.get('/mon-espace/aide')).html).toContain('Vous agissez pour')

  const page = await giver.browser.get('/mon-espace/aide')
  expect(page.html).toContain('Karim a agi pour vous, comme aidant')
  await giver.browser.send('/mon-espace/aide/arreter')
  expect((await aidant.browser.get('/mon-espace/aide')).status).toBe(303)
})

test('whoever of the two ends a mandate, the other is told, and nobody while it was not accepted', async () => {
  const [giver, aidant] = [await person('Odette', {}), await person('Rachid', { address: 'rachid@exemple.fr' })]
  for (const [index, { browser }] of [giver, aidant, giver].entries()) {
    await giver.browser.get('/mon-espace/aide')
    await giver.browser.send('/mon-espace/aide/demander', { adresse: 'rachid@exemple.fr', duree: '1' })
    await aidant.browser.get('/mon-espace/aide')
    if (index < 2) await aidant.browser.send('/mon-espace/aide/accepter')
    await browser.get('/mon-espace/aide')
    expect((await browser.send('/mon-espace/aide/arreter')).status).toBe(303)
  }
  const { rows } = await sql<{ told: string }>`
    SELECT display_name || ' : ' || sentence AS told FROM notice_message JOIN person ON person.id = person_id
    WHERE state = 'ended' AND display_name IN ('Odette', 'Rachid') ORDER BY told`.execute(database.db)
  const words = rows.map(({ told }) => told.split(' a mis')[0])
  expect(words).toEqual(['Odette : La personne qui vous aidait', 'Rachid : La personne que vous aidiez'])
})

test('a mandate ends by itself, and whoever was acting by it is out', async () => {
  const giver = await person('Simone', { address: 'simone@exemple.fr' })
  const aidant = await person('Nadia', { address: 'nadia@exemple.fr' })
  await giver.browser.get('/mon-espace/aide')
  await giver.browser.send('/mon-espace/aide/demander', { adresse: 'nadia@exemple.fr', duree: '1' })
  await aidant.browser.get('/mon-espace/aide')
  await aidant.browser.send('/mon-espace/aide/accepter')
  for (let week = 0; week < 3; week++) {
    later(10 * 24 * 60 * MINUTE_MS)
    await aidant.browser.get('/mon-espace/aide')
  }
  await aidant.browser.send('/mon-espace/aide/agir')
  expect((await aidant.browser.get('/mon-espace/aide')).html).toContain('Vous agissez pour')
  later(2 * 24 * 60 * MINUTE_MS)
  expect((await aidant.browser.get('/mon-espace/aide')).status).toBe(303)
})

test('a mandate that ended by itself is told to both, once', async () => {
  const [giver, aidant] = [await person('Lucette', {}), await person('Malik', { address: 'malik@exemple.fr' })]
  await giver.browser.get('/mon-espace/aide')
  await giver.browser.send('/mon-espace/aide/demander', { adresse: 'malik@exemple.fr', duree: '1' })
  await aidant.browser.get('/mon-espace/aide')
  await aidant.browser.send('/mon-espace/aide/accepter')
  await accountTasks['accounts.mandates']({}, context)
  expect(await toldOfTerm()).toEqual([])
  later(32 * 24 * 60 * MINUTE_MS)
  for (let run = 0; run < 2; run += 1) await accountTasks['accounts.mandates']({}, context)
  expect(await toldOfTerm()).toEqual(['Lucette : La personne qui vous aidait', 'Malik : La personne que vous aidiez'])
})

async function toldOfTerm(): Promise<readonly string[]> {
  const { rows } = await sql<{ told: string }>`
    SELECT display_name || ' : ' || split_part(sentence, ' ne peut', 1) AS told
    FROM notice_message JOIN person ON person.id = person_id
    WHERE state = 'over' AND display_name IN ('Lucette', 'Malik') ORDER BY told`.execute(database.db)
  return rows.map(({ told }) => told)
}

test('asking for help says the same whether the address has an account or not', async () => {
  const giver = await person('Louis', { address: 'louis@exemple.fr' })
  await person('Là', { address: 'la@exemple.fr' })
  const answers = []
  for (const address of ['la@exemple.fr', 'absent@exemple.fr']) {
    await giver.browser.get('/mon-espace/aide')
    answers.push(await giver.browser.send('/mon-espace/aide/demander', { adresse: address, duree: '6' }))
  }
  const told = answers.map(({ status, location, html }) => ({ status, location, html }))
  expect(told[0]).toEqual(told[1])
})

async function giveCard(agent: Person, name: string) {
  await agent.browser.get('/agents/cartes')
  const entered = await agent.browser.send('/agents/cartes/nouveau', { nom: name })
  const personId = /name="personne" value="([^"]+)"/.exec(entered.html)?.[1] ?? ''
  const card = await agent.browser.send('/agents/cartes/carte')
  const [number, code] = [...card.html.matchAll(/<dd>([^<]+)<\/dd>/g)].map(([, text]) => text!)
  return { personId, number: number!, code: code!, html: card.html }
}

test('a card made at the desk lets in who has no e-mail, and a new one replaces it', async () => {
  const agent = await person('Agent Trois', { agent: true })
  const card = await giveCard(agent, 'Fernand')
  expect(card.number).toMatch(/^\d{4} \d{4} \d{2}$/)
  expect(card.code).toMatch(/^[2-9A-Z]{4} [2-9A-Z]{4} [2-9A-Z]{4}$/)
  expect(card.html).toContain('<svg class="qr-code"')

  const browser = stranger()
  await browser.get('/connexion/carte')
  const entered = await browser.send('/connexion/carte', { numero: card.number, code: card.code.toLowerCase() })
  expect(entered.status).toBe(303)
  expect((await browser.get('/mon-espace/compte')).html).toContain('Fernand')

  await agent.browser.get('/agents/cartes')
  await agent.browser.send('/agents/cartes', { mots: card.number })
  await agent.browser.send('/agents/cartes/carte')
  const other = stranger()
  await other.get('/connexion/carte')
  const refused = await other.send('/connexion/carte', { numero: card.number, code: card.code })
  expect(refused.status).toBe(422)
})

test('a page of a card that is reloaded shows the same card, not a second one', async () => {
  const agent = await person('Agent Quatre', { agent: true })
  const resident = await person('Germaine')
  const submission = { key: 'a'.repeat(32), body: 'card' }
  const visitor = { personId: agent.id } as Parameters<typeof issueCard>[1]['visitor']
  const first = await issueCard(context, { submission, visitor, personId: resident.id })
  const again = await issueCard(context, { submission, visitor, personId: resident.id })
  expect(again).toEqual(first)
})

test('the code of a card is nowhere in the database', async () => {
  const agent = await person('Agent Cinq', { agent: true })
  const card = await giveCard(agent, 'Paulette')
  const kept = await Promise.all([
    database.db.selectFrom('person_card').selectAll().execute(),
    database.db.selectFrom('submission').selectAll().execute(),
    database.db.selectFrom('audit_entry').selectAll().execute(),
  ])
  const text = JSON.stringify(kept, (_, value) => (typeof value === 'bigint' ? String(value) : value))
  expect(text).not.toContain(card.code.replaceAll(' ', ''))
})

test('a wrong code of a card costs longer and longer, never for good, and a number nobody has answers alike', async () => {
  const agent = await person('Agent Six', { agent: true })
  const card = await giveCard(agent, 'Raymond')
  const absent = { number: '4821057306', code: card.code }
  for (const tried of [card, { ...absent, number: withCheckDigits('48210573') }]) {
    const browser = stranger()
    await browser.get('/connexion/carte')
    const mistaken = { numero: tried.number, code: wrong(tried.code.replaceAll(' ', '')) }
    for (let sent = 0; sent < 3; sent++) {
      const refused = await browser.send('/connexion/carte', mistaken)
      expect([refused.status, refused.html.includes('ne vont pas ensemble')]).toEqual([422, true])
    }
    const waits = await browser.send('/connexion/carte', mistaken)
    expect([waits.status, waits.html.includes('Attendez 15\u00a0secondes')]).toEqual([429, true])
  }
  later(16_000)
  const owner = stranger()
  await owner.get('/connexion/carte')
  expect((await owner.send('/connexion/carte', { numero: card.number, code: card.code })).status).toBe(303)
})

test('a number mistyped is told before anything is tried', async () => {
  const browser = stranger()
  await browser.get('/connexion/carte')
  const refused = await browser.send('/connexion/carte', { numero: '1234 5678 99', code: 'ABCD' })
  expect(refused.html).toContain('Vérifiez-les un par un')
  expect(refused.html).not.toContain('value="ABCD"')
})

function withCheckDigits(body: string): string {
  return body + String(98 - ((Number(body) * 100) % 97)).padStart(2, '0')
}

test('who is given a card learns it at each of their addresses, without its secret, and in their space', async () => {
  const agent = await person('Agente Carte', { agent: true })
  const resident = await person('Yvonne', { address: 'yvonne@exemple.fr' })
  await context.db
    .transaction()
    .execute((transaction) =>
      store.insertEmail(transaction, { personId: resident.id, address: 'y2@exemple.fr', verifiedAt: now }),
    )
  const submission = { key: 'submission-of-the-card-of-yvonne', body: { personId: resident.id } }
  const visitor = { personId: agent.id } as Parameters<typeof issueCard>[1]['visitor']
  const issued = await issueCard(context, { submission, visitor, personId: resident.id })
  await issueCard(context, { submission, visitor, personId: resident.id })

  const mails = await database.db.selectFrom('mail').selectAll().where('kind', '=', 'accounts.card-issued').execute()
  expect(mails.map(({ recipient }) => recipient).sort()).toEqual(['y2@exemple.fr', 'yvonne@exemple.fr'])
  const text = JSON.stringify(mails).replaceAll(/\s/g, '')
  expect(text).toContain('/mon-espace/compte')
  expect(issued.ok).toBe(true)
  if (issued.ok) for (const secret of [issued.value.code, issued.value.number]) expect(text).not.toContain(secret)

  const told = await contribution.space?.(context.db, resident.id)
  expect(told?.history).toMatchObject([{ label: 'Un agent a fait une carte pour votre compte.', at: now }])
})
