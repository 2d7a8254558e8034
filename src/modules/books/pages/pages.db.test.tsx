import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Hono } from 'hono'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cents } from '#kernel/money'
import { actingAs, type Context, NO_SETTINGS } from '#platform/context'
import { testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { microCache } from '#platform/http'
import { contributions } from '../../../modules.ts'
import { seedInventedBudget } from '../../../seed-budget.ts'
import { seedInventedPeople } from '../../../seed-people.ts'
import { site } from '../../../site.tsx'
import { addLine, openYear } from '../commands/budget/index.ts'
import { acceptMirror, explainGap, readMirrorFile, sendMirrorFile } from '../commands/mirror/index.ts'
import { arbitrate, ask, openCampaign, proposeBudget, tellPosts } from '../commands/preparation/index.ts'
import { proposeMapping } from '../mirror/mapping.ts'
import { noteOf, workbookOf } from '../preparation/documents.ts'
import { listPayments, listStages, listYears } from '../store/budget/index.ts'
import * as mirror from '../store/mirror/index.ts'
import * as preparation from '../store/preparation/index.ts'
import * as published from '../store/published/index.ts'

const ROOT = join(import.meta.dirname, '../../../..')
const JOURNAL = 'ne remplace pas la comptabilité tenue par le comptable public'
let database: TestDatabase
let context: Context
let app: Hono
let year: number
let keys = 0

beforeAll(async () => {
  database = await testDatabase()
  context = testContext(database, { contributions })
  const people = JSON.parse(readFileSync(join(ROOT, 'data/demonstration/people.json'), 'utf8'))
  await seedInventedPeople(context, people)
  await seedInventedBudget(context, ROOT)
  year = (await published.listYearNumbers(database.db))[0] ?? 0
  app = siteOn(context)
  // An agent of the demonstration.
  const agent = actingAs(context, { kind: 'person', id: '00000000-0000-7000-8000-000000000112' })
  const start = agent.now().getTime()
  context = { ...agent, now: () => new Date(start + keys * 1000) }
})
afterAll(() => database.drop())

const submission = () => ({ key: `books-pages-test-${String(keys++).padStart(4, '0')}`, body: {} })
const read = async (path: string) => (await app.request(path)).text()

test('a resident goes from the budget to a line, and from the line to one payment', async () => {
  const home = await read('/budget')
  expect(home).toContain(JOURNAL)
  const [payment] = await published.listPayments(database.db, { limit: 1 })
  expect(home).toContain(`/budget/paiements/${payment!.id}`)
  const line = await read(`/budget/lignes/${payment!.line.code}`)
  expect(line).toContain(`/budget/paiements/${payment!.id}`)
  const page = await app.request(`/budget/paiements/${payment!.id}`)
  expect(page.headers.get('Cache-Control')).toBe('public, max-age=0, must-revalidate')
  const html = await page.text()
  expect(html).toContain(JOURNAL)
  expect(html).toContain(payment!.payee.name)
  expect(html).toContain('Fictif')
})

test('a year that is only opened says nothing of a line: its page stays that of the budgets voted', async () => {
  const last = (await published.findPublicYear(database.db, year))!.lines[0]!
  const { code, label, section, direction, chapter, nature, perimeter, isFictitious } = last
  const words = { code, label, section, direction, chapter, nature, perimeter, isFictitious, function: last.function }
  const told = async () => (await published.listLineYears(database.db, code)).map((each) => each.year)
  const before = await told()
  const { nomenclatureId } = (await listYears(database.db)).find((each) => each.year === year)!
  const next = year + 1
  expect(await openYear(context, { submission: submission(), year: next, nomenclatureId })).toMatchObject({ ok: true })
  expect(await addLine(context, { submission: submission(), line: { ...words, year: next } })).toMatchObject({
    ok: true,
  })
  expect(await told()).toEqual(before)
})

test('the figures of 2024 are real, with their source, and their breakdown is said fictitious', async () => {
  const html = await read('/budget/2024')
  expect(html.replaceAll(/[\u00a0\u202f]/g, ' ')).toContain('1 419 623 €')
  expect(html.replaceAll(/[\u00a0\u202f]/g, ' ')).toContain('75 000 €')
  expect(html).toContain('href="https://rtes.fr/node/5257"')
  expect(html).toContain('Chiffre réel')
  expect(html).toContain('Montants fictifs')
})

test('no natural person is named anywhere, nor has a page', async () => {
  const natural = await database.db
    .selectFrom('budget_mandate as mandate')
    .innerJoin('budget_liquidation as liquidation', 'liquidation.id', 'mandate.liquidation_id')
    .innerJoin('budget_engagement as engagement', 'engagement.id', 'liquidation.engagement_id')
    .innerJoin('budget_payee as payee', 'payee.id', 'engagement.payee_id')
    .innerJoin('budget_line as line', 'line.id', 'engagement.line_id')
    .where('payee.kind', '=', 'natural')
    .select(['mandate.id', 'payee.name', 'line.code'])
    .execute()
  const codes = natural.map(({ code }) => code)
  const pages = ['/budget', `/budget/${year}`, '/budget/paiements', ...codes.map((code) => `/budget/lignes/${code}`)]
  const files = [
    '/api/v1/budget',
    '/api/v1/budget/paiements',
    '/api/v1/budget/paiements.csv',
    '/api/v1/budget/lignes.csv',
  ]
  const all = (await Promise.all([...pages, ...files].map(read))).join('\n')
  for (const { id, name } of natural) {
    expect(all).not.toContain(name)
    expect((await app.request(`/budget/paiements/${id}`)).status).toBe(404)
  }
})

test('every public page is light, and unknown ones are not found', async () => {
  const sizes = await Promise.all(['/budget', `/budget/${year}`, '/budget/paiements'].map(read))
  expect(Math.max(...sizes.map(({ length }) => length))).toBeLessThan(200_000)
  for (const path of ['/budget/1999', '/budget/lignes/nulle', '/budget/paiements/0198aaaa-0000-7000-8000-000000000000'])
    expect((await app.request(path)).status).toBe(404)
})

test('the list of payments goes on where it stopped, whatever the page', async () => {
  const ids: string[] = []
  let next: string | null = ''
  for (let pages = 0; next !== null && pages < 50; pages++) {
    const answer = await app.request(`/api/v1/budget/paiements?limite=2${next === '' ? '' : `&apres=${next}`}`)
    const told = (await answer.json()) as { payments: { id: string }[]; next: string | null }
    ids.push(...told.payments.map(({ id }) => id))
    next = told.next
  }
  const all = await published.listPayments(database.db, { limit: 1000 })
  expect(ids).toEqual(all.map(({ id }) => id))
})

test('sums by line and by place are those of the payments, one by one', async () => {
  const sums = await published.paidByLineAndPlace(database.db, year)
  const payments = await listPayments(database.db, { year })
  const total = (amounts: readonly bigint[]) => amounts.reduce((all, each) => all + each, 0n)
  expect(payments.length).toBeGreaterThan(1)
  for (const code of new Set(payments.map(({ lineCode }) => lineCode))) {
    const paid = payments.filter((payment) => payment.lineCode === code).map(({ amountCents }) => amountCents)
    const told = sums.filter((sum) => sum.code === code).map(({ paidCents }) => paidCents)
    expect([code, total(told)]).toEqual([code, total(paid)])
  }
})

test('posts are shown with their source', async () => {
  const posts = {
    year: 2024,
    kind: 'agents permanents',
    fullTimeHundredths: 400,
    source: { title: 'RTES', url: 'https://rtes.fr/node/5257' },
    isFictitious: false,
  }
  expect(
    await tellPosts(context, { submission: submission(), posts: { ...posts, source: { title: '', url: null } } }),
  ).toEqual({ ok: false, refusal: 'source-missing' })
  expect((await tellPosts(context, { submission: submission(), posts })).ok).toBe(true)
  expect(await read('/budget/2024')).toContain('agents permanents')
})

test('a file of the finance tool changes nothing before it is accepted, and nothing the second time', async () => {
  const lines = await mirror.listKnownLines(database.db)
  const line = lines.find((each) => each.year === year && each.code.startsWith('F'))!
  const table = (amount: string) =>
    `Type;Exercice;Numéro;Ligne;Montant;Date;SIRET;Libellé\r\nMandat;${year};M1;${line.code};${amount};31/03/${year};;Bourse de Mme Martin\r\nMandat;${year};M1;${line.code};5,00;31/03/${year};;\r\nMandat;${year};M2;nulle;5,00;31/03/${year};;\r\n`
  const send = async (amount: string) => {
    // As a spreadsheet saves it: Windows-1252.
    const bytes = Buffer.from(table(amount), 'latin1')
    const sent = await sendMirrorFile(context, { submission: submission(), fileName: 'export.csv', bytes })
    const id = sent.ok ? sent.value.id : ''
    const found = await mirror.findImport(database.db, id)
    const mapping = proposeMapping(found!.headers)
    const result = await readMirrorFile(context, { submission: submission(), importId: id, mapping, saveAs: 'Outil' })
    expect(result.ok).toBe(true)
    return (await mirror.findImport(database.db, id))!
  }
  const first = await send('1 250,50')
  expect(first.counts).toEqual({ new: 1, same: 0, different: 0, refused: 2 })
  expect(await mirror.listGaps(database.db)).toEqual([])
  expect((await acceptMirror(context, { submission: submission(), importId: first.id })).ok).toBe(true)

  const again = await send('1 250,50')
  expect(again.counts).toEqual({ new: 0, same: 1, different: 0, refused: 2 })
  expect(await acceptMirror(context, { submission: submission(), importId: again.id })).toEqual({
    ok: false,
    refusal: 'nothing-to-accept',
  })
  const changed = await send('1 300,00')
  const [different] = await mirror.listRows(database.db, changed.id, { outcome: 'different', after: 0, limit: 9 })
  expect(different).toMatchObject({ entry: { amountCents: 130_000n }, before: { amountCents: 125_050n } })

  const kept = JSON.stringify(await mirror.listRows(database.db, first.id, { after: 0, limit: 9 }), (_key, value) =>
    typeof value === 'bigint' ? String(value) : value,
  )
  expect(kept).not.toContain('Martin')
  const content = await database.db.selectFrom('budget_mirror_import').select('content').execute()
  expect(content.every((each) => each.content === null)).toBe(true)

  const gap = (await mirror.listGaps(database.db)).find(
    (each) => each.lineCode === line.code && each.kind === 'mandated',
  )!
  expect(gap.theirsCents).toBe(125_050n)
  expect((await explainGap(context, { submission: submission(), gap, words: 'Mandat saisi deux fois' })).ok).toBe(true)
  const told = (await mirror.listGaps(database.db)).find(
    (each) => each.lineCode === line.code && each.kind === 'mandated',
  )
  expect(told?.explanation?.words).toBe('Mandat saisi deux fois')
  expect((await acceptMirror(context, { submission: submission(), importId: changed.id })).ok).toBe(true)
})

test('next year is asked for, arbitrated level by level, and becomes a budget that is proposed, never decided', async () => {
  const next = year + 1
  const asked = { submission: submission(), year: next, opensOn: `${year}-01-01`, closesOn: `${next}-12-31` }
  expect((await openCampaign(context, asked)).ok).toBe(true)
  const [line] = (await preparation.listLinesBefore(database.db, next)).filter(({ side }) => side === 'expense')
  const amounts = (value: bigint) => ({ commitmentCents: null, years: [{ year: next, cents: cents(value) }] })
  const words = { year: next, lineCode: line!.lineCode, amounts: amounts(500_000n), reason: 'Comme cette année' }
  const demand = await ask(context, { submission: submission(), ...words })
  expect(demand.ok).toBe(true)
  expect(await ask(context, { submission: submission(), ...words })).toEqual({ ok: false, refusal: 'demand-exists' })
  expect(await proposeBudget(context, { submission: submission(), year: next })).toEqual({
    ok: false,
    refusal: 'not-all-arbitrated',
  })
  const last = (await preparation.listLevels(database.db)).at(-1)!
  const word = { year: next, demandId: demand.ok ? demand.value.id : '', level: last.rank, amounts: amounts(450_000n) }
  const own = { ...word, reason: 'Économies', roles: last.roles }
  expect(await arbitrate(context, { submission: submission(), version: 1, ...own, roles: ['agent'] })).toEqual({
    ok: false,
    refusal: 'level-not-yours',
  })
  expect((await arbitrate(context, { submission: submission(), version: 1, ...own })).ok).toBe(true)
  expect(await arbitrate(context, { submission: submission(), version: 1, ...own })).toEqual({
    ok: false,
    refusal: 'demand-changed',
  })
  const campaign = (await preparation.findCampaign(database.db, next))!
  const demands = await preparation.listDemands(database.db, campaign.id)
  expect(demands[0]?.steps.map(({ reason }) => reason)).toEqual(['Comme cette année', 'Économies'])
  const all = { campaign, demands, lines: await preparation.listLinesBefore(database.db, next), levels: [last] }
  expect(JSON.stringify(noteOf(all, NO_SETTINGS, '2026-11-01').body)).toContain('Économies')
  expect(workbookOf(all, NO_SETTINGS, '2026-11-01').sheets[0]?.rows).toHaveLength(2)

  const proposed = await proposeBudget(context, { submission: submission(), year: next })
  expect(proposed.ok).toBe(true)
  const [stage] = await listStages(database.db, next)
  expect([stage?.kind, stage?.openedAt, stage?.amounts.map(({ amountCents }) => amountCents)]).toEqual([
    'bp',
    null,
    [450_000n],
  ])
  const html = await read(`/budget/${next}`)
  expect(html).toContain('Ce budget est proposé, il n’est pas décidé.')
  expect(html).not.toContain('Décidé par')
})

function siteOn(own: Context): Hono {
  return site({
    context: own,
    frame: {
      serviceName: 'Filigrane',
      territoryName: 'Territoire d’essai',
      assets: { stylesheet: '/public/site.css', fonts: [] },
      watermark: 'M0 0',
      navigation: [{ label: 'Budget', href: '/budget' }],
      footer: { mention: 'Essai', columns: [] },
    },
    build: '/nowhere',
    cache: microCache({ freshForMs: 0, maxEntries: 1, now: () => 0 }),
    logger: pino({ level: 'silent' }),
    metrics: new Registry(),
    url: 'http://localhost',
    isDemonstration: true,
    proxies: [],
    health: async () => ({ ok: true, database: 'ok', version: '0' }),
  })
}
