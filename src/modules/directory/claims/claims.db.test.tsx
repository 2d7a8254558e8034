import { Hono } from 'hono'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { TEST_NOW, testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { type Role, sessions, type Visitor } from '#platform/sessions'
import { declareStructure, setDirectorySettings } from '../commands/claims/index.ts'
import { warnOfEnds } from '../commands/recognitions.ts'
import { contribution } from '../contributes.ts'
import { claimDesk } from '../desk/claims/index.tsx'
import { claimPages } from '../pages/claims/index.tsx'
import { directoryPages } from '../pages/index.tsx'
import * as store from '../store/claims/index.ts'
import { currentRecognitions, recognitionsOf } from '../store/recognitions.ts'
import { testSubmission } from '../testing/index.ts'

const PEOPLE = {
  ana: { id: '00000000-0000-7000-8000-00000000d001', roles: ['agent'] },
  bob: { id: '00000000-0000-7000-8000-00000000d002', roles: [] },
  cleo: { id: '00000000-0000-7000-8000-00000000d003', roles: [] },
  dan: { id: '00000000-0000-7000-8000-00000000d004', roles: [] },
  eva: { id: '00000000-0000-7000-8000-00000000d005', roles: ['administrator'] },
} as const satisfies Record<string, { readonly id: string; readonly roles: readonly Role[] }>
type Name = keyof typeof PEOPLE

const FRAME = {
  serviceName: 'Filigrane',
  territoryName: 'Territoire d’essai',
  assets: { stylesheet: '', fonts: [] },
  watermark: '',
  navigation: [],
  footer: { mention: '', columns: [] },
}
const ATELIER = '00000000-0000-7000-8000-00000000e001'
const EPICERIE = '00000000-0000-7000-8000-00000000e002'
const COOKIES = '__Host-session=secret; __Host-navigateur=browser'

let database: TestDatabase
let context: ReturnType<typeof testContext>
let routes: Hono
let now = TEST_NOW

beforeAll(async () => {
  database = await testDatabase()
  context = testContext(database, { contributions: [contribution], now: () => new Date(now) })
  const { db } = database
  for (const [name, { id }] of Object.entries(PEOPLE)) {
    await sql`INSERT INTO person (id, display_name, created_at) VALUES (${id}, ${name}, now())`.execute(database.owner)
  }
  await sql`INSERT INTO epci (code, name, search_key, kind, commune_count, commune_count_here, population, population_here)
    VALUES ('200000001', 'CC de l’essai', 'essai', 'CC', 1, 1, 10, 10)`.execute(database.owner)
  await sql`INSERT INTO commune (code, name, search_key, postcodes, epci_code, population)
    VALUES ('62001', 'Essai', 'essai', '{62000}', '200000001', 10)`.execute(database.owner)
  await insertStructure(db, ATELIER, 'atelier-velo', 'Atelier vélo', '999000001')
  await insertStructure(db, EPICERIE, 'epicerie', 'Épicerie solidaire', '999000019')
  routes = new Hono()
    .route('/', directoryPages(context, FRAME, { url: 'http://localhost' }))
    .route('/', claimPages(context, FRAME, { proxies: [] }))
    .route('/', claimDesk(context, FRAME))
}, 60_000)
afterAll(() => database.drop())

beforeEach(async () => {
  now = TEST_NOW
  for (const table of [
    'structure_claim',
    'structure_revision',
    'structure_report',
    'directory_pace',
    'directory_setting',
    'structure_declaration',
  ]) {
    await sql`DELETE FROM ${sql.table(table)}`.execute(database.owner)
  }
})

async function insertStructure(db: TestDatabase['db'], id: string, slug: string, title: string, siren: string) {
  await sql`
    INSERT INTO structure (id, slug, siren, title, purpose, search_key, state, is_partly_diffused, commune_code, family,
      reasons, sources, rule_version, provenance, is_fictitious, checked_at)
    VALUES (${id}, ${slug}, ${siren}, ${title}, '', 'essai', 'active', false, '62001', 'association', '[{}]', '[]', 'x', '{}',
      true, now())`.execute(db)
}

/** Somebody's browser; `undefined`: nobody is signed in. */
function as(name: Name | undefined) {
  const visitor: Visitor | undefined = name && {
    personId: PEOPLE[name].id,
    sessionId: PEOPLE[name].id,
    displayName: name,
    assurance: 'passkey',
    signedInAt: new Date(0),
    roles: PEOPLE[name].roles.map((role) => ({ role, object: null })),
  }
  const app = new Hono().use(sessions(async () => visitor)).route('/', routes)
  const open = (path: string) => app.request(path, { headers: { Cookie: COOKIES } })
  const post = (path: string, fields: Record<string, string>) =>
    app.request(path, { method: 'POST', body: new URLSearchParams(fields), headers: { Cookie: COOKIES } })
  const hidden = async (page: string, action: string) => {
    const html = await (await open(page)).text()
    const form = html
      .split('<form')
      .find((each) => each.includes(`action="${action}"`) && each.includes('name="envoi"'))
    if (!form) throw new Error(`no form leads to ${action}`)
    const inputs = form
      .slice(0, form.indexOf('</form>'))
      .matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)
    return Object.fromEntries([...inputs].map(([, key, value]) => [key!, value!]))
  }
  const send = async (page: string, action: string, fields: Record<string, string>) =>
    post(action, { ...(await hidden(page, action)), ...fields })
  return { open, post, hidden, send }
}

