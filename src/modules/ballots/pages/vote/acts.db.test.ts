import type { Hono } from 'hono'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseReceipt } from '#kernel/ballot'
import type { Context } from '#platform/context'
import { testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { contributions } from '../../../../modules.ts'
import { issueBatch } from '../../commands/roll/index.ts'
import { printedCode } from '../../sealed/evidence-code.ts'
import { findBatch } from '../../store/roll/index.ts'
import { type VoterBrowser, voterBrowserOn } from '../../testing/browser.ts'
import { openPoll } from '../../testing/sealed-poll.ts'
import { voteSite } from '../../testing/site.ts'

const CHOOSE = '/scrutins/coups-de-coeur-2026/voter'
const IDENTITY = `${CHOOSE}/identite`
const CODE = `${CHOOSE}/code`
const CONFIRM = `${CHOOSE}/confirmer`
const RECORDED = `${CHOOSE}/enregistre`

const LEA = { nom: 'Petit', prenom: 'Léa', 'naissance-jour': '7', 'naissance-mois': '3', 'naissance-annee': '2012' }
const TOM = { ...LEA, prenom: 'Tom', 'naissance-annee': '2014', 'naissance-mois': '1' }

let database: TestDatabase
let context: Context
let opened: Awaited<ReturnType<typeof openPoll>>
let app: Hono

beforeAll(async () => {
  database = await testDatabase()
  context = testContext(database, { contributions })
  opened = await openPoll(context)
  app = voteSite(context)
})
afterAll(() => database.drop())

test('a tablet is lent: a sister votes, then her brother, by codes to one mailbox; nothing of her is left to him', async () => {
  const tablet = voterBrowserOn(app)
  const sister = await voteByMail(tablet, LEA, 'famille+lea@exemple.fr', 'p1')
  expect((await tablet.send(`${CHOOSE}/personne-suivante`)).location).toBe(CHOOSE)
  expect((await tablet.get(RECORDED)).html).toContain('Nous ne voyons pas de vote ici')
  expect(await tablet.get(CONFIRM)).toMatchObject({ status: 303, location: IDENTITY })

  const brother = await voteByMail(tablet, TOM, 'famille@exemple.fr', 'p4')
  expect(brother.leafIndex).not.toBe(sister.leafIndex)
  const traces = await readTraces()
  expect(traces).toHaveLength(2)
  // One tablet, one network: the commission sees that they are the same, and how each came in.
  expect(new Set(traces.map(({ terminal }) => terminal)).size).toBe(1)
  expect(new Set(traces.map(({ network }) => network)).size).toBe(1)
  expect(traces.map(({ signals }) => signals)).toEqual([['mailbox-alias'], []])
  expect(traces.map(({ batch }) => batch)).toEqual([null, null])
})

test('who asks for a code on a lent tablet and leaves before typing it leaves none that waits', async () => {
  const tablet = voterBrowserOn(app)
  await voteByMail(tablet, { ...LEA, prenom: 'Ana' }, 'ana@exemple.fr', 'p1')
  await tablet.get(IDENTITY)
  await tablet.send(IDENTITY, { ...LEA, prenom: 'Zoé', adresse: 'zoe@exemple.fr' })
  expect((await tablet.get(CODE)).html).toContain('z…e@exemple.fr')
  await tablet.get(RECORDED)
  await tablet.send(`${CHOOSE}/personne-suivante`)
  expect((await tablet.get(CODE)).html).not.toContain('exemple.fr')
})

test('of two pupils who vote with codes of one batch, the commission sees the batch, and not which', async () => {
  const { poll } = opened
  const issued = await issueBatch(context, {
    poll,
    submission: { key: Buffer.from(context.random(24)).toString('base64url'), body: {} },
    kind: 'class',
    handedTo: 'Collège Jean-Moulin, 5e B',
    codeCount: 2,
    issuedBy: context.newId(),
  })
  const batch = (await findBatch(context.db, poll.id, issued.ok ? issued.value : 0))!
  const before = (await readTraces()).length
  for (const [rank, prenom] of ['Noé', 'Ève'].entries()) {
    const pupil = voterBrowserOn(app)
    await choose(pupil, 'p3')
    await pupil.get(`${CODE}/imprime`)
    const code = printedCode(context.keyFor('printed vote codes'), batch.seed!, rank)
    expect((await pupil.send(`${CODE}/imprime`, { ...LEA, prenom, code })).location).toBe(CONFIRM)
    await pupil.get(CONFIRM)
    expect((await pupil.send(CONFIRM)).location).toBe(RECORDED)
    await pupil.get(RECORDED)
    await pupil.send(`${CHOOSE}/personne-suivante`)
  }
  const traces = (await readTraces()).slice(before)
  expect(traces[0]!.batch).toMatch(/^[0-9a-f]{64}$/)
  expect(traces[1]!.batch).toBe(traces[0]!.batch)
  expect(traces[0]!.batch).not.toContain(batch.id.replaceAll('-', ''))
})

async function voteByMail(voter: VoterBrowser, who: Readonly<Record<string, string>>, address: string, choice: string) {
  await choose(voter, choice)
  await voter.get(IDENTITY)
  expect(await voter.send(IDENTITY, { ...who, adresse: address })).toMatchObject({ status: 303, location: CODE })
  await voter.get(CODE)
  expect((await voter.send(CODE, { code: await codeTo(address) })).location).toBe(CONFIRM)
  expect((await voter.get(CONFIRM)).html).toContain(who.prenom)
  expect((await voter.send(CONFIRM)).location).toBe(RECORDED)
  const { html } = await voter.get(RECORDED)
  expect(html).toContain('Votre vote est enregistré')
  const read = parseReceipt(/filigrane1\.[A-Za-z0-9_.-]+/.exec(html)?.[0] ?? '')
  if (!read.ok) throw new Error(`the page holds no receipt: ${read.refusal}`)
  return read.value
}

async function choose(voter: VoterBrowser, choice: string) {
  await voter.get(CHOOSE)
  expect((await voter.send(CHOOSE, { acte: 'relire', choix: [choice] })).location).toBe(`${CHOOSE}/relecture`)
}

async function codeTo(address: string): Promise<string> {
  const mails = database.db.selectFrom('mail').select('paragraphs').where('recipient', '=', address)
  const text = JSON.stringify((await mails.executeTakeFirstOrThrow()).paragraphs)
  return /"code": ?"(\d\d \d\d \d\d)"/.exec(text)?.[1] ?? ''
}

async function readTraces() {
  const { rows } = await sql<{ network: string; terminal: string; batch: string | null; signals: readonly string[] }>`
    SELECT encode(trace.network_key, 'hex') AS network, encode(trace.terminal_key, 'hex') AS terminal,
           encode(trace.batch_key, 'hex') AS batch, trace.signals
    FROM cast_trace AS trace JOIN envelope ON envelope.id = trace.envelope_id ORDER BY envelope.leaf_index`.execute(
    database.owner,
  )
  return rows
}
