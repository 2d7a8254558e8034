import type { Hono } from 'hono'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Context } from '#platform/context'
import { TEST_NOW, testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import type { Assurance } from '#platform/sessions'
import { contributions } from '../../../modules.ts'
import { checks } from '../checks.ts'
import { confirmAtConsole, draftSession, grantForDemonstration, openSession } from '../commands/index.ts'
import type { GrantedRole } from '../roles/model.ts'
import * as store from '../store/index.ts'
import { type Browser, browserOn } from '../testing/browser.ts'
import { siteOn } from '../testing/site.ts'

let database: TestDatabase
let context: Context
let app: Hono
let now: Date

beforeEach(async () => {
  database = await testDatabase()
  now = new Date(TEST_NOW)
  context = testContext(database, { contributions, now: () => now, actor: { kind: 'machine', name: 'essai' } })
  app = siteOn(context)
})
afterEach(() => database.drop())

/** Somebody with roles in effect; their browser is signed in. */
async function somebody(name: string, roles: readonly GrantedRole[], assurance: Assurance = 'passkey') {
  const id = context.newId()
  const draft = draftSession(context)
  const drafts = roles.map((role) => ({ id: context.newId(), personId: id, role }))
  await database.db.transaction().execute(async (transaction) => {
    await store.insertPerson(transaction, { id, displayName: name }, now)
    await store.insertEmail(transaction, {
      personId: id,
      address: `${name.toLowerCase()}@exemple.example`,
      verifiedAt: now,
    })
    for (const grant of drafts) await grantForDemonstration(transaction, context, grant)
    await openSession(transaction, context, draft, { personId: id, assurance, device: 'essai' })
  })
  const browser = browserOn(app)
  browser.cookies.set('__Host-session', draft.secret)
  return { id, browser, grants: drafts.map((grant) => grant.id) }
}

type Somebody = Awaited<ReturnType<typeof somebody>>

async function give(from: Somebody, to: Somebody, fields: Readonly<Record<string, string>>) {
  await from.browser.get(`/agents/personnes/${to.id}`)
  return from.browser.send(`/agents/personnes/${to.id}/roles`, { raison: 'un essai', ...fields })
}

async function act(browser: Browser, grantId: string, verb: string, fields: Readonly<Record<string, string>> = {}) {
  await browser.get(`/agents/roles/${grantId}`)
  return browser.send(`/agents/roles/${grantId}/${verb}`, fields)
}

async function waitingId(): Promise<string> {
  return (await store.listWaiting(database.db, '2026-03-02')).at(-1)!.id
}

const mayEnter = async ({ browser }: Somebody) => (await browser.get('/agents/absences')).status === 200

test('a sensitive role takes effect at the next page once another administrator confirmed, and ends at once', async () => {
  const [ada, bob, eve] = [
    await somebody('Ada', ['administrator']),
    await somebody('Bob', ['administrator']),
    await somebody('Eve', []),
  ]
  const asked = await give(ada, eve, { role: 'agent' })
  expect(asked.location).toBe(`/agents/personnes/${eve.id}?fait=demande`)
  expect(await mayEnter(eve)).toBe(false)

  const id = await waitingId()
  const own = await ada.browser.get(`/agents/roles/${id}`)
  expect(own.html).toContain('Une autre personne doit confirmer.')
  expect((await act(bob.browser, id, 'confirmer')).location).toBe(`/agents/roles/${id}?fait=confirme`)
  expect(await mayEnter(eve)).toBe(true)

  expect((await act(bob.browser, id, 'retirer', { raison: 'départ' })).status).toBe(303)
  expect(await mayEnter(eve)).toBe(false)
  expect((await bob.browser.get(`/agents/personnes/${eve.id}`)).html).toContain('retiré par Bob')
})

test('an agent sees how many share an address beyond a household, never the address itself', async () => {
  const [bob, eve] = [await somebody('Bob', ['agent']), await somebody('Eve', [])]
  expect((await bob.browser.get('/agents/personnes')).html).not.toContain('Adresses très partagées')
  await database.db.transaction().execute(async (transaction) => {
    const shared = { address: 'classe@exemple.example', verifiedAt: now }
    await store.insertEmail(transaction, { ...shared, personId: eve.id })
    await store.insertEmail(transaction, { ...shared, personId: bob.id, isBeyondHousehold: true })
  })
  const { html } = await bob.browser.get('/agents/personnes')
  expect(html).toContain('Adresses très partagées')
  expect(html).toContain('c…@exemple.example')
  expect(html).toContain('2\u00a0personnes')
  expect(html).not.toContain('classe@exemple.example')
})

test('an agent reads who has which role; only what opens for them is a link', async () => {
  const [ada, bob] = [await somebody('Ada', ['administrator']), await somebody('Bob', ['agent'])]
  await give(ada, await somebody('Eve', []), { role: 'agent' })
  const paths = ['/agents/personnes', `/agents/personnes/${ada.id}`, `/agents/personnes/${bob.id}`]
  for (const { browser } of [ada, bob]) {
    for (const path of paths) {
      const links = (await browser.get(path)).html.matchAll(/href="(\/agents\/roles\/[^"]*)"/g)
      for (const [, link] of links) expect((await browser.get(link!)).status, `${path} → ${link}`).toBe(200)
    }
  }
  expect((await bob.browser.get(paths[2]!)).html).toContain(`/agents/roles/${bob.grants[0]}`)
  expect((await bob.browser.get(paths[1]!)).html).toContain('Administration')
})

