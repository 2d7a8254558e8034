import { generateSync } from 'otplib'
import { expect, test } from 'vitest'
import { TEST_NOW, testContext } from '#platform/context/testing'
import { testDatabase } from '#platform/database/testing'
import { drawFirstRunCode, invite, inviteAtConsole } from '../../commands/index.ts'
import { listHeldRoles } from '../../store/index.ts'
import { type Browser, browserOn } from '../../testing/browser.ts'
import { lastCode, wrong } from '../../testing/mailbox.ts'
import { siteOn } from '../../testing/site.ts'
import { shownSecret } from '../../testing/staff.ts'

const HOUR_MS = 3_600_000
const MAILED = { address: 'nadia@agents.exemple.fr', displayName: 'Nadia' }

/** A service nobody administers, at an hour that can be moved. */
async function newService() {
  const database = await testDatabase()
  let now = TEST_NOW
  const context = testContext(database, { now: () => now })
  const app = siteOn(context, { isDemonstration: false })
  let networks = 0
  return {
    database,
    context,
    visitor: () => {
      networks += 1
      return browserOn(app, { 'X-Forwarded-For': `10.3.${networks}.7` })
    },
    later: (ms: number) => {
      now = new Date(now.getTime() + ms)
    },
    seconds: () => Math.floor(now.getTime() / 1_000),
    [Symbol.asyncDispose]: () => database.drop(),
  }
}

async function typeConsoleCode(browser: Browser, code: string) {
  await browser.get('/premier-demarrage')
  return browser.send('/premier-demarrage', { nom: 'Ada', adresse: 'ada@agents.exemple.fr', code })
}

async function addApplication(browser: Browser, seconds: number) {
  await browser.get('/connexion/enrolement')
  const secret = shownSecret((await browser.get('/connexion/enrolement/application')).html)
  return browser.send('/connexion/enrolement/application', { code: generateSync({ secret, epoch: seconds }) })
}

test('who reads the console becomes the first administrator, once a strong way in is kept; the page is then gone', async () => {
  await using service = await newService()
  const code = await drawFirstRunCode(service.context)
  const browser = service.visitor()
  const typed = await typeConsoleCode(browser, code?.toLowerCase() ?? '')
  expect([typed.status, typed.location]).toEqual([303, '/connexion/enrolement'])
  expect(await service.database.db.selectFrom('role_grant').selectAll().execute()).toEqual([])

  expect((await addApplication(browser, service.seconds())).html).toContain('Vos codes de secours')
  const { id } = await service.database.db.selectFrom('person').select('id').executeTakeFirstOrThrow()
  expect(await listHeldRoles(service.database.db, id, '2026-03-02')).toEqual([{ role: 'administrator', object: null }])
  expect((await browser.get('/mon-espace/securite')).status).toBe(200)
  expect((await service.visitor().get('/premier-demarrage')).status).toBe(410)
  expect(await drawFirstRunCode(service.context)).toBeUndefined()
})

test('a wrong code of the console, one of an hour ago, one that served, open nothing', async () => {
  await using service = await newService()
  const code = ((await drawFirstRunCode(service.context)) ?? '').replaceAll(' ', '')
  expect((await typeConsoleCode(service.visitor(), wrong(code))).html).toContain('pas le bon code')
  service.later(HOUR_MS)
  expect((await typeConsoleCode(service.visitor(), code)).html).toContain('plus d’une heure')

  const again = (await drawFirstRunCode(service.context)) ?? ''
  expect((await typeConsoleCode(service.visitor(), again)).status).toBe(303)
  expect((await typeConsoleCode(service.visitor(), again)).status).toBe(422)
})

test('of two who typed a code of the console, one becomes administrator', async () => {
  await using service = await newService()
  const codes = [await drawFirstRunCode(service.context), await drawFirstRunCode(service.context)]
  const [first, second] = [service.visitor(), service.visitor()]
  await typeConsoleCode(first, codes[0] ?? '')
  await using other = await newService()
  expect((await typeConsoleCode(other.visitor(), codes[0] ?? '')).status).toBe(422)
  // Typing one uses up both: a second console draws another.
  expect((await typeConsoleCode(second, codes[1] ?? '')).status).toBe(422)
  await typeConsoleCode(second, (await drawFirstRunCode(service.context)) ?? '')
  expect((await addApplication(first, service.seconds())).status).toBe(200)
  const late = await addApplication(second, service.seconds())
  expect([late.status, late.html.includes('déjà un administrateur')]).toEqual([422, true])
})