const CLAIM = '/annuaire/atelier-velo/revendiquer'
const OWN = '/annuaire/atelier-velo/notre-page'
const BY_AGENT = { fonction: 'présidente', preuve: 'agent', message: 'Appelez la mairie.' }

const claimAs = (name: Name, fields: Record<string, string> = BY_AGENT) => as(name).send(CLAIM, CLAIM, fields)

async function claimOf(name: Name) {
  const claim = await store.findClaimOf(database.db, ATELIER, PEOPLE[name].id)
  if (!claim) throw new Error(`${name} claims nothing`)
  return claim
}

async function letIn(name: Name, fields: Record<string, string> = {}) {
  await claimAs(name)
  const page = `/agents/annuaire/demandes/${(await claimOf(name)).id}`
  expect((await as('ana').send(page, page, { avis: 'accept', ...fields })).status).toBe(303)
}

async function codeSentTo(address: string): Promise<string> {
  const { rows } = await sql<{ code: string }>`
    SELECT each->>'code' AS code FROM mail, jsonb_array_elements(paragraphs) AS each
    WHERE kind = 'directory.claim-code' AND recipient = ${address} AND jsonb_typeof(each) = 'object'
    ORDER BY useful_until DESC, mail.id DESC LIMIT 1`.execute(database.owner)
  return rows[0]?.code ?? ''
}

test('an address anybody may open is refused with the reason, and nothing is written', async () => {
  const answer = await claimAs('bob', { fonction: 'salarié', preuve: 'mail', adresse: 'bob@gmail.com' })
  expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('Tout le monde peut ouvrir')])
  expect(await store.findClaimOf(database.db, ATELIER, PEOPLE.bob.id)).toBeUndefined()
})

test('a code opens the page when its domain is known of the structure; an unknown domain goes to an agent', async () => {
  const byMail = { fonction: 'salarié', preuve: 'mail', adresse: 'premier@atelier-velo.fr' }
  expect((await claimAs('bob', byMail)).status).toBe(303)
  const wrong = await as('bob').send(CLAIM, `${CLAIM}/code`, { code: 'abc' })
  expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining('pas le bon code')])
  const right = await as('bob').send(CLAIM, `${CLAIM}/code`, { code: await codeSentTo('premier@atelier-velo.fr') })
  expect(right.status).toBe(303)
  expect(await claimOf('bob')).toMatchObject({ state: 'waiting', address: null, domain: 'atelier-velo.fr' })

  const page = `/agents/annuaire/demandes/${(await claimOf('bob')).id}`
  await as('ana').send(page, page, { avis: 'accept' })
  // Its domain is known now; yet somebody came first, so that an agent looks at the second claim too.
  await claimAs('cleo', { ...byMail, adresse: 'cleo@atelier-velo.fr' })
  await as('cleo').send(CLAIM, `${CLAIM}/code`, { code: await codeSentTo('cleo@atelier-velo.fr') })
  expect((await claimOf('cleo')).state).toBe('waiting')
})

test('five wrong codes burn it, and another may be asked for', async () => {
  const byMail = { fonction: 'salarié', preuve: 'mail', adresse: 'bob@atelier-velo.fr' }
  await claimAs('bob', byMail)
  for (let count = 0; count < 5; count += 1) await as('bob').send(CLAIM, `${CLAIM}/code`, { code: 'x' })
  expect((await claimOf('bob')).state).toBe('withdrawn')
  expect((await claimAs('bob', byMail)).status).toBe(303)
})

test('a code of an hour ago opens nothing', async () => {
  await claimAs('bob', { fonction: 'salarié', preuve: 'mail', adresse: 'tard@atelier-velo.fr' })
  const code = await codeSentTo('tard@atelier-velo.fr')
  now = new Date(TEST_NOW.getTime() + 3_600_000)
  const late = await as('bob').send(CLAIM, `${CLAIM}/code`, { code })
  expect([late.status, await late.text()]).toEqual([422, expect.stringContaining('30 minutes')])
})

