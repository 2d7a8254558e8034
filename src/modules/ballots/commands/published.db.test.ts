import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readElection, reportOf, reportText, tally } from '#kernel/tally'
import { testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { checks } from '../checks.ts'
import { tellElection } from '../explanations/index.ts'
import * as explanations from '../store/explanations.ts'
import * as store from '../store/index.ts'
import { bytesOf, SOURCE, VILLAGE } from '../testing/elections.ts'
import { type Explainer, explain, explainUntold, importElection, type Recounter, recount } from './published.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

const input = (text = VILLAGE, slug?: string) => ({ bytes: bytesOf(text), source: SOURCE, slug })

let seed = 0
const context = () => testContext(database, { seed: ++seed })

async function published(slug: string) {
  const own = context()
  const result = await importElection(own, input(VILLAGE, slug))
  expect(result.ok).toBe(true)
  const poll = await store.findPoll(database.db, slug)
  if (!poll) throw new Error('published')
  return { context: own, poll }
}

async function brokenChecks(): Promise<readonly string[]> {
  const results = await Promise.all(
    checks.map(async ({ name, query }) => ({ name, rows: (await query.execute(database.db)).rows })),
  )
  return results.filter(({ rows }) => rows.length > 0).map(({ name }) => name)
}

test('an election is published whole: what was voted on, its file byte for byte, its result', async () => {
  const { poll } = await published('village-1')
  expect(poll).toMatchObject({
    title: 'Budget du village',
    budget: 300n,
    voterCount: 4,
    optionCount: 3,
    beganOn: '2025-03-01',
  })
  const options = await store.listOptions(database.db, poll.id)
  expect(options.map(({ code, cost, voteCount, wasSelected }) => [code, cost, voteCount, wasSelected])).toEqual([
    ['jardin', 150n, 3, true],
    ['banc', 100n, 2, true],
    ['four', 200n, 1, false],
  ])
  const file = await store.findFile(database.db, poll.id, 'ballots.pb')
  expect(new TextDecoder().decode(file?.content)).toBe(VILLAGE)
  expect((await store.findResult(database.db, poll.id))?.report.winners).toEqual(['banc', 'jardin'])
  expect(await brokenChecks()).toEqual([])
})

test('the same file under the same name is published once, whoever asks again', async () => {
  await published('village-2')
  const again = await importElection(testContext(database, { seed: 9 }), input(VILLAGE, 'village-2'))
  expect(again).toMatchObject({ ok: true, value: { slug: 'village-2', isNew: false } })
  expect((await store.listPolls(database.db, '', 'recent')).filter(({ slug }) => slug === 'village-2')).toHaveLength(1)
})

test('twenty people who import the same file at once publish it once', async () => {
  const imports = Array.from({ length: 20 }, (_, seed) =>
    importElection(testContext(database, { seed: seed + 100 }), input(VILLAGE, 'village-3')),
  )
  const results = await Promise.all(imports)
  expect(results.every(({ ok }) => ok)).toBe(true)
  const { rows } = await sql<{ n: bigint }>`SELECT count(*) AS n FROM poll WHERE slug = 'village-3'`.execute(
    database.db,
  )
  expect(rows[0]?.n).toBe(1n)
})

test('another election cannot take an address that is taken', async () => {
  await published('village-4')
  const other = await importElection(context(), input(VILLAGE.replace('budget;300', 'budget;400'), 'village-4'))
  expect(other).toEqual({ ok: false, refusal: { kind: 'slug-taken', slug: 'village-4' } })
})

test('a file that cannot be read says its line and leaves nothing behind', async () => {
  const before = await store.listPolls(database.db, '', 'recent')
  const result = await importElection(context(), input(VILLAGE.replace('2;jardin,banc', '2;jardin,piscine'), 'faute'))
  expect(result).toMatchObject({ ok: false, refusal: { kind: 'file-unreadable', fault: { line: 23 } } })
  expect(await store.listPolls(database.db, '', 'recent')).toHaveLength(before.length)
})

test('nothing of a published poll can be changed or removed, by the service or by its owner', async () => {
  await published('village-5')
  for (const table of [
    'poll',
    'poll_option',
    'poll_file',
    'poll_result',
    'poll_recount',
    'poll_explanation',
    'poll_ballot_page',
  ]) {
    await expect(sql`DELETE FROM ${sql.table(table)}`.execute(database.db)).rejects.toThrow(/permission denied/)
  }
  await expect(sql`UPDATE poll SET title = 'Autre'`.execute(database.db)).rejects.toThrow(/permission denied/)
})

test('publication asks for a recount, which finds the same bytes', async () => {
  const { context, poll } = await published('village-6')
  const { rows } = await sql<{ task: string }>`SELECT task_identifier AS task FROM graphile_worker.jobs`.execute(
    database.db,
  )
  expect(rows.map(({ task }) => task)).toContain('ballots.recount')

  const countAgain: Recounter = async (file, rule) => {
    const read = readElection(file)
    if (!read.ok) throw new Error('readable')
    return { report: reportText(reportOf(read.value, tally(read.value, rule))), ms: 1.6 }
  }
  await recount(context, poll.id, countAgain)
  expect(await store.findLatestRecount(database.db, poll.id)).toMatchObject({ isIdentical: true, durationMs: 2 })
})

test('a recount that differs is kept too, and the check says so', async () => {
  const { context, poll } = await published('village-7')
  await recount(context, poll.id, async () => ({ report: '{}', ms: 1 }))
  expect((await store.findLatestRecount(database.db, poll.id))?.isIdentical).toBe(false)
  expect(await brokenChecks()).toEqual(['ballots.recounts-agree'])
})

const explainHere: Explainer = async function* (file, rule, telling) {
  yield* tellElection(file, rule, telling, () => 0)
}

test('publication asks for explanations, which tell each project and each ballot', async () => {
  const { context, poll } = await published('village-9')
  await explain(context, poll.id, 'first', explainHere)
  const { told } = (await explanations.findExplanations(database.db, poll.id))!
  expect(Object.keys(told.projects)).toEqual(['jardin', 'banc', 'four'])
  expect(told.comparison.rules[0]?.winners.toSorted()).toEqual(['banc', 'jardin'])
  const first = await explanations.findBallotPage(database.db, poll.id, '', 1)
  expect(first?.children.map(({ prefix }) => prefix)).toEqual(['1', '2', '3', '4'])
  const second = await explanations.findBallotPage(database.db, poll.id, '2', 1)
  expect(second?.ballots.map(({ number, choices }) => [number, choices.map(({ option }) => option)])).toEqual([
    ['2', ['jardin', 'banc']],
  ])
})

test('a certificate of another result is found out by the checks', async () => {
  const { context, poll } = await published('village-14')
  const forged: Explainer = async function* (file, rule, telling) {
    for (const part of tellElection(file, rule, telling, () => 0)) {
      yield part.kind === 'page' ? part : { ...part, certificate: part.certificate.replaceAll('"jardin"', '"four"') }
    }
  }
  await explain(context, poll.id, 'first', forged)
  expect(await brokenChecks()).toContain('ballots.certificate-is-of-the-result')
})

test('a computation that dies half-way shows nothing, and is finished by the next one', async () => {
  const { context, poll } = await published('village-10')
  const dying: Explainer = async function* (file, rule) {
    const [part] = tellElection(file, rule, 'first', () => 0)
    yield part!
    throw new Error('the child died')
  }
  await expect(explain(context, poll.id, 'first', dying)).rejects.toThrow('the child died')
  expect(await explanations.findExplanations(database.db, poll.id)).toBeUndefined()

  await explain(context, poll.id, 'first', explainHere)
  expect(await explanations.findExplanations(database.db, poll.id)).toBeDefined()
  expect(await explanations.findBallotPage(database.db, poll.id, '4', 1)).toBeDefined()
})

test('what is told is told once: a second job computes nothing', async () => {
  const { context, poll } = await published('village-11')
  await explain(context, poll.id, 'first', explainHere)
  let runs = 0
  await explain(context, poll.id, 'first', (file, rule, telling) => {
    runs++
    return explainHere(file, rule, telling)
  })
  expect(runs).toBe(0)
})

test('results that nobody told yet are told later, the newest being left to their own job', async () => {
  const { context, poll } = await published('village-12')
  await explainUntold(context, 60_000, explainHere)
  expect(await explanations.findExplanations(database.db, poll.id)).toBeUndefined()
  const later = testContext(database, { now: () => new Date(context.now().getTime() + 120_000) })
  await explainUntold(later, 60_000, explainHere)
  expect(await explanations.findExplanations(database.db, poll.id)).toMatchObject({ hasMargins: true })
})

test('the first telling is shown at once; what would have changed the result comes later', async () => {
  const { context, poll } = await published('village-13')
  const four = async () => {
    const found = await explanations.findExplanations(database.db, poll.id)
    return found?.told.projects.four?.sentences.join(' ')
  }
  await explain(context, poll.id, 'first', explainHere)
  expect(await four()).not.toContain('de plus pour lui seul')
  await explain(context, poll.id, 'margins', explainHere)
  expect(await four()).toContain('de plus pour lui seul')
})

test('a search holds all its words, whatever the accents', async () => {
  await published('village-8')
  expect((await store.listPolls(database.db, 'VILLAGE frânce', 'title')).length).toBeGreaterThan(0)
  expect(await store.listPolls(database.db, 'village mars', 'title')).toEqual([])
})
