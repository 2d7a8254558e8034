import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Context } from '#platform/context'
import { TEST_NOW, testContext } from '#platform/context/testing'
import { actingAs, readAs } from '#platform/database'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { printedCode } from '../../sealed/evidence-code.ts'
import { PACE } from '../../sealed/evidence-pace.ts'
import type { Pass, Person } from '../../sealed/pass.ts'
import type { SealedPoll } from '../../sealed/poll.ts'
import * as store from '../../store/roll/index.ts'
import { openPoll } from '../../testing/sealed-poll.ts'
import { askForVoteCode, enterByCode, enterByPrintedCode, issueBatch, letIn, withdrawBatch } from './index.ts'

const LEA: Person = { birthName: 'Petit', firstName: 'Léa', birthDate: '2012-03-07' }
const TOM: Person = { ...LEA, firstName: 'Tom' }

let database: TestDatabase
let context: Context
let poll: SealedPoll
let ahead = 0
let asked = 0

beforeAll(async () => {
  database = await testDatabase()
  context = testContext(database, { now: () => new Date(TEST_NOW.getTime() + ahead) })
  poll = (await openPoll(context)).poll
})
afterAll(() => database.drop())

function browser(name: string): Buffer {
  return Buffer.from(name.padEnd(32, '.'))
}

function submission() {
  asked += 1
  return { key: Buffer.from(context.random(24)).toString('base64url'), body: { asked } }
}

function visitOf(name: string, place = `192.0.2.${asked % 250}`) {
  return { poll, submission: submission(), browserHash: browser(name), address: place, subnet: place }
}

function ask(name: string, person: Person, contact: string, commune: string | null = '62041') {
  const work = { level: 'light', signature: context.random(32), expiresAt: context.now() } as const
  return askForVoteCode(context, { ...visitOf(name), person, commune, channel: 'email', contact, work })
}

async function codeOf(address: string): Promise<string> {
  const mails = database.db.selectFrom('mail').select('paragraphs').where('recipient', '=', address)
  const mail = await mails.executeTakeFirstOrThrow()
  const paragraphs = mail.paragraphs as unknown as readonly (string | { readonly code: string })[]
  const found = paragraphs.find((paragraph) => typeof paragraph === 'object')
  return (found as { readonly code: string }).code.replaceAll(' ', '')
}

function passOf(name: string): Promise<Pass | undefined> {
  return store.findPass(context.db, { slug: poll.slug, browserHash: browser(name), now: context.now() })
}

/** Marks the roll as a cast does. */
async function vote(name: string): Promise<string> {
  const pass = (await passOf(name))!
  const id = context.newId()
  await database.db.transaction().execute(async (transaction) => {
    expect(await store.spendPasses(transaction, [pass.id], context.now())).toEqual(new Set([pass.id]))
    await actingAs(transaction, 'caster', (caster) =>
      caster
        .insertInto('roll_entry')
        .values({
          id,
          poll_id: poll.id,
          key: Buffer.from(pass.key),
          homonym: pass.homonym,
          evidence: pass.evidence,
          commune: pass.commune ?? null,
          contact_key: pass.contactKey ? Buffer.from(pass.contactKey) : null,
          marked_at: context.now(),
        })
        .execute(),
    )
  })
  return id
}

function refusalOf(result: { readonly ok: boolean; readonly refusal?: unknown }) {
  if (result.ok) return 'done'
  return typeof result.refusal === 'object' ? (result.refusal as { readonly kind: string }).kind : result.refusal
}

test('a code received by mail gives a pass, in the browser that asked and there alone', async () => {
  expect(await ask('lea', LEA, 'Lea.Petit+vote@gmail.com')).toEqual({ ok: true, value: null })
  const code = await codeOf('Lea.Petit+vote@gmail.com')
  expect(refusalOf(await enterByCode(context, { ...visitOf('elsewhere'), code }))).toBe('no-code-here')
  expect(await passOf('lea')).toBeUndefined()
  expect(refusalOf(await enterByCode(context, { ...visitOf('lea'), code: '000000' }))).toBe('code-wrong')
  expect(refusalOf(await enterByCode(context, { ...visitOf('lea'), code }))).toBe('done')
  expect(await passOf('lea')).toMatchObject({
    person: LEA,
    evidence: 'email',
    commune: '62041',
    signals: ['mailbox-alias'],
  })
  expect(await passOf('elsewhere')).toBeUndefined()
  expect(refusalOf(await enterByCode(context, { ...visitOf('lea'), code }))).toBe('no-code-here')
})