test('two people may keep one page; refused or asked, each reads why; sent twice, a claim is one', async () => {
  const keys = { ...(await as('bob').hidden(CLAIM, CLAIM)), ...BY_AGENT }
  const answers = await Promise.all([as('bob').post(CLAIM, keys), as('bob').post(CLAIM, keys), claimAs('cleo')])
  expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
  const { rows } = await sql<{ count: bigint }>`SELECT count(*) FROM structure_claim`.execute(database.db)
  expect(rows[0]?.count).toBe(2n)

  const page = `/agents/annuaire/demandes/${(await claimOf('bob')).id}`
  expect((await as('ana').send(page, page, { avis: 'refuse' })).status).toBe(422)
  await as('ana').send(page, page, { avis: 'ask', raison: 'Quel est votre mandat ?' })
  expect(await (await as('bob').open(CLAIM)).text()).toContain('Quel est votre mandat')
  await as('bob').send(CLAIM, `${CLAIM}/reponse`, { reponse: 'Élue en mars.' })
  expect(await claimOf('bob')).toMatchObject({ state: 'waiting', words: expect.stringContaining('Élue en mars') })
  await as('ana').send(page, page, { avis: 'refuse', raison: 'La préfecture dit un autre nom.' })
  expect(await (await as('bob').open(CLAIM)).text()).toContain('La préfecture dit un autre nom')
  expect((await claimAs('bob')).status).toBe(303)
})

test('nobody accepts their own claim', async () => {
  await claimAs('ana')
  const page = `/agents/annuaire/demandes/${(await claimOf('ana')).id}`
  expect((await as('ana').send(page, page, { avis: 'accept' })).status).toBe(422)
  expect((await as('eva').send(page, page, { avis: 'accept' })).status).toBe(303)
})

test('who keeps no page sees and writes nothing of it; the desk is for agents', async () => {
  await letIn('bob')
  expect((await as('cleo').open(OWN)).status).toBe(404)
  expect((await as(undefined).open(OWN)).status).toBe(303)
  expect((await as('bob').open(OWN)).status).toBe(200)
  for (const path of ['', '/demandes', '/relecture', '/signalements', '/reglages', '/atelier-velo']) {
    expect([path, (await as('bob').open(`/agents/annuaire${path}`)).status]).toEqual([path, 403])
    expect([path, (await as('eva').open(`/agents/annuaire${path}`)).status]).toEqual([path, 200])
  }
  expect((await as('bob').open('/agents/territoires')).status).toBe(403)
})

const waitingText = async () => (await store.listUnread(database.db, 10))[0]

test('nothing is public before somebody else has read it', async () => {
  await letIn('bob')
  await as('bob').send(OWN, OWN, { presentation: 'Nous réparons des vélos.', suite: 'brouillon' })
  expect(await waitingText()).toBeUndefined()
  await as('bob').send(OWN, OWN, { presentation: 'Nous réparons des vélos.' })
  expect(await store.findPublished(database.db, ATELIER)).toBeUndefined()
  const page = `/agents/annuaire/relecture/${(await waitingText())!.id}`
  expect(await (await as('ana').open(page)).text()).toContain('Nous réparons des vélos.')
  await as('ana').send(page, page, { avis: 'accept' })
  expect((await store.findPublished(database.db, ATELIER))?.content.presentation).toBe('Nous réparons des vélos.')

  await as('bob').send(OWN, OWN, { presentation: 'Texte à refuser' })
  const second = `/agents/annuaire/relecture/${(await waitingText())!.id}`
  await as('ana').send(second, second, { avis: 'refuse', raison: 'Une personne y est nommée.' })
  expect((await store.findPublished(database.db, ATELIER))?.content.presentation).toBe('Nous réparons des vélos.')
  expect(await (await as('bob').open(OWN)).text()).toContain('Une personne y est nommée')
})

test('where the house reads after, a text is public at once, and taken down when refused', async () => {
  await setDirectorySettings(context, { submission: testSubmission(), typed: { moderation: 'after' } })
  await letIn('bob')
  await as('bob').send(OWN, OWN, { presentation: 'Tout de suite' })
  expect((await store.findPublished(database.db, ATELIER))?.content.presentation).toBe('Tout de suite')
  const page = `/agents/annuaire/relecture/${(await waitingText())!.id}`
  await as('ana').send(page, page, { avis: 'refuse', raison: 'Ce n’est pas vous.' })
  expect(await store.findPublished(database.db, ATELIER)).toBeUndefined()
})

