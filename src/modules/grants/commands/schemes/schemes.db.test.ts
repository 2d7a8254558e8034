import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { endOfDay, instantsOf } from '#kernel/calendar'
import { assert } from '#kernel/result'
import { seedPeople } from '#modules/accounts'
import { actingAs, type Context } from '#platform/context'
import { testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { clockOf, type DeskAct, standingOf } from '../../schemes/index.ts'
import * as store from '../../store/schemes/index.ts'
import {
  AGENTS,
  aProject,
  must,
  NAME,
  openCall,
  PARTNER,
  PURPOSE,
  question,
  SECTIONS,
  submission,
  WORDS,
} from '../../testing/schemes.ts'
import {
  acknowledgeForm,
  actOnDossier,
  actOnDossiers,
  addEntry,
  askToPublishEdition,
  beginDossier,
  beginForm,
  changeEdition,
  changeForm,
  fileDossier,
  moveWindow,
  noteOnDossier,
  openEdition,
  openScheme,
  publishEdition,
  publishForm,
  removeEntry,
  rewordScheme,
  type TypedAnswer,
  withdrawDossier,
  writeAnswers,
} from './index.ts'

const at = (day: string, time = '10:00') => instantsOf({ day, time })[0]!
const person = (number: number) => `00000000-0000-7000-8000-0000000000b${number}`
const projectId = (number: number) => `00000000-0000-7000-8000-0000000${String(number).padStart(2, '0')}c00`
const MARCH = { opensOn: '2027-03-01', closesOn: '2027-03-28' }

let database: TestDatabase
let context: Context
let now = at('2027-03-10')
let call: Awaited<ReturnType<typeof openCall>>
let projects = 0

beforeAll(async () => {
  database = await testDatabase({ poolSize: 12 })
  context = testContext(database, { now: () => now })
  const people = [...AGENTS, person(1), person(2), person(3)].map((id, index) => ({
    ...{ id, displayName: `Personne ${index}`, email: `p${index}@exemple.example`, roles: [] },
  }))
  assert((await seedPeople(context, people)).ok, 'the people of the test are there')
  call = await openCall(context, { slug: 'essai', prefix: 'ES27', ...MARCH })
})
afterAll(() => database.drop())

const as = (id: string) => actingAs(context, { kind: 'person', id })

/** A dossier begun by somebody of its team. */
async function begun(parts: { readonly editionId?: string; readonly siren?: string } = {}) {
  projects += 1
  const id = await aProject(context, {
    ...{ id: projectId(projects), team: [person(1), person(2)] },
    ...(parts.siren === undefined ? {} : { siren: parts.siren }),
  })
  const editionId = parts.editionId ?? call.id
  const dossier = must(
    await beginDossier(as(person(1)), {
      ...{ submission: submission(), editionId, projectId: id, hand: 'team', hasCome: false },
    }),
  )
  return { ...dossier, projectId: id }
}

const typed = (field: string, text: string, readAt = 0): TypedAnswer => {
  const section = SECTIONS.find(({ fields }) => fields.some(({ id }) => id === field))?.id ?? 'quoi'
  return { section, entry: '1', field, texts: text === '' ? [] : [text], readAt }
}

async function write(dossierId: string, answers: readonly TypedAnswer[], by = person(1), isSure = false) {
  return writeAnswers(as(by), { submission: submission(), dossierId, hand: 'team', answers, isSure })
}

async function filed(parts: { readonly siren?: string } = {}) {
  const dossier = await begun(parts)
  must(await write(dossier.id, [typed('nom', 'Les Amis du terril'), typed('objet', 'Réparer des vélos.')]))
  must(await fileDossier(as(person(1)), { submission: submission(), id: dossier.id, hand: 'team' }))
  return dossier
}

const act = (id: string, what: DeskAct, by: string = AGENTS[0]) =>
  actOnDossier(as(by), { submission: submission(), id, act: what })
const factsOf = async (id: string) => (await store.listFacts(database.db, [id])).get(id)!
const stateOf = async (id: string) => standingOf(await factsOf(id)).state
const textsOf = async (id: string) =>
  Object.fromEntries((await store.listAnswers(database.db, id)).map(({ field, texts }) => [field, texts.join('|')]))

test('an edition is published by two people, and its rules are then frozen by the database itself', async () => {
  const [one, other] = [as(AGENTS[0]), as(AGENTS[1])]
  const scheme = must(
    await openScheme(one, { submission: submission(), slug: 'gele', words: WORDS, isFictitious: true }),
  )
  const { rules } = (await store.findEdition(database.db, { id: call.id }))!
  const draft = { schemeId: scheme.id, slug: 'gele-1', title: 'Gelé', prefix: 'GE27', rules, decisionId: null }
  const { id } = must(await openEdition(one, { submission: submission(), edition: draft }))
  expect(await askToPublishEdition(one, { submission: submission(), id, version: 1 })).toMatchObject({
    refusal: 'edition-not-whole',
  })
  const again = { submission: submission(), edition: { ...draft, slug: 'gele-2' } }
  expect(await openEdition(one, again)).toMatchObject({ refusal: 'prefix-taken' })

  expect(await publishEdition(one, { submission: submission(), id: call.id, version: 1 })).toMatchObject({
    refusal: 'edition-published',
  })
  const changed = { id: call.id, version: 1, title: 'Autre', rules, decisionId: null }
  expect(await changeEdition(other, { submission: submission(), ...changed })).toMatchObject({
    refusal: 'edition-published',
  })
  const forced = sql`UPDATE scheme_edition SET rules = '{"stages":[]}' WHERE id = ${call.id}`.execute(database.db)
  await expect(forced).rejects.toThrow(/frozen|scheme_edition_is_what_was_read/)
})

test('who asked for a publication does not do it; a change takes the question back', async () => {
  const [one, other] = [as(AGENTS[0]), as(AGENTS[1])]
  const { rules } = (await store.findEdition(database.db, { id: call.id }))!
  const draft = { schemeId: call.schemeId, slug: 'deux', title: 'Deux', prefix: 'DX27', rules, decisionId: null }
  const { id } = must(await openEdition(one, { submission: submission(), edition: draft }))
  const window = { stage: 'filing' as const, opensAt: at('2027-05-01'), closesAt: null }
  must(await moveWindow(one, { submission: submission(), editionId: id, window }))
  const from = { version: 1, sections: SECTIONS }
  const form = must(await beginForm(one, { submission: submission(), editionId: id, purpose: 'application', from }))
  must(await publishForm(one, { submission: submission(), id: form.id, version: 1 }))

  expect(await publishEdition(one, { submission: submission(), id, version: 1 })).toMatchObject({
    refusal: 'not-asked',
  })
  must(await askToPublishEdition(one, { submission: submission(), id, version: 1 }))
  expect(await publishEdition(one, { submission: submission(), id, version: 1 })).toMatchObject({
    refusal: 'same-person',
  })
  const change = { id, version: 1, title: 'Deux bis', rules, decisionId: null }
  must(await changeEdition(other, { submission: submission(), ...change }))
  expect(await changeEdition(other, { submission: submission(), ...change })).toMatchObject({
    refusal: 'moved-meanwhile',
  })
  expect(await publishEdition(other, { submission: submission(), id, version: 2 })).toMatchObject({
    refusal: 'not-asked',
  })
})

test('a scheme reworded by two people at once tells the second', async () => {
  const words = { ...WORDS, title: 'Aide reprise' }
  must(await rewordScheme(call.one, { submission: submission(), id: call.schemeId, version: 1, words }))
  const late = { submission: submission(), id: call.schemeId, version: 1, words: WORDS }
  expect(await rewordScheme(call.other, late)).toMatchObject({ refusal: 'moved-meanwhile' })
})

test('a window that is open is prolonged, and the move is kept', async () => {
  const [window] = (await store.findEdition(database.db, { id: call.id }))!.windows
  const shorter = { ...window!, closesAt: endOfDay('2027-03-20') }
  expect(await moveWindow(call.one, { submission: submission(), editionId: call.id, window: shorter })).toMatchObject({
    refusal: 'window-shortened-late',
  })
  must(await moveWindow(call.one, { submission: submission(), editionId: call.id, window: window! }))
  const moves = await database.db.selectFrom('scheme_window_move').selectAll().execute()
  expect(moves).toHaveLength(1)
})

test('a dossier begun from two tabs at once is one dossier, with one number', async () => {
  projects += 1
  const id = await aProject(context, { id: projectId(projects), team: [person(1)] })
  const tab = () =>
    beginDossier(as(person(1)), {
      ...{ submission: submission(), editionId: call.id, projectId: id, hand: 'team' as const, hasCome: false },
    })
  const numbers = (await Promise.all(Array.from({ length: 8 }, tab))).map((result) => must(result).number)
  expect(new Set(numbers).size).toBe(1)
  const team = { editionId: call.id, projectId: id, hand: 'team' as const, hasCome: false }
  expect(await beginDossier(as(person(3)), { submission: submission(), ...team })).toMatchObject({
    refusal: 'not-of-the-team',
  })
})

test('what was typed is kept, readable or not; somebody who wrote meanwhile is told, and nothing of theirs is lost', async () => {
  const dossier = await begun()
  expect(must(await write(dossier.id, [typed('nom', 'Les Amis'), typed('objet', 'x'.repeat(600))]))).toEqual({
    ...{ saved: 2, conflicts: [] },
  })
  const late = [typed('nom', 'Les Amies'), typed('objet', 'Réparer.', 1)]
  expect(must(await write(dossier.id, late, person(2)))).toEqual({ saved: 1, conflicts: ['nom'] })
  expect(await textsOf(dossier.id)).toEqual({ nom: 'Les Amis', objet: 'Réparer.' })
  expect(must(await write(dossier.id, late.slice(0, 1), person(2), true))).toEqual({ saved: 1, conflicts: [] })
  expect(await textsOf(dossier.id)).toMatchObject({ nom: 'Les Amies' })
  // The same page sent again changes nothing, and contradicts nobody.
  expect(must(await write(dossier.id, late, person(2)))).toEqual({ saved: 0, conflicts: [] })
  expect(await write(dossier.id, [typed('nom', 'Moi')], person(3))).toMatchObject({ refusal: 'not-of-the-team' })
  const nowhere = { section: 'qui', entry: '1', field: 'inconnu', texts: ['x'], readAt: 0 }
  expect(await write(dossier.id, [nowhere])).toMatchObject({ refusal: 'part-not-asked' })
})

test('partners are added, up to as many as asked, and taken away with what was written of them', async () => {
  const dossier = await begun()
  const add = () =>
    addEntry(as(person(1)), { submission: submission(), dossierId: dossier.id, hand: 'team', section: 'partenaires' })
  const entries = [must(await add()).entry, must(await add()).entry, must(await add()).entry]
  expect(entries).toEqual(['1', '2', '3'])
  expect(await add()).toMatchObject({ refusal: 'too-many-entries' })
  const partner = { section: 'partenaires', entry: '2', field: PARTNER.id, texts: ['La Ligue'], readAt: 0 }
  must(await write(dossier.id, [partner]))
  const away = { dossierId: dossier.id, hand: 'team' as const, section: 'partenaires', entry: '2' }
  must(await removeEntry(as(person(1)), { submission: submission(), ...away }))
  const left = (await store.readAnswers(database.db, dossier.id)).partenaires!
  expect(left.map(({ key, written }) => [key, written])).toEqual([
    ['1', {}],
    ['3', {}],
  ])
})

test('a dossier is filed once it is whole and the window is open, and is then what was written at that moment', async () => {
  const dossier = await begun()
  const file = () => fileDossier(as(person(1)), { submission: submission(), id: dossier.id, hand: 'team' })
  expect(await file()).toMatchObject({ refusal: 'dossier-incomplete' })
  must(await write(dossier.id, [typed('nom', 'Les Amis'), typed('objet', 'Réparer.')]))
  const open = now
  now = endOfDay('2027-03-28')
  expect(await file()).toMatchObject({ refusal: 'window-over' })
  now = new Date(now.getTime() - 1)
  expect(must(await file()).number).toBe(dossier.number)
  now = open
  expect(await stateOf(dossier.id)).toBe('filed')
  expect(await write(dossier.id, [typed('nom', 'Autre', 1)])).toMatchObject({ refusal: 'dossier-not-open' })
  const filing = await store.findFiling(database.db, dossier.id)
  expect(filing?.answers).toEqual({
    qui: [{ key: '1', written: { nom: ['Les Amis'] } }],
    quoi: [{ key: '1', written: { objet: ['Réparer.'] } }],
  })
  const told = await database.db
    .selectFrom('notice_message')
    .select('sentence')
    .where('object', '=', `dossier:${dossier.id}`)
    .execute()
  expect(told.map(({ sentence }) => sentence)).toEqual(
    [1, 2].map(() => expect.stringContaining(`Votre dossier ${dossier.number} est déposé`)),
  )
})

test('an agent types in a dossier for somebody, after the window too', async () => {
  projects += 1
  const id = await aProject(context, { id: projectId(projects), team: [person(2)] })
  const open = now
  now = at('2027-04-02')
  const paper = { submission: submission(), editionId: call.id, projectId: id, hand: 'desk' as const, hasCome: false }
  const dossier = must(await beginDossier(as(AGENTS[0]), paper))
  const answers = [typed('nom', 'Les Amis'), typed('objet', 'Réparer.')]
  const page = { submission: submission(), dossierId: dossier.id, hand: 'desk' as const, answers, isSure: false }
  must(await writeAnswers(as(AGENTS[0]), page))
  must(await fileDossier(as(AGENTS[0]), { submission: submission(), id: dossier.id, hand: 'desk' }))
  now = open
  expect((await store.findDossier(database.db, { id: dossier.id }))?.typedBy).toBe(AGENTS[0])
})

test('missing pieces open the parts asked for and no other, stop the count of silence, and start it again', async () => {
  const dossier = await filed()
  const ask: DeskAct = {
    ...{ act: 'ask-pieces', parts: [{ section: 'quoi', field: PURPOSE.id }], dueOn: '2027-03-25' },
    words: 'Dites combien de vélos.',
  }
  must(await act(dossier.id, ask))
  expect(await act(dossier.id, ask)).toMatchObject({ refusal: 'state-does-not-allow' })
  expect(clockOf(await factsOf(dossier.id), 2, '2027-03-12')?.refusedOn).toBeUndefined()
  expect(await write(dossier.id, [typed('nom', 'Autre', 1)])).toMatchObject({ refusal: 'part-not-asked' })
  must(await write(dossier.id, [typed('objet', 'Réparer vingt vélos.', 1)]))
  const open = now
  now = at('2027-03-15')
  must(await fileDossier(as(person(2)), { submission: submission(), id: dossier.id, hand: 'team' }))
  now = open
  expect(await stateOf(dossier.id)).toBe('filed')
  expect(clockOf(await factsOf(dossier.id), 2, '2027-03-20')).toMatchObject({
    refusedOn: '2027-05-15',
    suspendedDays: 5,
  })
  expect((await store.findFiling(database.db, dossier.id))?.number).toBe(2)
})

test('a dossier goes from complete to admitted, is refused with a reason, and is looked at again', async () => {
  const dossier = await filed()
  must(await act(dossier.id, { act: 'assign', personId: AGENTS[1] }))
  must(await act(dossier.id, { act: 'complete' }))
  const reason = 'Le projet n’est pas porté par une structure de l’ESS.'
  expect(await act(dossier.id, { act: 'not-admit', words: '' })).toMatchObject({ refusal: 'reason-needed' })
  must(await act(dossier.id, { act: 'not-admit', words: reason }))
  expect(await stateOf(dossier.id)).toBe('not-admitted')
  must(await act(dossier.id, { act: 'reopen', words: 'Les statuts avaient été mal lus.' }))
  must(await act(dossier.id, { act: 'admit' }))
  expect(standingOf(await factsOf(dossier.id))).toMatchObject({ state: 'admitted', assignee: AGENTS[1] })
  const said = await store.listWords(database.db, dossier.id)
  expect(said.map(({ reader, words }) => [reader, words])).toContainEqual(['applicant', reason])
  must(await noteOnDossier(as(AGENTS[0]), { submission: submission(), id: dossier.id, words: 'Voir avec la MDS.' }))
  expect((await store.listWords(database.db, dossier.id)).at(-1)).toMatchObject({ reader: 'desk', factId: null })
})

test('of two agents who decide at once, one does and the other reads where it stands', async () => {
  const dossier = await filed()
  const refusal = { act: 'not-admit', words: 'Hors du territoire.' } as const
  const outcomes = await Promise.all(AGENTS.map((agent) => act(dossier.id, refusal, agent)))
  expect(outcomes.map(({ ok }) => ok).toSorted()).toEqual([false, true])
  const [one, other] = [await filed(), await begun()]
  const bulk = { submission: submission(), ids: [one.id, other.id], act: { act: 'complete' } as const }
  expect((await actOnDossiers(as(AGENTS[0]), bulk)).map(({ refusal }) => refusal)).toEqual([
    undefined,
    'state-does-not-allow',
  ])
})

test('a dossier begun under one version of the form survives the next, and its team is shown what changed', async () => {
  const revised = await openCall(context, { slug: 'revise', prefix: 'RV27', ...MARCH })
  const [draft, done] = [await begun({ editionId: revised.id }), await begun({ editionId: revised.id })]
  for (const { id } of [draft, done]) must(await write(id, [typed('nom', 'Les Amis'), typed('objet', 'Réparer.')]))
  must(await fileDossier(as(person(1)), { submission: submission(), id: done.id, hand: 'team' }))

  const change = async (version: number, edit: Parameters<typeof changeForm>[1]['edit']) =>
    must(await changeForm(revised.one, { submission: submission(), id: revised.formId, version, edit }))
  await change(1, { edit: 'move-field', id: NAME.id, by: 1 })
  await change(2, { edit: 'add-field', sectionId: 'qui', field: question('ville', { kind: 'text', most: 50 }) })
  must(await publishForm(revised.one, { submission: submission(), id: revised.formId, version: 3 }))
  expect(await publishForm(revised.one, { submission: submission(), id: revised.formId, version: 3 })).toMatchObject({
    refusal: 'form-unchanged',
  })

  // What was filed is read as it was asked; the draft went along, and lost nothing.
  expect(await store.findDossier(database.db, { id: done.id })).toMatchObject({ formVersion: 1 })
  expect(await store.findDossier(database.db, { id: draft.id })).toMatchObject({ formVersion: 2, seenVersion: 1 })
  expect(await store.readAnswers(database.db, draft.id)).toMatchObject({
    quoi: [{ written: { nom: ['Les Amis'], objet: ['Réparer.'] } }],
  })
  const file = () => fileDossier(as(person(1)), { submission: submission(), id: draft.id, hand: 'team' })
  expect(await file()).toMatchObject({ refusal: 'dossier-incomplete' })
  must(await acknowledgeForm(as(person(1)), { submission: submission(), dossierId: draft.id }))
  must(await write(draft.id, [{ section: 'qui', entry: '1', field: 'ville', texts: ['Lens'], readAt: 0 }]))
  must(await file())
  expect(await store.findDossier(database.db, { id: draft.id })).toMatchObject({ seenVersion: 2 })
})

test('what an organisation said once is proposed again in its next dossier', async () => {
  await filed({ siren: '999000110' })
  const other = await openCall(context, { slug: 'suite', prefix: 'SU27', ...MARCH })
  const dossier = await begun({ editionId: other.id, siren: '999000110' })
  expect(await textsOf(dossier.id)).toEqual({ nom: 'Les Amis du terril' })
  const [kept] = await store.listAnswers(database.db, dossier.id)
  expect(kept).toMatchObject({ writtenBy: null, version: 1 })
})

test('an organisation files as many dossiers as the rules say, even from two projects at once', async () => {
  const one = await openCall(context, { slug: 'unique', prefix: 'UN27', ...MARCH, rules: { mostByOrganisation: 1 } })
  const dossiers = [
    await begun({ editionId: one.id, siren: '999000128' }),
    await begun({ editionId: one.id, siren: '999000128' }),
  ]
  for (const { id } of dossiers) must(await write(id, [typed('nom', 'Les Amis'), typed('objet', 'Réparer.')]))
  const outcomes = await Promise.all(
    dossiers.map(({ id }) => fileDossier(as(person(1)), { submission: submission(), id, hand: 'team' })),
  )
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
  expect(outcomes.find(({ ok }) => !ok)).toMatchObject({ refusal: 'too-many-dossiers' })
})

test('a dossier that is withdrawn is over, and the project may begin another', async () => {
  const dossier = await filed()
  const withdraw = () => withdrawDossier(as(person(2)), { submission: submission(), id: dossier.id, hand: 'team' })
  must(await withdraw())
  expect(await withdraw()).toMatchObject({ refusal: 'state-does-not-allow' })
  const again = { submission: submission(), editionId: call.id, projectId: dossier.projectId, hand: 'team' as const }
  expect(must(await beginDossier(as(person(1)), { ...again, hasCome: false })).number).not.toBe(dossier.number)
})

test('where a workshop comes first, the form opens to who came', async () => {
  const gated = await openCall(context, { slug: 'comptoir', prefix: 'CM27', ...MARCH, rules: { needsWorkshop: true } })
  projects += 1
  const id = await aProject(context, { id: projectId(projects), team: [person(1)] })
  const begin = (hasCome: boolean) =>
    beginDossier(as(person(1)), {
      ...{ submission: submission(), editionId: gated.id, projectId: id, hand: 'team' as const, hasCome },
    })
  expect(await begin(false)).toMatchObject({ refusal: 'workshop-first' })
  expect((await begin(true)).ok).toBe(true)
})