test('the answer is the same for who has voted and who has not; only the code tells', async () => {
  await vote('lea')
  expect(await ask('lea again', LEA, 'autre@exemple.fr')).toEqual(await ask('tom', TOM, 'tom@exemple.fr'))
})

test('who voted is known again from another commune: the earlier mark stays, and the doubt is kept once', async () => {
  for (const name of ['far', 'farther']) {
    await ask(name, { ...LEA, birthName: 'PETIT', firstName: 'LEA' }, `${name}@exemple.fr`, '62160')
    expect(refusalOf(await enterByCode(context, { ...visitOf(name), code: await codeOf(`${name}@exemple.fr`) }))).toBe(
      'voted-elsewhere',
    )
    expect(await passOf(name)).toBeUndefined()
  }
  const doubts = await readAs(context.db, 'registrar', (registrar) =>
    registrar.selectFrom('roll_doubt').select('kind').execute(),
  )
  expect(doubts).toEqual([{ kind: 'other-commune' }])
})

test('a code opens nothing after half an hour, nor after five wrong tries', async () => {
  await ask('late', TOM, 'late@exemple.fr')
  const code = await codeOf('late@exemple.fr')
  ahead += PACE.codeLivesMs
  expect(refusalOf(await enterByCode(context, { ...visitOf('late'), code }))).toBe('code-expired')
  await ask('guesser', TOM, 'guess@exemple.fr')
  const right = await codeOf('guess@exemple.fr')
  const wrong = right === '111111' ? '222222' : '111111'
  for (let tries = 0; tries < 5; tries += 1) {
    expect(refusalOf(await enterByCode(context, { ...visitOf('guesser'), code: wrong }))).toBe('code-wrong')
  }
  expect(refusalOf(await enterByCode(context, { ...visitOf('guesser'), code: right }))).toBe('tries-exhausted')
})

test('a proof of work is worth one code', async () => {
  const work = { level: 'light', signature: context.random(32), expiresAt: context.now() } as const
  const asking = { person: TOM, commune: null, channel: 'email', contact: 'work@exemple.fr', work } as const
  expect(refusalOf(await askForVoteCode(context, { ...visitOf('one'), ...asking }))).toBe('done')
  expect(refusalOf(await askForVoteCode(context, { ...visitOf('two'), ...asking }))).toBe('work-spent')
})

test('a farm of two hundred in one room: eighty codes leave in an hour', async () => {
  const results: Awaited<ReturnType<typeof askForVoteCode>>[] = []
  for (let round = 0; round < 17; round += 1) {
    // Five at once: the count holds whoever comes first.
    const together = Array.from({ length: 5 }, (_, rank) => {
      const index = round * 5 + rank
      const work = { level: 'heavy', signature: context.random(32), expiresAt: context.now() } as const
      const asking = { person: TOM, commune: null, channel: 'email', contact: `f${index}@exemple.fr`, work } as const
      return askForVoteCode(context, { ...visitOf(`farm ${index}`, '198.51.100.7'), ...asking })
    })
    results.push(...(await Promise.all(together)))
  }
  expect(results.filter(({ ok }) => ok)).toHaveLength(PACE.address.most)
  expect(new Set(results.filter(({ ok }) => !ok).map(refusalOf))).toEqual(new Set(['asked-too-often']))
})

async function batchOf(codeCount: number) {
  const issued = await issueBatch(context, {
    poll,
    submission: submission(),
    kind: 'class',
    handedTo: 'Collège Jean-Moulin, 5e B',
    codeCount,
    issuedBy: context.newId(),
  })
  const number = issued.ok ? issued.value : 0
  const { seed } = (await store.findBatch(context.db, poll.id, number))!
  const secret = context.keyFor('printed vote codes')
  return { number, codes: Array.from({ length: codeCount }, (_, rank) => printedCode(secret, seed!, rank)) }
}