test('two who write at once see both texts; the one not chosen stays in the history', async () => {
  await letIn('bob')
  await letIn('cleo')
  const mine = { ...(await as('cleo').hidden(OWN, OWN)), presentation: 'Texte de Cleo', suite: 'brouillon' }
  await as('bob').send(OWN, OWN, { presentation: 'Texte de Bob', suite: 'brouillon' })
  const conflict = await as('cleo').post(OWN, mine)
  const html = await conflict.text()
  expect([conflict.status, html.includes('Texte de Bob'), html.includes('Texte de Cleo')]).toEqual([422, true, true])
  const inputs = [...html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)]
  const kept = Object.fromEntries(inputs.map(([, key, value]) => [key!, value!]))
  expect((await as('cleo').post(OWN, { ...kept, 'garder-presentation': 'le-leur' })).status).toBe(303)
  const texts = (await store.listRevisions(database.db, ATELIER, 10)).map(({ content, state }) => [
    content.presentation,
    state,
  ])
  expect(texts).toEqual([
    ['Texte de Bob', 'draft'],
    ['Texte de Cleo', 'replaced'],
    ['Texte de Bob', 'replaced'],
  ])
})

test('a site without https is refused beside its field, and what was typed stays', async () => {
  await letIn('bob')
  const answer = await as('bob').send(OWN, OWN, { site: 'http://exemple.fr', horaires: 'le mardi' })
  const html = await answer.text()
  expect([answer.status, html]).toEqual([422, expect.stringContaining('id="champ-site-erreur"')])
  expect(html).toContain('le mardi')
})

test('an ambassador reads texts of the EPCI, never their own, while the label holds', async () => {
  await letIn('bob')
  await sql`INSERT INTO structure_claim (id, structure_id, person_id, proof, duty, words, state, tries, is_ambassador, asked_at)
    VALUES (${context.newId()}, ${EPICERIE}, ${PEOPLE.dan.id}, 'agent', 'directeur', '', 'accepted', 0, true, now())`.execute(
    database.db,
  )
  await as('bob').send(OWN, OWN, { presentation: 'À relire par un voisin' })
  const list = '/mon-espace/annuaire/relecture'
  const text = `${list}/${(await waitingText())!.id}`
  expect((await as('dan').open(list)).status).toBe(404)

  const record = '/agents/annuaire/epicerie'
  const given = {
    nom: 'identifiant-ess',
    evenement: 'begun',
    debut: '01/01/2026',
    fin: '31/08/2026',
    acte: 'Délibération n° 1',
  }
  expect((await as('ana').send(record, `${record}/reconnaissances`, given)).status).toBe(303)
  expect((await as('bob').open(text)).status).toBe(404)
  expect((await as('dan').open(text)).status).toBe(200)
  expect((await as('dan').send(text, text, { avis: 'accept' })).status).toBe(303)
  expect((await store.findPublished(database.db, ATELIER))?.content.presentation).toBe('À relire par un voisin')
  now = new Date('2026-09-01T10:00:00Z')
  expect((await as('dan').open(list)).status).toBe(404)
})

test('a recognition is set right by one more row, ends, and its end is told once', async () => {
  const record = '/agents/annuaire/atelier-velo'
  const given = { nom: 'esus', evenement: 'begun', debut: '1/1/2026', fin: '31/05/2026', acte: 'Arrêté n° 12' }
  const send = (fields: Record<string, string>) => as('ana').send(record, `${record}/reconnaissances`, fields)
  expect((await send({ ...given, fin: '31/12/2025' })).status).toBe(422)
  expect((await send(given)).status).toBe(303)
  expect((await send({ ...given, fin: '30/05/2026' })).status).toBe(422)
  now = new Date(TEST_NOW.getTime() + 60_000)
  expect((await send({ ...given, fin: '30/05/2026', raison: 'Faute de frappe' })).status).toBe(303)
  expect(await currentRecognitions(database.db, '2026-03-02', [ATELIER])).toMatchObject([
    { name: 'esus', endsOn: '2026-05-30' },
  ])
  expect(await recognitionsOf(database.db, ATELIER)).toHaveLength(2)
  await letIn('bob')
  await warnOfEnds(context)
  await warnOfEnds(context)
  const { rows } = await sql<{ state: string }>`
    SELECT state FROM notice_message WHERE person_id = ${PEOPLE.bob.id} AND object LIKE 'recognition:%esus'`.execute(
    database.owner,
  )
  expect(rows).toEqual([{ state: 'ends-2026-05-30-90' }])
  expect(await currentRecognitions(database.db, '2026-06-01', [ATELIER])).toEqual([])
})

