import { afterAll, beforeAll, expect, test } from 'vitest'
import { done } from '#kernel/result'
import { actingAs } from '#platform/context'
import { testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { askToPublish, editDraft, openDraft, publishDraft, recordValue, tagThings } from './commands/index.ts'
import { contribution } from './contributes.ts'
import { putAction } from './editing.ts'
import type { Programme } from './model.ts'
import { findDraft, findPublication, listAimsOf, listValues } from './store/index.ts'
import { actionNamed, SMALL } from './testing/programmes.ts'

const [ANA, BOB] = ['00000000-0000-7000-8000-000000000a01', '00000000-0000-7000-8000-000000000a02']
const EVENT = { module: 'agenda', kind: 'event', id: 'e1' }
const SOURCE = { label: 'Nos dossiers', url: null, isFictitious: false }

let database: TestDatabase
let context: ReturnType<typeof testContext>
let sent = 0

beforeAll(async () => {
  database = await testDatabase()
  context = testContext(database, { contributions: [contribution] })
})
afterAll(() => database.drop())

const as = (id: string) => actingAs(context, { kind: 'person', id })
const submission = () => ({ key: `essai-du-programme-${++sent}`, body: null })

async function write(programme: Programme): Promise<number> {
  await openDraft(as(ANA), { submission: submission(), first: programme })
  const { edition } = (await findDraft(database.db))!
  const edited = await editDraft(as(ANA), { submission: submission(), readAt: edition, edit: () => done(programme) })
  if (!edited.ok) throw new Error(edited.refusal)
  return edited.value.edition
}

test('who asks for a version does not publish it, whatever the role; somebody else does', async () => {
  const readAt = await write(SMALL)
  const early = await publishDraft(as(BOB), { submission: submission(), readAt })
  expect(early).toEqual({ ok: false, refusal: 'not-asked' })
  await askToPublish(as(ANA), { submission: submission(), readAt })
  const alone = await publishDraft(as(ANA), { submission: submission(), readAt })
  expect(alone).toEqual({ ok: false, refusal: 'same-person' })
  expect(await findPublication(database.db, 1)).toBeUndefined()
  const both = await publishDraft(as(BOB), { submission: submission(), readAt })
  expect(both).toEqual({ ok: true, value: { number: 1 } })
})

test('a version that took one person is refused by the database itself', async () => {
  const alone = { number: 9, content: '{}', fingerprint: SHA256_OF_BRACES, published_at: new Date() }
  const insert = database.owner
    .insertInto('programme_publication')
    .values({ ...alone, asked_by: ANA, published_by: ANA })
    .execute()
  await expect(insert).rejects.toThrow('programme_publication_took_two_people')
})

test('a published version changes for nobody, not even the owner of the tables', async () => {
  const update = database.owner.updateTable('programme_publication').set({ content: '{}' }).execute()
  await expect(update).rejects.toThrow('append-only')
  await expect(database.owner.deleteFrom('programme_publication').execute()).rejects.toThrow('append-only')
  await expect(database.db.deleteFrom('programme_publication').execute()).rejects.toThrow('permission denied')
  expect((await findPublication(database.db, 1))?.programme).toEqual(SMALL)
})

test('a change takes back the question: what was asked is not what is published', async () => {
  const readAt = await write(withService('Un autre service'))
  await askToPublish(as(ANA), { submission: submission(), readAt })
  const again = await editDraft(as(BOB), {
    submission: submission(),
    readAt,
    edit: () => done(withService('Encore un')),
  })
  const edition = again.ok ? again.value.edition : 0
  expect(await publishDraft(as(BOB), { submission: submission(), readAt })).toMatchObject({ refusal: 'draft-moved' })
  expect(await publishDraft(as(BOB), { submission: submission(), readAt: edition })).toMatchObject({
    refusal: 'not-asked',
  })
})

test('a new version keeps the values and the tags of what keeps its name', async () => {
  const value = { action: 'aides', indicator: 'structures', on: '2026-01-31', thousandths: 12_000 }
  await recordValue(as(ANA), { submission: submission(), value: { ...value, nature: 'computed', source: SOURCE } })
  await tagThings(as(ANA), { submission: submission(), things: [EVENT], aim: 'soutenir', isFor: true })

  const readAt = await write(withService('Un service de plus'))
  await askToPublish(as(BOB), { submission: submission(), readAt })
  expect((await publishDraft(as(ANA), { submission: submission(), readAt })).ok).toBe(true)

  expect((await listValues(database.db, { action: 'aides' })).map(({ thousandths }) => thousandths)).toEqual([12_000])
  expect(await listAimsOf(database.db, EVENT)).toEqual(['soutenir'])
  expect(await contribution.tagsOf?.(database.db, EVENT)).toEqual([{ label: 'Soutenir', href: '/politique#soutenir' }])
  const up = await contribution.budgetLine?.(database.db, 'F-1')
  expect(up?.entries.map(({ title }) => title)).toEqual(['L’action aides', 'Soutenir', 'Promouvoir'])
})

test('what is the same as the version in force is not published again', async () => {
  const readAt = await write(withService('Un service de plus'))
  expect(await askToPublish(as(ANA), { submission: submission(), readAt })).toMatchObject({
    refusal: 'nothing-changed',
  })
})

test('a place reads the actions that name it or its EPCI, and not those of the whole territory', async () => {
  const here = actionNamed('aides', { lines: ['F-1'], places: ['200072460'] })
  const edited = putAction(SMALL, here, 'soutenir')
  const readAt = await write(edited.ok ? edited.value : SMALL)
  await askToPublish(as(ANA), { submission: submission(), readAt })
  await publishDraft(as(BOB), { submission: submission(), readAt })
  const told = await contribution.place?.(database.db, '200072460')
  expect(told?.entries.map(({ title }) => title)).toEqual(['L’action aides'])
  expect(await contribution.place?.(database.db, '246200364')).toBeUndefined()
})

test('an agent takes away what they did, and who is gone asks for nothing any more', async () => {
  const kept = await contribution.exportPerson?.(database.db, ANA)
  expect(JSON.stringify(kept)).toContain('vous avez demandé sa publication')
  await askToPublish(as(ANA), { submission: submission(), readAt: await write(withService('Le dernier')) })
  await database.db.transaction().execute(async (transaction) => {
    await contribution.erasePerson?.(transaction, ANA, new Date())
  })
  expect((await findDraft(database.db))?.askedBy).toBeNull()
})

const SHA256_OF_BRACES = '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a'

function withService(service: string): Programme {
  const { indicators } = SMALL.ambitions[0]!.orientations[1]!.actions[0]!
  const edited = putAction(SMALL, actionNamed('aides', { lines: ['F-1'], indicators, service }), 'soutenir')
  return edited.ok ? edited.value : SMALL
}