test('who asked cannot confirm, even by sending another’s form', async () => {
  const [ada, bob, eve] = [
    await somebody('Ada', ['administrator']),
    await somebody('Bob', ['administrator']),
    await somebody('Eve', []),
  ]
  await give(ada, eve, { role: 'administrator' })
  const id = await waitingId()
  // Keys are those of Ada's own search form; the address is that of the confirmation.
  const page = await ada.browser.get('/agents/personnes')
  const [, envoi = ''] = /name="envoi" value="([^"]*)"/.exec(page.html) ?? []
  const [, jeton = ''] = /name="jeton" value="([^"]*)"/.exec(page.html) ?? []
  const cookie = [...ada.browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const sent = await app.request(`/agents/roles/${id}/confirmer`, {
    method: 'POST',
    headers: { Cookie: cookie, 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ envoi, jeton }).toString(),
  })
  expect(sent.status).toBe(422)
  expect(await sent.text()).toContain('une autre personne doit la confirmer')
  expect(await store.listWaiting(database.db, '2026-03-02')).toHaveLength(1)
  expect((await act(bob.browser, id, 'confirmer')).status).toBe(303)
})

test('the form comes back filled, with what is wrong beside the field', async () => {
  const [ada, eve] = [await somebody('Ada', ['administrator']), await somebody('Eve', [])]
  const sent = await give(ada, eve, {
    role: 'agent',
    debut: '2026-05-01',
    fin: '2026-04-01',
    raison: 'un remplacement',
  })
  expect(sent.status).toBe(422)
  expect(sent.html).toContain('Le dernier jour vient avant le premier.')
  expect(sent.html).toContain('un remplacement')
  expect((await give(ada, eve, { role: 'resident' })).html).toContain('Choisissez un rôle dans la liste.')
})

test('sent twice, a request is made once', async () => {
  const [ada, eve] = [await somebody('Ada', ['administrator']), await somebody('Eve', [])]
  await give(ada, eve, { role: 'agent' })
  expect((await ada.browser.again()).status).toBe(303)
  expect(await store.listWaiting(database.db, '2026-03-02')).toHaveLength(1)
})

test('a role that is not sensitive takes effect at once, on its object and its days only', async () => {
  const [ada, eve] = [await somebody('Ada', ['administrator']), await somebody('Eve', [])]
  const fields = { role: 'committee-member', objet: 'edition:2026', debut: '2026-03-10', fin: '2026-03-11' }
  expect((await give(ada, eve, fields)).location).toContain('fait=donne')
  const held = (day: string) => store.listHeldRoles(database.db, eve.id, day)
  expect(await held('2026-03-09')).toEqual([])
  expect(await held('2026-03-11')).toEqual([{ role: 'committee-member', object: 'edition:2026' }])
  expect(await held('2026-03-12')).toEqual([])
})