function useCode(name: string, code: string, person: Person, place?: string) {
  return enterByPrintedCode(context, { ...visitOf(name, place), code, person, commune: null })
}

test('a class of thirty on one network, with one tablet, votes with printed codes, and the leader sees thirty', async () => {
  const { number, codes } = await batchOf(30)
  for (const [rank, code] of codes.entries()) {
    const pupil = { ...TOM, birthName: `Élève${rank}` }
    expect(refusalOf(await useCode('tablet', code, pupil, '203.0.113.9'))).toBe('done')
    await vote('tablet')
  }
  expect(await store.findBatch(context.db, poll.id, number)).toMatchObject({ usedCount: 30, codeCount: 30 })
})

test('a code is for one person: typed again by them it opens again, by another it does not', async () => {
  const { codes } = await batchOf(2)
  const [code = '', spare = ''] = codes
  const zoe = { ...LEA, firstName: 'Zoé' }
  expect(refusalOf(await useCode('zoe', code, { ...zoe, firstName: 'Zo' }))).toBe('done')
  const mistyped = (await passOf('zoe'))!
  // A name mistyped is typed again; the first pass is void, in whatever browser it was.
  expect(refusalOf(await useCode('phone of zoe', code, zoe))).toBe('done')
  expect(await passOf('zoe')).toBeUndefined()
  await database.db.transaction().execute(async (transaction) => {
    expect(await store.spendPasses(transaction, [mistyped.id], context.now())).toEqual(new Set())
  })
  await vote('phone of zoe')
  expect(refusalOf(await useCode('thief', code, TOM))).toBe('code-used')
  expect(refusalOf(await useCode('zoe', code, zoe))).toBe('done')
  expect(refusalOf(await useCode('thief', spare, TOM))).toBe('done')
})

test('codes of a lost batch open nothing, but to who had used theirs', async () => {
  const { number, codes } = await batchOf(2)
  const used = { ...LEA, firstName: 'Ana' }
  await useCode('ana', codes[0]!, used)
  await vote('ana')
  await withdrawBatch(context, { poll, submission: submission(), number, because: 'lost' })
  expect(refusalOf(await useCode('finder', codes[1]!, TOM))).toBe('code-withdrawn')
  expect(refusalOf(await useCode('ana', codes[0]!, used))).toBe('done')
})

test('a code that was never printed is unknown, and guessing waits', async () => {
  for (let tries = 0; tries < PACE.failures.device; tries += 1) {
    expect(refusalOf(await useCode('guess', '222222222222', TOM, '203.0.113.77'))).toBe('code-unknown')
  }
  expect(refusalOf(await useCode('guess', '222222222222', TOM, '203.0.113.77'))).toBe('asked-too-often')
})

test('a true homonym born the same day is let in at the desk, with a second row and a reason', async () => {
  const letting = { poll, person: LEA, commune: '62160', shown: 'identity-card' as const, letInBy: context.newId() }
  const desk = (name: string, homonymReason: string | undefined, person = LEA) =>
    letIn(context, { ...letting, person, submission: submission(), browserHash: browser(name), homonymReason })
  expect(refusalOf(await desk('desk', undefined))).toBe('voted-elsewhere')
  expect(refusalOf(await desk('desk', 'Autre', { ...LEA, firstName: 'Nina' }))).toBe('no-homonym')
  expect(refusalOf(await desk('desk', 'Carte d’identité vue : une autre personne'))).toBe('done')
  expect(await passOf('desk')).toMatchObject({ homonym: 1, evidence: 'desk' })
  await vote('desk')
})

test('the pool itself reads neither roll, passes, nor codes', async () => {
  for (const table of [
    'roll_entry',
    'roll_person',
    'voter_pass',
    'vote_challenge',
    'voting_code',
    'code_batch',
  ] as const) {
    await expect(database.db.selectFrom(table).selectAll().execute()).rejects.toThrow('permission denied')
  }
  await expect(
    readAs(database.db, 'caster', (caster) => caster.selectFrom('voter_pass').select('birth_name').execute()),
  ).rejects.toThrow('permission denied')
})