test('in a demonstration there is no first run', async () => {
  await using service = await newService()
  const app = siteOn(service.context, { isDemonstration: true })
  expect((await app.request('/premier-demarrage')).status).toBe(410)
})

const mailed = (key: string) => ({ key: `submission-of-${key}`, body: {} })

test('an invitation is answered with the code of its mail, once, within seven days', async () => {
  await using service = await newService()
  await invite(service.context, mailed('first-one'), MAILED)
  const code = await lastCode(service.database, MAILED.address)
  const type = async (browser: Browser, fields: Record<string, string>) => {
    await browser.get('/connexion/invitation')
    return browser.send('/connexion/invitation', { adresse: MAILED.address, code, ...fields })
  }
  expect((await type(service.visitor(), { code: wrong(code) })).html).toContain('pas le bon code')
  expect((await type(service.visitor(), { adresse: 'autre@agents.exemple.fr' })).status).toBe(422)
  const browser = service.visitor()
  expect((await type(browser, {})).status).toBe(303)
  expect((await browser.get('/connexion/enrolement')).html).toContain('Bienvenue, Nadia')
  expect((await type(service.visitor(), {})).html).toContain('déjà servi')

  await invite(service.context, mailed('second-one'), MAILED)
  const late = await lastCode(service.database, MAILED.address)
  service.later(7 * 24 * HOUR_MS)
  expect((await type(service.visitor(), { code: late })).html).toContain('plus de sept jours')
})

test('an enrolment is for the browser that gave the code, for an hour', async () => {
  await using service = await newService()
  const code = await inviteAtConsole(service.context, { ...MAILED, makesAdministrator: false })
  const browser = service.visitor()
  await browser.get('/connexion/invitation')
  await browser.send('/connexion/invitation', { adresse: MAILED.address, code: code.ok ? code.value : '' })
  expect((await service.visitor().get('/connexion/enrolement')).status).toBe(403)
  expect((await service.visitor().get('/connexion/enrolement/defi')).status).toBe(403)
  service.later(HOUR_MS)
  expect((await browser.get('/connexion/enrolement')).status).toBe(403)
})

test('guessing the code of an invitation is slowed down', async () => {
  await using service = await newService()
  const browser = service.visitor()
  const guess = async () => {
    await browser.get('/connexion/invitation')
    return browser.send('/connexion/invitation', { adresse: MAILED.address, code: 'AAAAAAAAAA' })
  }
  for (let tries = 0; tries < 3; tries += 1) expect((await guess()).status).toBe(422)
  expect((await guess()).status).toBe(429)
})

test('a stranger who guesses from everywhere outlasts neither the code of the console nor that of an invitation', async () => {
  await using service = await newService()
  const code = await drawFirstRunCode(service.context)
  await invite(service.context, mailed('guessed-at'), MAILED)
  const invited = await lastCode(service.database, MAILED.address)
  const answer = async (browser: Browser, typed: string) => {
    await browser.get('/connexion/invitation')
    return browser.send('/connexion/invitation', { adresse: MAILED.address, code: typed })
  }
  for (let tries = 0; tries < 15; tries += 1) {
    expect((await typeConsoleCode(service.visitor(), wrong(code ?? ''))).status).toBe(422)
    expect((await answer(service.visitor(), wrong(invited))).status).toBe(422)
  }
  expect((await answer(service.visitor(), invited)).status).toBe(303)
  expect((await typeConsoleCode(service.visitor(), code ?? '')).status).toBe(303)
})

test('guessing the code of the console is slowed down, for who guesses', async () => {
  await using service = await newService()
  const code = (await drawFirstRunCode(service.context)) ?? ''
  const stranger = service.visitor()
  for (let tries = 0; tries < 3; tries += 1) expect((await typeConsoleCode(stranger, wrong(code))).status).toBe(422)
  expect((await typeConsoleCode(stranger, code)).status).toBe(429)
  expect((await typeConsoleCode(service.visitor(), code)).status).toBe(303)
})

test('from the command line, an administrator is asked in while there is none', async () => {
  await using service = await newService()
  const code = await inviteAtConsole(service.context, { ...MAILED, makesAdministrator: true })
  const browser = service.visitor()
  await browser.get('/connexion/invitation')
  await browser.send('/connexion/invitation', { adresse: MAILED.address, code: code.ok ? code.value : '' })
  expect((await addApplication(browser, service.seconds())).status).toBe(200)
  expect(await inviteAtConsole(service.context, { ...MAILED, makesAdministrator: true })).toEqual({
    ok: false,
    refusal: 'administrator-exists',
  })
})
