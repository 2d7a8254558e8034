import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fraction } from '#kernel/fraction'
import type { Context } from '#platform/context'
import { testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import type { Voice } from '../../sealed/assembly/model.ts'
import * as store from '../../store/assemblies/index.ts'
import {
  addQuestion,
  closeQuestion,
  createAssembly,
  listMembers,
  markPresence,
  openQuestion,
  openSession,
  voteInAssembly,
} from './index.ts'

const YES: Voice = { kind: 'motion', answer: 'yes' }
const VOTERS = 20

let database: TestDatabase
let context: Context

beforeAll(async () => {
  database = await testDatabase()
  const actor = { kind: 'person', id: '00000000-0000-7000-8000-000000000301' } as const
  context = { ...testContext(database), actor }
})
afterAll(() => database.drop())

let sent = 0
const submission = () => ({ key: `assembly${String(++sent).padStart(24, '0')}`, body: { sent } })

/** An assembly in session, everyone there, one motion open. */
async function openMotion(title: string) {
  const all = { code: 'tous', name: 'Tous', weight: fraction(1n) }
  const [half, none] = [fraction(1n, 2n), fraction(0n)]
  const draft = {
    ...{ title, place: '', convocation: 1 as const, proxyCap: 1, colleges: [all] },
    quorum: { first: half, second: none, scope: 'assembly' as const },
  }
  const created = await createAssembly(context, { submission: submission(), draft, heldOn: '2027-05-12' })
  const assembly = (await store.findAssembly(context.db, created.ok ? created.value.slug : ''))!
  const of = () => ({ submission: submission(), assemblyId: assembly.id })
  const names = Array.from({ length: VOTERS }, (_, at) => ({ name: `Membre ${at}`, college: 'tous' }))
  await listMembers(context, { ...of(), members: names })
  const { members } = await store.readRoom(context.db, assembly.id)
  for (const { id } of members) await markPresence(context, { ...of(), memberId: id, isHere: true })
  const motion = { threshold: half, isStrict: true, of: 'expressed' as const, silent: 'shared' as const }
  await addQuestion(context, { ...of(), question: { title, details: '', rule: { kind: 'motion', motion } } })
  await openSession(context, of())
  expect((await openQuestion(context, { ...of(), number: 1 })).ok).toBe(true)
  return { assembly, members, of }
}

test('a vote that arrives while its question is being closed waits, then is refused', async () => {
  const { assembly, members, of } = await openMotion('Course')
  const [{ id }] = members as [(typeof members)[number]]
  const [question] = await store.listQuestions(context.db, assembly.id)
  let vote: ReturnType<typeof voteInAssembly> | undefined
  await context.db.transaction().execute(async (closing) => {
    await store.lockAssembly(closing, assembly.id)
    await store.updateQuestionState(closing, question!.id, 'closed')
    let isSettled = false
    vote = voteInAssembly(context, { ...of(), number: 1, castBy: id, member: id, voice: YES }).finally(() => {
      isSettled = true
    })
    while (!isSettled && !(await isSomebodyWaiting())) await new Promise((resolve) => setTimeout(resolve, 10))
  })
  expect(await vote).toEqual({ ok: false, refusal: 'not-open' })
})

async function isSomebodyWaiting(): Promise<boolean> {
  const { rows } = await sql<{ waiting: boolean }>`
    SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND pid <> pg_backend_pid()
      AND pid IN (SELECT pid FROM pg_stat_activity WHERE datname = current_database())) AS waiting`.execute(
    database.owner,
  )
  return rows[0]?.waiting ?? false
}

test('twenty identical posts at once are one vote, and a question is closed once', async () => {
  const { assembly, members, of } = await openMotion('Doubles')
  const [{ id }] = members as [(typeof members)[number]]
  const one = { ...of(), number: 1, castBy: id, member: id, voice: YES }
  const answers = await Promise.all(Array.from({ length: 20 }, () => voteInAssembly(context, one)))
  expect(answers.every(({ ok }) => ok)).toBe(true)
  const closes = await Promise.all([1, 2, 3].map(() => closeQuestion(context, { ...of(), number: 1 })))
  expect(closes.filter(({ ok }) => ok).length).toBe(1)
  const [question] = await store.listQuestions(context.db, assembly.id)
  expect(question?.votes.length).toBe(1)
  expect(question?.voters?.size).toBe(VOTERS)
})
