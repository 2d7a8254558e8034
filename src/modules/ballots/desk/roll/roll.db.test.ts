import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Context } from '#platform/context'
import { testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import type { SealedPoll } from '../../sealed/poll.ts'
import { AGENT_ID, deskBrowser } from '../../testing/roll-desk.ts'
import { openPoll } from '../../testing/sealed-poll.ts'

const LEA = { nom: 'Petit', prenom: 'Léa', 'naissance-jour': '7', 'naissance-mois': '3', 'naissance-annee': '2012' }

let database: TestDatabase
let context: Context
let poll: SealedPoll
let desk: string
let vote: string

beforeAll(async () => {
  database = await testDatabase()
  context = testContext(database)
  poll = (await openPoll(context)).poll
  desk = `/agents/scrutins/${poll.slug}`
  vote = `/scrutins/${poll.slug}/voter`
})
afterAll(() => database.drop())

test('somebody comes with a paper: an agent lets them in, they vote alone on the screen, the next person finds nothing', async () => {
  const screen = deskBrowser(context, 'agent')
  await screen.get(`${desk}/guichet`)
  const missing = await screen.send(`${desk}/guichet`, LEA)
  expect(missing.status).toBe(422)
  expect(missing.html).toContain('Choisissez le papier que la personne a montré.')
  expect(await screen.send(`${desk}/guichet`, { ...LEA, papier: 'passport' })).toMatchObject({
    status: 303,
    location: vote,
  })
  await screen.get(vote)
  await screen.send(vote, { acte: 'relire', choix: ['p1'] })
  expect((await screen.get(`${vote}/confirmer`)).html).toContain('Léa')
  expect((await screen.send(`${vote}/confirmer`)).location).toBe(`${vote}/enregistre`)
  await screen.get(`${vote}/enregistre`)
  await screen.send(`${vote}/personne-suivante`)
  expect((await screen.get(`${vote}/confirmer`)).location).toBe(`${vote}/identite`)

  const { details, actor } = await lastAct('ballots.voter-let-in')
  expect(actor).toBe(`person:${AGENT_ID}`)
  expect(details).toEqual({ shown: 'passport' })
})

test('a twin of the same name is let in with a reason; without it, or where nobody voted, the page says what to do', async () => {
  const screen = deskBrowser(context, 'agent')
  await screen.get(`${desk}/guichet`)
  const nobody = { ...LEA, prenom: 'Inès', papier: 'other', homonyme: 'jumelle, deux papiers vus' }
  expect((await screen.send(`${desk}/guichet`, nobody)).html).toContain('Personne n’a encore voté sous ce nom')
  const twin = { ...LEA, papier: 'other', homonyme: 'jumelle, deux papiers vus' }
  expect((await screen.send(`${desk}/guichet`, twin)).status).toBe(303)
  expect((await lastAct('ballots.homonym-let-in')).details).toEqual({ shown: 'other' })
})

test('the list of voters opens for a reason; who opened it and why is noted, not whom they looked for', async () => {
  const agent = deskBrowser(context, 'agent')
  await agent.get(`${desk}/liste`)
  const refused = await agent.send(`${desk}/liste`, { nom: 'P' })
  expect(refused.status).toBe(422)
  expect(refused.html).toContain('Écrivez au moins deux lettres')
  expect(refused.html).toContain('Choisissez pourquoi vous ouvrez la liste.')

  const found = await agent.send(`${desk}/liste`, { nom: 'pet', raison: 'voter-asks' })
  expect(found.status).toBe(200)
  expect(found.html).toContain('Léa')
  expect(found.html).toContain('Au guichet')
  expect(found.headers.get('Cache-Control')).toBe('no-store')
  const noted = await lastAct('ballots.roll-consulted')
  expect(noted).toMatchObject({ actor: `person:${AGENT_ID}`, details: { reason: 'voter-asks' } })
  expect(JSON.stringify(noted).toLowerCase()).not.toContain('pet')
})

test.each(['guichet', 'liste', 'codes'])('%s is closed to who is not of the staff', async (part) => {
  expect((await deskBrowser(context, 'resident').get(`${desk}/${part}`)).status).toBe(403)
})

async function lastAct(act: string) {
  const acts = database.owner.selectFrom('audit_entry').select(['actor', 'details', 'object']).where('act', '=', act)
  return acts.orderBy('done_at', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirstOrThrow()
}