test('roles of the staff count after a strong sign-in only', async () => {
  const weak = await somebody('Ada', ['administrator'], 'email-code')
  expect((await weak.browser.get('/agents/journal')).status).toBe(403)
})

test('two administrators who take each other’s role at the same time: one stays', async () => {
  const [ada, bob] = [await somebody('Ada', ['administrator']), await somebody('Bob', ['administrator'])]
  await ada.browser.get(`/agents/roles/${bob.grants[0]}`)
  await bob.browser.get(`/agents/roles/${ada.grants[0]}`)
  const answers = await Promise.all([
    ada.browser.send(`/agents/roles/${bob.grants[0]}/retirer`, { raison: 'x' }),
    bob.browser.send(`/agents/roles/${ada.grants[0]}/retirer`, { raison: 'x' }),
  ])
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).not.toEqual([303, 303])
  expect(await store.listLastingAdministrators(database.db, '2026-03-02')).toHaveLength(1)
})

test('the first administrator names a second, whom the console of the server confirms', async () => {
  const [ada, eve] = [await somebody('Ada', ['administrator']), await somebody('Eve', [])]
  await give(ada, eve, { role: 'administrator' })
  const id = await waitingId()
  expect((await ada.browser.get(`/agents/roles/${id}`)).html).toContain(`filigrane admin confirm ${id}`)
  expect(await confirmAtConsole(context, id)).toEqual({ ok: true, value: { personId: eve.id, role: 'administrator' } })
  expect((await eve.browser.get('/agents/journal')).status).toBe(200)

  const max = await somebody('Max', [])
  await give(ada, max, { role: 'agent' })
  expect(await confirmAtConsole(context, await waitingId())).toEqual({
    ok: false,
    refusal: 'another-administrator-can',
  })
})

test('a substitute of another service confirms one act, with a code, after a strong sign-in', async () => {
  const [ada, eve, sub] = [
    await somebody('Ada', ['administrator']),
    await somebody('Eve', []),
    await somebody('Sub', ['substitute']),
  ]
  const other = await somebody('Other', ['substitute'])
  await give(ada, eve, { role: 'agent' })
  const id = await waitingId()
  expect((await act(ada.browser, id, 'suppleant', { suppleant: sub.id })).location).toContain('fait=appele')
  const mails = await sql<{
    recipient: string
    paragraphs: readonly unknown[]
  }>`SELECT recipient, paragraphs FROM mail`.execute(database.db)
  expect(mails.rows.map(({ recipient }) => recipient)).toEqual(['sub@exemple.example'])
  const code = (mails.rows[0]!.paragraphs.find((part) => typeof part === 'object') as { code: string }).code

  const type = async (who: Somebody, typed: string) => {
    await who.browser.get('/mon-espace/confirmer')
    return who.browser.send('/mon-espace/confirmer', { code: typed })
  }
  expect((await type(other, code)).html).toContain('Ce code n’est pas le bon')
  expect((await type(sub, 'AAAA-AAAA-AAAA')).status).toBe(422)
  const shown = await type(sub, code.toLowerCase().replaceAll('-', ' '))
  expect(shown.html).toContain('Eve')
  expect(shown.html).toContain('un essai')
  expect(await mayEnter(eve)).toBe(false)
  expect((await sub.browser.send('/mon-espace/confirmer')).location).toBe('/mon-espace/confirmer?fait=confirme')
  expect(await mayEnter(eve)).toBe(true)
  expect((await type(sub, code)).html).toContain('Ce code n’est pas le bon')
  // The code opened this act, and nothing of the desk.
  expect((await sub.browser.get('/agents/personnes')).status).toBe(403)
})

