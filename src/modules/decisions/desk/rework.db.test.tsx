import { Hono } from 'hono'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { contribution } from '../contributes.ts'
import { isSiret } from '../settings.ts'
import * as store from '../store/index.ts'
import { browserOf, FRAME, insertPeople, PEOPLE, SIRETS } from '../testing/index.ts'
import { decisionDesk } from './index.tsx'

const DESK = '/agents/decisions'

let database: TestDatabase
let routes: Hono

beforeAll(async () => {
  database = await testDatabase()
  await insertPeople(database)
  const context = testContext(database, { contributions: [contribution] })
  routes = new Hono().route('/', decisionDesk(context, FRAME))
})
afterAll(() => database.drop())

const as = (name: keyof typeof PEOPLE) => browserOf(name, routes)
const MEETING = { instance: 'permanent-commission', heure: '14:30', lieu: 'Hôtel du Département', elus: '30' }

async function planMeeting(jour: string): Promise<string> {
  const planned = await as('ana').send('/agents/seances', '/agents/seances', { ...MEETING, jour })
  return planned.headers.get('Location')!
}

const REPORT = {
  nature: 'deliberation',
  base: 'CGCT, article L3211-1',
  paiement: 'non-economic',
  matiere: '7.5',
  exercice: '2026',
}

async function openReport(jour: string, fields: Readonly<Record<string, string>> = {}): Promise<string> {
  const seance = (await planMeeting(jour)).split('/').at(-1)!
  const form = { ...REPORT, seance, objet: 'Soutien aux jardins', ...fields }
  return (await as('ana').send(`${DESK}/nouvelle`, `${DESK}/nouvelle`, form)).headers.get('Location')!
}

const find = async (path: string) => (await store.findDecision(database.db, path.split('/').at(-1)!))!
const visa = (name: 'ana' | 'bob' | 'cleo', path: string, step: string, more = {}) =>
  as(name).send(path, `${path}/visas`, { visa: step, ...more })

/** What somebody was told, the last first. */
async function told(name: keyof typeof PEOPLE): Promise<readonly string[]> {
  const { rows } = await sql<{ sentence: string }>`
    SELECT sentence FROM notice_message WHERE person_id = ${PEOPLE[name].id} ORDER BY told_at DESC, id`.execute(
    database.owner,
  )
  return rows.map(({ sentence }) => sentence.replaceAll('\u00a0', ' '))
}

test('a report is corrected before its convocation, and the visas given on the other text are asked for again', async () => {
  const path = await openReport('2026-04-13')
  await visa('ana', path, 'writer')
  const corrected = await as('ana').send(`${path}/corriger`, `${path}/corriger`, {
    ...REPORT,
    seance: (await find(path)).meetingId!,
    objet: 'Soutien aux jardins partagés',
  })
  expect(corrected.status).toBe(303)
  expect(await find(path)).toMatchObject({ title: 'Soutien aux jardins partagés', version: 2, reworked: 1 })
  const html = await as('bob').open(path)
  expect(html).toContain('le circuit a recommencé')
  expect(html).toContain('<option value="writer"')
  expect((await told('bob')).some((each) => each.startsWith('Un visa est attendu (rédaction) : rapport n°'))).toBe(true)
})

