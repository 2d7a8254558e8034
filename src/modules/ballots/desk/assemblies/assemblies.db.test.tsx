import { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Context } from '#platform/context'
import { testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { sessions, type Visitor } from '#platform/sessions'
import { CODES } from '../../commands/assemblies/index.ts'
import { assemblyPages } from '../../pages/assemblies/index.tsx'
import { printedCode } from '../../sealed/evidence-code.ts'
import * as store from '../../store/assemblies/index.ts'
import { type Fields, type VoterBrowser, voterBrowserOn } from '../../testing/browser.ts'
import { assembliesDesk } from './index.tsx'

const FRAME = {
  ...{ serviceName: 'Filigrane', territoryName: 'Essai', watermark: '', navigation: [] },
  assets: { stylesheet: '', fonts: [] },
  footer: { mention: '', columns: [] },
}
const DESK = '/agents/assemblees'
const COOPERATIVE: Fields = {
  ...{ titre: 'Coopérative des Jardins', 'jour-jour': '12', 'jour-mois': '5', 'jour-annee': '2027', lieu: 'Lens' },
  colleges: 'Salariés ; 1/2\nUsagers ; 30 %\nTerritoires ; 0,2',
  ...{ scic: 'oui', 'quorum-1': '1/2', 'quorum-2': '0', convocation: '1', portee: 'assembly', procurations: '1' },
}
const MEMBERS = 'Nom ; collège\nAna ; Salariés\nBob ; Salariés\nCléo ; Usagers\nDan ; Usagers\nÉva ; Territoires'
const MOTION = { genre: 'motion', seuil: '1/2', atteint: 'plus', base: 'expressed', silence: 'shared' }

let database: TestDatabase
let context: Context
let desk: VoterBrowser

beforeAll(async () => {
  database = await testDatabase()
  context = testContext(database)
  desk = voterBrowserOn(deskOf(['agent']))
  desk.cookies.set('__Host-session', 'secret')
})
afterAll(() => database.drop())

function deskOf(roles: readonly ('agent' | 'resident')[]): Hono {
  const visitor: Visitor = {
    ...{ personId: '00000000-0000-7000-8000-000000000201', sessionId: '00000000-0000-7000-8000-000000000202' },
    ...{ displayName: 'Ana', assurance: 'passkey', signedInAt: new Date(0) },
    roles: roles.map((role) => ({ role, object: null })),
  }
  return new Hono().use(sessions(async () => visitor)).route('/', assembliesDesk(context, FRAME))
}

const plain = (html: string) =>
  html
    .replaceAll(/[\u00a0\u202f]/g, ' ')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')

/** Sends a form of the desk that must be taken, and gives where it led. */
async function act(from: string, action: string, fields: Fields = {}): Promise<string> {
  await desk.get(from)
  const answer = await desk.send(action, fields)
  expect([answer.status, plain(answer.html)]).toEqual([303, expect.anything()])
  return answer.location ?? ''
}

async function refused(from: string, action: string, fields: Fields = {}): Promise<string> {
  await desk.get(from)
  const answer = await desk.send(action, fields)
  expect(answer.status).toBe(422)
  return plain(answer.html)
}

async function newAssembly(title: string, changes: Fields = {}): Promise<string> {
  const path = await act(`${DESK}/nouvelle`, `${DESK}/nouvelle`, { ...COOPERATIVE, titre: title, ...changes })
  await act(`${path}/membres`, `${path}/membres`, { liste: MEMBERS, accord: 'oui' })
  return path
}

async function known(path: string) {
  const assembly = (await store.findAssembly(context.db, path.split('/').at(-1)!))!
  const room = await store.readRoom(context.db, assembly.id)
  const idOf = (name: string) => room.members.find((member) => member.name === name)!.id
  const codeOf = (name: string) => {
    const { number } = room.members.find((member) => member.name === name)!
    return printedCode(context.keyFor(CODES), assembly.codeSeed!, number)
  }
  return { assembly, room, idOf, codeOf }
}

async function arrive(path: string, ...names: readonly string[]): Promise<void> {
  const { idOf } = await known(path)
  for (const name of names) await act(`${path}/presences`, `${path}/presences`, { arrive: idOf(name) })
}

/** A member's own browser, their code typed. */
async function phoneOf(path: string, name: string): Promise<VoterBrowser & { readonly vote: string }> {
  const { assembly, codeOf } = await known(path)
  const vote = `/assemblees/${assembly.slug}/voter`
  const phone = voterBrowserOn(new Hono().route('/', assemblyPages(context, FRAME)))
  await phone.get(vote)
  expect((await phone.send(vote, { code: codeOf(name).toLowerCase() })).status).toBe(303)
  return { ...phone, vote }
}

async function say(phone: VoterBrowser & { readonly vote: string }, member: string, answer: Fields): Promise<string> {
  const { html } = await phone.get(phone.vote)
  const rank = new RegExp(`value="${member}".*?name="rang" value="(\\d+)"`, 's').exec(html)?.[1] ?? '0'
  const own = Object.entries(answer).map(([name, value]) => [`${name}-${rank}`, value])
  const sent = await phone.send(`${phone.vote}/questions/1`, {
    ...Object.fromEntries(own),
    ...{ membre: member, rang: rank },
  })
  return sent.status === 303 ? 'taken' : plain(sent.html)
}

test('an assembly is prepared, meets, votes on phones and by proxy, and its result shows every fraction', async () => {
  const path = await newAssembly('Comptes')
  await act(`${path}/questions/nouvelle`, `${path}/questions/nouvelle`, { titre: 'Approuver les comptes', ...MOTION })
  const { idOf } = await known(path)
  await act(`${path}/presences`, `${path}/procurations`, { de: idOf('Dan'), a: idOf('Cléo') })
  await arrive(path, 'Ana', 'Bob')
  await act(path, `${path}/ouvrir`)
  expect(await refused(`${path}/questions/1`, `${path}/questions/1/ouvrir`)).toContain('Le quorum n’est pas atteint')
  await arrive(path, 'Cléo')
  await act(`${path}/questions/1`, `${path}/questions/1/ouvrir`)

  const [ana, cleo, eva] = [await phoneOf(path, 'Ana'), await phoneOf(path, 'Cléo'), await phoneOf(path, 'Éva')]
  expect(await say(ana, idOf('Ana'), { reponse: 'no' })).toBe('taken')
  expect(await say(ana, idOf('Ana'), { reponse: 'yes' })).toBe('taken')
  expect(await say(cleo, idOf('Cléo'), { reponse: 'yes' })).toBe('taken')
  expect(await say(cleo, idOf('Dan'), { reponse: 'no' })).toBe('taken')
  expect(plain((await eva.get(eva.vote)).html)).toContain('Votre présence n’est pas notée')
  await act(`${path}/questions/1`, `${path}/questions/1/voix`, { membre: idOf('Bob'), reponse: 'abstain' })
  await act(`${path}/questions/1`, `${path}/questions/1/fermer`)

  // Territoires says nothing: 1/2 and 3/10 become 5/8 and 3/8.
  const told = plain((await ana.get(ana.vote)).html)
  expect(told).toContain('Adoptée : 13/16 des voix. Il en faut plus de 1/2 des voix exprimées.')
  expect(told).toContain('5/8 × 1/1 + 3/8 × 1/2 = 13/16')
  expect(told).toContain('donne son poids aux autres')
  expect(told).toContain('Dan Usagers Contre Oui, Cléo')
  const csv = (await desk.get(`${path}/votes.csv`)).html
  expect(csv).toContain('1,Approuver les comptes,Dan,Usagers,Contre,Cléo\r\n')
})

test('nobody votes for a member they do not represent, nor once the giver has come in person', async () => {
  const path = await newAssembly('Mandats')
  await act(`${path}/questions/nouvelle`, `${path}/questions/nouvelle`, { titre: 'Approuver', ...MOTION })
  const { idOf } = await known(path)
  await act(`${path}/presences`, `${path}/procurations`, { de: idOf('Dan'), a: idOf('Cléo') })
  await arrive(path, 'Ana', 'Cléo')
  await act(path, `${path}/ouvrir`)
  await act(`${path}/questions/1`, `${path}/questions/1/ouvrir`)
  const cleo = await phoneOf(path, 'Cléo')
  await cleo.get(cleo.vote)
  expect(
    (await cleo.send(`${cleo.vote}/questions/1`, { 'reponse-1': 'yes', membre: idOf('Ana'), rang: '1' })).status,
  ).toBe(422)
  expect(await say(cleo, idOf('Dan'), { reponse: 'yes' })).toBe('taken')
  await arrive(path, 'Dan')
  expect(await say(cleo, idOf('Dan'), { reponse: 'yes' })).toContain('Vous ne pouvez pas voter pour cette personne')
  expect(await say(cleo, idOf('Cléo'), {})).toContain('Choisissez une réponse')
  await act(`${path}/questions/1`, `${path}/questions/1/fermer`)
  const late = await cleo.again()
  expect(plain(late.html)).toContain('n’est pas ouvert')
})

test('who leaves before the vote is closed is not counted', async () => {
  const path = await newAssembly('Départs', { 'quorum-1': '0' })
  await act(`${path}/questions/nouvelle`, `${path}/questions/nouvelle`, { titre: 'Approuver', ...MOTION })
  await arrive(path, 'Ana', 'Bob')
  await act(path, `${path}/ouvrir`)
  await act(`${path}/questions/1`, `${path}/questions/1/ouvrir`)
  const { idOf } = await known(path)
  for (const [name, reponse] of [
    ['Ana', 'yes'],
    ['Bob', 'no'],
  ] as const) {
    await act(`${path}/questions/1`, `${path}/questions/1/voix`, { membre: idOf(name), reponse })
  }
  await act(`${path}/presences`, `${path}/presences`, { part: idOf('Bob') })
  await act(`${path}/questions/1`, `${path}/questions/1/fermer`)
  expect(plain((await desk.get(`${path}/questions/1`)).html)).toContain('Adoptée : 1 des voix')
})

test('an election fills its seats, and says which candidates the order told apart', async () => {
  const path = await newAssembly('Élection', { 'quorum-1': '0' })
  const election = { genre: 'election', candidats: 'Ana\nBob\nCléo', sieges: '1', silence: 'shared' }
  await act(`${path}/questions/nouvelle`, `${path}/questions/nouvelle`, { titre: 'Élire', ...election, seuil: '1/2' })
  await arrive(path, 'Ana', 'Bob')
  await act(path, `${path}/ouvrir`)
  await act(`${path}/questions/1`, `${path}/questions/1/ouvrir`)
  const { idOf } = await known(path)
  const [ana, bob] = [await phoneOf(path, 'Ana'), await phoneOf(path, 'Bob')]
  expect(await say(ana, idOf('Ana'), { choix: ['0', '1'] })).toContain('ne dépassez pas le nombre de sièges')
  expect(await say(ana, idOf('Ana'), { choix: ['1'] })).toBe('taken')
  expect(await say(bob, idOf('Bob'), { choix: ['0'] })).toBe('taken')
  await act(`${path}/questions/1`, `${path}/questions/1/fermer`)
  const told = plain((await desk.get(`${path}/questions/1`)).html)
  expect(told).toContain('Élus : Ana. À égalité pour le dernier siège : Ana, Bob.')
})

test('statutes that do not hold and lists that do not read are refused, each line with its sentence', async () => {
  const create = (changes: Fields) =>
    refused(`${DESK}/nouvelle`, `${DESK}/nouvelle`, { ...COOPERATIVE, ...changes } as Fields)
  expect(await create({ colleges: 'Salariés ; 60 %\nUsagers ; 20 %\nVille ; 20 %' })).toContain('de 10 % à 50 %')
  expect(await create({ colleges: 'Salariés ; 1/2\nUsagers ; 1/3' })).toContain('exactement 1')
  expect(await create({ titre: ' ' })).toContain('Donnez un titre')
  const path = await newAssembly('Listes')
  const bad = await refused(`${path}/membres`, `${path}/membres`, {
    liste: 'Ana ; Inconnus\nBob ; Salariés\nbob ; Usagers',
  })
  expect(bad).toContain('Ligne 1 : Le collège « Inconnus » n’existe pas')
  expect(bad).toContain('Ligne 3 : « bob » est déjà à la ligne 2')
  await desk.get(`${path}/membres`)
  const dry = await desk.send(`${path}/membres`, { liste: 'Zoé ; Salariés' })
  expect([dry.status, (await known(path)).room.members.length]).toEqual([200, 5])
  await act(path, `${path}/ouvrir`)
  expect((await desk.get(`${path}/membres`)).html).not.toContain('name="liste"')
})

test('a wrong code shows nothing of the assembly, and who has no role does not hold one', async () => {
  const path = await newAssembly('Codes')
  const { assembly } = await known(path)
  const vote = `/assemblees/${assembly.slug}/voter`
  const phone = voterBrowserOn(new Hono().route('/', assemblyPages(context, FRAME)))
  await phone.get(vote)
  const wrong = await phone.send(vote, { code: '2222 2222 2222' })
  expect(wrong.status).toBe(422)
  expect(wrong.html).not.toContain('Ana')
  const resident = voterBrowserOn(deskOf(['resident']))
  resident.cookies.set('__Host-session', 'secret')
  expect((await resident.get(path)).status).toBe(403)
})

test('the minutes and the codes are printed; once it is over the codes are forgotten', async () => {
  const path = await newAssembly('Papiers')
  for (const file of ['codes.pdf', 'proces-verbal.pdf']) {
    const read = await desk.get(`${path}/${file}`)
    expect([read.status, read.html.slice(0, 4)], file).toEqual([200, '%PDF'])
  }
  await act(path, `${path}/ouvrir`)
  await act(path, `${path}/finir`)
  expect((await desk.get(`${path}/codes.pdf`)).status).toBe(404)
  expect(plain((await desk.get(`${path}/presences`)).html)).not.toContain('Arrivée')
})