test('a code of a substitute waits three days, no more', async () => {
  const [ada, eve, sub] = [
    await somebody('Ada', ['administrator']),
    await somebody('Eve', []),
    await somebody('Sub', ['substitute']),
  ]
  await give(ada, eve, { role: 'agent' })
  await act(ada.browser, await waitingId(), 'suppleant', { suppleant: sub.id })
  const { rows } = await sql<{
    code: string
  }>`SELECT jsonb_path_query(paragraphs, '$[*].code') #>> '{}' AS code FROM mail`.execute(database.db)
  now = new Date(TEST_NOW.getTime() + 73 * 3_600_000)
  const late = await somebodyAgain(sub)
  await late.get('/mon-espace/confirmer')
  expect((await late.send('/mon-espace/confirmer', { code: rows[0]!.code })).html).toContain('n’est plus valable')
})

async function somebodyAgain({ id }: Somebody): Promise<Browser> {
  const draft = draftSession(context)
  await database.db
    .transaction()
    .execute((transaction) =>
      openSession(transaction, context, draft, { personId: id, assurance: 'passkey', device: 'essai' }),
    )
  const browser = browserOn(app)
  browser.cookies.set('__Host-session', draft.secret)
  return browser
}

test('a role is lent from a day to another, falls with the grant it comes from, and is told to whom it concerns', async () => {
  const [ada, bob, eve] = [
    await somebody('Ada', ['administrator']),
    await somebody('Bob', ['agent']),
    await somebody('Eve', ['finance-agent']),
  ]
  await bob.browser.get('/agents/delegations')
  const fields = { personne: eve.id, role: 'agent', debut: '2026-03-02', fin: '2026-03-20', raison: 'congés' }
  expect((await bob.browser.send('/agents/delegations', { ...fields, fin: '' })).html).toContain(
    'Une délégation a un dernier jour',
  )
  await bob.browser.get('/agents/delegations')
  expect((await bob.browser.send('/agents/delegations', fields)).location).toContain('fait=demande')
  expect((await act(ada.browser, await waitingId(), 'confirmer')).status).toBe(303)
  const roles = async () => (await store.listHeldRoles(database.db, eve.id, '2026-03-02')).map(({ role }) => role)
  expect((await roles()).toSorted()).toEqual(['agent', 'finance-agent'])

  expect((await act(ada.browser, bob.grants[0]!, 'retirer', { raison: 'départ' })).status).toBe(303)
  expect(await roles()).toEqual(['finance-agent'])
})

test('the check warns of the days without two people to decide, and of nothing else', async () => {
  const told = () => store.listShortPeriods(database.db)
  await somebody('Ada', ['administrator'])
  const bob = await somebody('Bob', ['administrator'])
  expect(await told()).toEqual([])
  const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)
  now = new Date()
  const browser = await somebodyAgain(bob)
  await browser.get('/agents/absences')
  expect((await browser.send('/agents/absences', { debut: day(5), fin: day(7) })).location).toContain('fait=absence')
  expect(await told()).toHaveLength(1)
  expect((await told())[0]).toMatch(/^du .* au .* \(1\)$/)
  expect((await browser.get('/agents/absences')).html).toContain('il manquera une deuxième personne')
  await somebody('Sub', ['substitute'])
  expect(await told()).toEqual([])
})

test('one notes one’s own absence, an administrator that of anybody', async () => {
  const [ada, bob] = [await somebody('Ada', ['administrator']), await somebody('Bob', ['agent'])]
  await bob.browser.get('/agents/absences')
  const refused = await bob.browser.send('/agents/absences', {
    personne: ada.id,
    debut: '2026-08-03',
    fin: '2026-08-14',
  })
  expect(refused.html).toContain('Il faut le rôle Administration')
  await ada.browser.get('/agents/absences')
  const noted = await ada.browser.send('/agents/absences', { personne: bob.id, debut: '3/8/2026', fin: '14/8/2026' })
  expect(noted.status).toBe(303)
  const page = await bob.browser.get('/agents/absences')
  expect(page.html).toContain('du 3 au 14')
  const action = /action="(\/agents\/absences\/[^"]*\/retirer)"/.exec(page.html)?.[1]
  expect((await bob.browser.send(action!)).location).toContain('absence-retiree')
})