test('two agents correct the same report at once: both texts are shown, the one not chosen is kept', async () => {
  const path = await openReport('2026-04-14')
  const page = `${path}/corriger`
  const seance = (await find(path)).meetingId!
  const hidden = await as('bob').hidden(page, page)
  await as('ana').send(page, page, { ...REPORT, seance, objet: 'Le texte d’Ana' })
  const late = await as('bob').post(page, { ...hidden, ...REPORT, seance, objet: 'Le texte de Bob' })
  const html = await late.text()
  expect(late.status).toBe(422)
  for (const text of ['Le texte d’Ana', 'Le texte de Bob', 'Garder mes choix']) expect(html).toContain(text)

  const form = html.slice(html.indexOf(`<form`))
  const kept = [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(([, key, value]) => [
    key,
    value,
  ])
  const chosen = await as('bob').post(page, { ...Object.fromEntries(kept), 'garder-objet': 'le-leur' })
  expect(chosen.status).toBe(303)
  expect((await find(path)).title).toBe('Le texte d’Ana')
  const after = await as('bob').open(path)
  expect(after.slice(after.indexOf('Textes mis de côté'))).toContain('Le texte de Bob')
})

test('once the convocation has left, the report stays as the elected members received it', async () => {
  const path = await openReport('2026-04-15')
  // The reports of that meeting are sent on the 3rd; the clock of the test stands on the 2nd.
  await sql`UPDATE decision_meeting SET meets_at = '2026-03-10T13:30:00Z' WHERE id = ${(await find(path)).meetingId}`.execute(
    database.owner,
  )
  await sql`UPDATE decision SET created_at = '2026-01-02T09:00:00Z' WHERE id = ${(await find(path)).id}`.execute(
    database.owner,
  )
  expect(await as('ana').open(path)).not.toContain('Corriger ce rapport')
  expect(await as('ana').open(`${path}/corriger`)).toContain('La convocation est partie')
})

test('a meeting that moves takes its deadlines along, and everyone at the desk is told, once', async () => {
  const path = await planMeeting('2026-05-11')
  const moved = { ...MEETING, jour: '2026-05-18', heure: '09:00' }
  const stale = await as('bob').hidden(path, path)
  expect((await as('ana').send(path, path, moved)).status).toBe(303)
  const html = await as('ana').open(path)
  expect(html).toMatch(/6.mai 2026/)
  for (const name of ['ana', 'cleo', 'elsa'] as const) {
    expect((await told(name)).filter((each) => each.includes('18 mai 2026 à 09:00'))).toHaveLength(1)
  }
  const late = await as('bob').post(path, { ...stale, ...MEETING, jour: '2026-05-20' })
  expect([late.status, await late.text()]).toEqual([
    422,
    expect.stringContaining('Quelqu’un vient de changer cette séance'),
  ])
  await planMeeting('2026-05-19')
  const taken = await as('ana').send(path, path, { ...MEETING, jour: '2026-05-19' })
  expect(await taken.text()).toContain('Cette séance est déjà notée')
})

test('a meeting one of whose acts is taken moves no more', async () => {
  const path = await openReport('2026-02-16')
  await as('ana').send(`${path}?etape=deliberated`, `${path}/etapes`, {
    etape: 'deliberated',
    jour: '2026-02-16',
    numero: '2026-501',
  })
  const meeting = `/agents/seances/${(await find(path)).meetingId}`
  expect(await as('ana').open(meeting)).not.toContain('Déplacer cette séance')
  const keys = await as('ana').hidden('/agents/seances', '/agents/seances')
  const late = await as('ana').post(meeting, { ...keys, ...MEETING, jour: '2026-04-20', version: '1' })
  expect(await late.text()).toContain('elle ne se déplace plus')
})

const LINE = { organisation: SIRETS.epicerie, nom: 'Épicerie sociale', motif: 'Un camion', propose: '4 500' }

test('a line taken off stays with its reason, counts for nothing, and its place is nobody else’s', async () => {
  const path = await openReport('2026-04-16')
  for (const motif of ['Un camion', 'Un four']) await as('ana').send(path, `${path}/beneficiaires`, { ...LINE, motif })
  const { lines } = await find(path)
  const silent = await as('ana').send(path, `${path}/retraits`, { 'ligne-retiree': lines[1]!.id })
  expect([silent.status, await silent.text()]).toEqual([422, expect.stringContaining('Écrivez pourquoi')])
  await as('ana').send(path, `${path}/retraits`, {
    'ligne-retiree': lines[1]!.id,
    pourquoi: 'Dossier retiré par l’association',
  })
  await as('ana').send(path, `${path}/beneficiaires`, { ...LINE, motif: 'Une remorque' })
  const after = await find(path)
  expect(after.lines.map(({ purpose, position }) => [purpose, position])).toEqual([
    ['Un camion', 1],
    ['Une remorque', 3],
  ])
  const html = await as('ana').open(path)
  expect(html).toContain('Dossier retiré par l’association')
  expect(html).toMatch(/9.000,00.€|9.000.€/)
})

/** Organisations nobody has: a range of SIRET that is not given, with its key. */
function siretOf(rank: number): string {
  const start = `9990001${String(rank).padStart(3, '0')}`
  for (let key = 0; ; key++) {
    const siret = `${start}${String(key).padStart(4, '0')}`
    if (isSiret(siret)) return siret
  }
}
const LIST = Array.from({ length: 51 }, (_, at) => `${siretOf(at)}\tAssociation ${at + 1}\tUn projet\t1 250,50`)
const HEADER = 'SIRET\tNom\tPour quoi\tMontant'

test('fifty-one beneficiaries pasted from a spreadsheet are shown, then added all at once, once', async () => {
  const path = await openReport('2026-04-17')
  const page = `${path}/importer`
  const spoilt = [HEADER, ...LIST.with(3, '123\tAssociation 4\tUn projet\t1 250,50'), '', LIST[0]!].join('\r\n')
  const refused = await as('ana').send(page, page, { liste: spoilt })
  const html = await refused.text()
  expect(refused.status).toBe(422)
  expect(html).toMatch(/<th[^>]*scope="row"[^>]*>5<[\s\S]*14 chiffres du SIRET/)
  expect(html).toMatch(/<th[^>]*scope="row"[^>]*>54<[\s\S]*déjà dans le rapport/)

  const liste = [HEADER, ...LIST].join('\r\n')
  const looked = await as('ana').send(page, page, { liste })
  expect([looked.status, await looked.text()]).toEqual([200, expect.stringContaining('Ajouter ces 51')])
  expect((await find(path)).lines).toHaveLength(0)

  const hidden = await as('ana').hidden(page, page)
  const twice = [1, 2].map(() => as('ana').post(page, { ...hidden, liste, faire: 'ajouter' }))
  expect((await Promise.all(twice)).map(({ status }) => status)).toEqual([303, 303])
  const { lines } = await find(path)
  expect(lines).toHaveLength(51)
  expect(lines.map(({ position }) => position)).toEqual(LIST.map((_, at) => at + 1))
  expect(lines.at(-1)).toMatchObject({ beneficiaryName: 'Association 51', proposedCents: 125_050n })
  const again = await as('ana').send(page, page, { liste })
  expect(await again.text()).toMatch(/51.lignes à corriger/)
})

test('an aid to an economic activity waits for the basis the legal service writes with its visa', async () => {
  const path = await openReport('2026-04-20', { paiement: 'economic' })
  await visa('ana', path, 'writer')
  for (const step of ['mission', 'direction']) await visa('bob', path, step)
  const silent = await visa('bob', path, 'legal')
  expect([silent.status, await silent.text()]).toEqual([422, expect.stringContaining('Écrivez la base juridique')])
  await visa('bob', path, 'legal', { 'base-economique': 'CGCT, L3211-1, et règlement 2023/2831' })
  expect((await find(path)).economicBasis).toBe('CGCT, L3211-1, et règlement 2023/2831')
  expect(await as('cleo').open(path)).toContain('règlement 2023/2831')
})

test('who gives a visa is chosen by boxes, and the circuit follows', async () => {
  const settings = '/agents/seances/reglages'
  const page = `${settings}?reglage=finance-roles`
  expect((await as('ana').send(page, settings, { source: 'Note' })).status).toBe(422)
  expect((await as('ana').send(page, settings, { valeur: 'administrator', source: 'Note de service' })).status).toBe(
    303,
  )
  expect(await as('ana').open(settings)).toContain('administration')
  const path = await openReport('2026-04-21')
  expect(await as('ana').open(path)).not.toContain('cleo')
})

test('what happens to a report is told to those who prepared it, and to those who follow decisions, once', async () => {
  await sql`INSERT INTO notice_place (person_id, place)
    VALUES (${PEOPLE.elsa.id}, 'territory')`.execute(database.owner)
  const path = await openReport('2026-02-23', { objet: 'Un rapport suivi' })
  await visa('bob', path, 'writer', { avis: 'reprendre', remarque: 'Le titre' })
  const step = (etape: string, fields: Readonly<Record<string, string>>) =>
    as('ana').send(`${path}?etape=${etape}`, `${path}/etapes`, { etape, ...fields })
  await step('deliberated', { jour: '2026-02-23', numero: '2026-777' })
  await step('published', { jour: '2026-02-24' })
  await step('transmitted', { jour: '2026-02-25', accuse: 'AR-777' })

  const ana = (await told('ana')).filter((each) => each.includes('Un rapport suivi'))
  for (const words of ['vous revient', 'Décidé par délibération n° 2026-777', 'exécutoire']) {
    expect(ana.filter((each) => each.includes(words)).length, words).toBeGreaterThan(0)
  }
  const elsa = (await told('elsa')).filter((each) => each.includes('« Un rapport suivi ». Décidé'))
  expect(elsa).toHaveLength(2)
})