const REPORT = '/annuaire/atelier-velo/signaler'

test('anybody reports an error and reads the answer; too many at once wait, a request to be withdrawn never', async () => {
  const fields = { sujet: 'error', message: 'Le numéro a changé', email: 'lou@exemple.fr' }
  expect((await as(undefined).send(REPORT, REPORT, fields)).status).toBe(303)
  for (let count = 0; count < 4; count += 1) await as(undefined).send(REPORT, REPORT, fields)
  expect((await as(undefined).send(REPORT, REPORT, fields)).status).toBe(429)
  expect((await as(undefined).send(REPORT, REPORT, { sujet: 'withdrawal' })).status).toBe(303)

  const [first, second] = await store.listWaitingReports(database.db, 10)
  expect(first).toMatchObject({ kind: 'withdrawal', dueAt: new Date(TEST_NOW.getTime() + 86_400_000) })
  const page = `/agents/annuaire/signalements/${second!.id}`
  await as('ana').send(page, page, { reponse: 'C’est corrigé, merci.' })
  const receipt = await (await as(undefined).open(`/annuaire/signalement/${second!.reference}`)).text()
  expect(receipt).toContain('Un agent a répondu')
  expect(receipt).not.toMatch(/numéro a changé|lou@exemple/)
})

test('the number of a declared structure is checked, and its key explained', async () => {
  const form = '/mon-espace/annuaire/ajouter'
  const fields = {
    nom: 'Les amis du kiosque',
    famille: 'association',
    objet: 'Faire vivre le kiosque du parc.',
    commune: 'Essai',
  }
  const wrong = await as('bob').send(form, form, { ...fields, numero: '999000002' })
  expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining('clé de contrôle')])
  expect(await store.listDeclarations(database.db, 10)).toEqual([])
})

test('a structure that is being created enters once an agent has read, and is told as declared', async () => {
  const draft = {
    title: 'Le kiosque',
    siren: null,
    rna: null,
    family: 'association',
    communeCode: '62001',
    purpose: 'Faire vivre le parc.',
  }
  const bob = { ...context, actor: { kind: 'person' as const, id: PEOPLE.bob.id } }
  const declared = await declareStructure(bob, { submission: testSubmission(), draft })
  if (!declared.ok) throw new Error('a structure may be declared')
  const list = '/agents/annuaire/demandes'
  const action = `/agents/annuaire/declarations/${declared.value.id}`
  expect((await as('ana').send(list, action, { raison: '' })).status).toBe(422)
  expect((await as('ana').send(list, action, { avis: 'accept' })).status).toBe(303)
  const { rows } = await sql<{ slug: string; is_declared: boolean; state: string }>`
    SELECT slug, is_declared, state FROM structure WHERE title = 'Le kiosque'`.execute(database.db)
  expect(rows).toEqual([{ slug: 'le-kiosque', is_declared: true, state: 'active' }])
  const page = await (await as(undefined).open('/annuaire/le-kiosque')).text()
  expect(page).toMatch(/Déclarée par ses membres.*Aucun fichier public ne parle encore d’elle/s)
  const line = (await (await as(undefined).open('/annuaire')).text()).split('directory-line"').at(-1) ?? ''
  expect(line).toMatch(/le-kiosque.*Déclarée par ses membres/s)
})

test('withdrawn, a structure leaves nothing of what people wrote of it', async () => {
  await letIn('bob')
  await as('bob').send(OWN, OWN, { presentation: 'À oublier' })
  await as(undefined).send(REPORT, REPORT, { sujet: 'withdrawal' })
  const [report] = await store.listWaitingReports(database.db, 1)
  const page = `/agents/annuaire/signalements/${report!.id}`
  const answer = async (told: object) => as('ana').send(page, page, { reponse: 'C’est fait.', ...told })
  expect((await answer({ suite: 'retirer' })).status).toBe(422)
  expect(await (await answer({ sur: 'oui' })).text()).toContain('Choisissez l’un ou l’autre')
  expect((await answer({ suite: 'retirer', sur: 'oui' })).status).toBe(303)
  expect((await as(undefined).open(REPORT)).status).toBe(404)
  const { rows } = await sql<{ title: string; texts: bigint; claims: bigint }>`
    SELECT title, (SELECT count(*) FROM structure_revision) AS texts, (SELECT count(*) FROM structure_claim) AS claims
    FROM structure WHERE id = ${ATELIER}`.execute(database.db)
  expect(rows).toEqual([{ title: '', texts: 0n, claims: 0n }])
})