test('an administrator closes the sessions of somebody', async () => {
  const [ada, eve] = [await somebody('Ada', ['administrator']), await somebody('Eve', ['agent'])]
  await ada.browser.get(`/agents/personnes/${eve.id}`)
  expect((await ada.browser.send(`/agents/personnes/${eve.id}/sessions`)).location).toContain('fait=ferme')
  expect((await eve.browser.get('/agents/absences')).status).toBe(303)
})

test('what waits is a task of those who can confirm, and of nobody else', async () => {
  const [ada, bob, eve] = [
    await somebody('Ada', ['administrator']),
    await somebody('Bob', ['administrator']),
    await somebody('Eve', []),
  ]
  await give(ada, eve, { role: 'agent' })
  const tasksOf = async ({ id }: Somebody) => {
    const roles = [{ role: 'administrator', object: null }] as const
    const visitor = {
      personId: id,
      sessionId: id,
      displayName: '',
      assurance: 'passkey',
      signedInAt: now,
      roles,
    } as const
    const told = contributions.find((each) => each.module === 'accounts')!.desk!.tasks!
    return told(database.db, visitor, now)
  }
  expect(await tasksOf(ada)).toEqual([])
  expect(await tasksOf(bob)).toMatchObject([{ label: 'Confirmer : Agent ou agente pour Eve', urgency: 'today' }])
})

test('somebody is found by their name, and nothing of it is in an address', async () => {
  const [ada, eve] = [await somebody('Ada', ['administrator']), await somebody('Évelyne', [])]
  await ada.browser.get('/agents/personnes')
  const found = await ada.browser.send('/agents/personnes', { mots: 'lyne' })
  expect(found.html).toContain(`/agents/personnes/${eve.id}`)
  expect(found.html).not.toContain('?mots')
})

test('the journal tells acts in sentences, narrows, and leaves as a file without a name', async () => {
  const [ada, eve] = [await somebody('Ada', ['administrator']), await somebody('Eve', [])]
  await give(ada, eve, { role: 'agent', raison: 'un secret de famille' })
  const page = await ada.browser.get(`/agents/journal?acte=accounts.role-asked&objet=person:${eve.id}`)
  expect(page.html).toContain('Ada a demandé un rôle')
  expect(page.html).toContain('<strong>1 acte</strong>'.replace(' ', '\u00a0'))
  const csv = await ada.browser.get('/agents/journal.csv')
  expect(csv.html).toContain('accounts.role-asked')
  expect(csv.html).not.toMatch(/Ada|Eve|famille/)
  expect((await ada.browser.get('/agents/journal?du=2026-03-03')).html).toContain('Aucun acte ne répond')
})

test('every check of roles holds after all this', async () => {
  const [ada, bob, eve] = [
    await somebody('Ada', ['administrator']),
    await somebody('Bob', ['administrator']),
    await somebody('Eve', []),
  ]
  await give(ada, eve, { role: 'agent' })
  await act(bob.browser, await waitingId(), 'confirmer')
  for (const check of checks) expect((await check.query.execute(database.db)).rows, check.name).toEqual([])
})

test('an administrator asks a colleague in, by a mail', async () => {
  const ada = await somebody('Ada', ['administrator'])
  await ada.browser.get('/agents/personnes')
  const refused = await ada.browser.send('/agents/personnes/inviter', { nom: 'Ève', adresse: 'eve@' })
  expect(refused.html).toContain('Cette adresse e-mail n’est pas complète')
  await ada.browser.get('/agents/personnes')
  const sent = await ada.browser.send('/agents/personnes/inviter', { nom: 'Ève', adresse: 'Eve@exemple.example' })
  expect(sent.location).toBe('/agents/personnes?fait=invite')
  const { rows } = await sql<{ recipient: string }>`SELECT recipient FROM mail`.execute(database.db)
  expect(rows).toEqual([{ recipient: 'eve@exemple.example' }])
})
