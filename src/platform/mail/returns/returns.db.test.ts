import { mkdir, mkdtemp, readdir, rm, symlink, truncate, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import type { Context } from '#platform/context'
import { TEST_NOW, testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { listDead } from '../dead-addresses.ts'
import { ASIDE, readReturns } from './index.ts'

const PERSON = '019cadc6-0000-7000-8000-000000000001'
let database: TestDatabase
let context: Context
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  await sql`DELETE FROM mail`.execute(database.db)
  await sql`DELETE FROM mail_dead_address`.execute(database.db)
  context = testContext(database)
})

test('a mail that comes back for good closes its address, and the report is removed', async () => {
  const [folder, id] = [await emptyFolder(), await sent('zoe@exemple.fr')]
  await drop(folder, 'retour.eml', report({ id, status: '5.1.1' }))
  expect(await readReturns(context, folder)).toEqual({ noted: 1, ignored: 0, aside: 0 })
  expect(await bounceOf(id)).toEqual({ bounce: 'hard', bounce_status: '5.1.1' })
  expect(await isDead('ZOE@exemple.fr')).toBe(true)
  expect(await readdir(folder)).toEqual([])
})

test('the mail is found by what the envelope said, when the report returns no header', async () => {
  const [folder, id] = [await emptyFolder(), await sent('zoe@exemple.fr')]
  await drop(folder, 'retour.eml', report({ id, status: '5.1.1', returns: 'nothing' }))
  expect(await readReturns(context, folder)).toMatchObject({ noted: 1 })
})

test.each([
  ['a full box', { status: '5.2.2' }, 'hard'],
  ['a refusal of our words', { status: '5.7.1' }, 'hard'],
  ['a delay', { status: '4.4.1', action: 'delayed' }, 'soft'],
  ['a failure for a time', { status: '4.2.2' }, 'soft'],
])('%s is counted, and closes no address', async (_what, told, kind) => {
  const [folder, id] = [await emptyFolder(), await sent('zoe@exemple.fr')]
  await drop(folder, 'retour.eml', report({ id, ...told }))
  await readReturns(context, folder)
  expect(await bounceOf(id)).toEqual({ bounce: kind, bounce_status: told.status })
  expect(await isDead('zoe@exemple.fr')).toBe(false)
})

test('a forged report closes nobody’s address: unknown mail, other address, too old', async () => {
  const [folder, id] = [await emptyFolder(), await sent('zoe@exemple.fr')]
  const old = await sent('lou@exemple.fr', 11)
  await drop(folder, 'inconnu.eml', report({ id: '019cadc6-0000-7000-8000-00000000dead', status: '5.1.1' }))
  await drop(folder, 'autre.eml', report({ id, status: '5.1.1', recipient: 'maire@exemple.fr' }))
  await drop(folder, 'vieux.eml', report({ id: old, status: '5.1.1', recipient: 'lou@exemple.fr' }))
  expect(await readReturns(context, folder)).toEqual({ noted: 1, ignored: 2, aside: 0 })
  for (const address of ['zoe@exemple.fr', 'maire@exemple.fr', 'lou@exemple.fr'])
    expect(await isDead(address)).toBe(false)
})

test('what is hostile, broken or a person’s answer is put aside and holds up nothing', async () => {
  const [folder, id] = [await emptyFolder(), await sent('zoe@exemple.fr')]
  await drop(folder, 'a-enorme.eml', '')
  await truncate(join(folder, 'a-enorme.eml'), 100_000_000)
  await settle(join(folder, 'a-enorme.eml'))
  await drop(folder, 'b-vide.eml', '')
  await drop(folder, 'c-bruit.eml', Buffer.from(Array.from({ length: 5_000 }, (_, n) => (n * 151) % 256)))
  const nested = Array.from({ length: 500 }, (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\n\n--b${n}\n`)
  await drop(folder, 'd-poupees.eml', nested.join(''))
  await drop(folder, 'e-reponse.eml', 'From: zoe@exemple.fr\nSubject: Re: Dossier\n\nMerci !\n')
  await symlink('/etc/passwd', join(folder, 'f-lien.eml'))
  await drop(folder, 'g-bon.eml', report({ id, status: '5.1.1' }))
  await drop(folder, 'lisezmoi.txt', 'pas pour nous')
  await mkdir(join(folder, 'h-dossier.eml'))
  await new Promise((resolve) => setTimeout(resolve, 2_100))
  expect(await readReturns(context, folder)).toEqual({ noted: 1, ignored: 0, aside: 6 })
  expect((await readdir(folder)).sort()).toEqual(['h-dossier.eml', 'lisezmoi.txt', ASIDE])
  expect(await readdir(join(folder, ASIDE))).toHaveLength(6)
})

test('without the folder there is nothing to read', async () => {
  expect(await readReturns(context, '/nowhere/retours')).toEqual({ noted: 0, ignored: 0, aside: 0 })
})

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'filigrane-retours-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return folder
}

/** A file as a mail fetcher leaves it, a while ago. */
async function drop(folder: string, name: string, content: string | Buffer): Promise<void> {
  await writeFile(join(folder, name), content)
  await settle(join(folder, name))
}

async function settle(path: string): Promise<void> {
  const then = new Date(Date.now() - 60_000)
  await utimes(path, then, then)
}

async function sent(address: string, daysAgo = 0): Promise<string> {
  const id = context.newId()
  const at = new Date(TEST_NOW.getTime() - daysAgo * 86_400_000)
  await sql`
    INSERT INTO mail (id, kind, person_id, recipient, domain, subject, paragraphs, is_awaited, written_at, due_at, empty_at,
                      state, ended_at)
    VALUES (${id}, 'grants.received', ${PERSON}, ${address}, 'exemple.fr', 'Reçu', '[]', false, ${at}, ${at}, ${at}, 'sent',
            ${at})`.execute(database.db)
  return id
}

async function bounceOf(id: string): Promise<unknown> {
  return (await sql`SELECT bounce, bounce_status FROM mail WHERE id = ${id}`.execute(database.db)).rows[0]
}

async function isDead(address: string): Promise<boolean> {
  return (await listDead(database.db, context, [address])).size === 1
}

type Told = {
  readonly id: string
  readonly status: string
  readonly action?: string
  readonly recipient?: string
  readonly returns?: 'headers' | 'nothing'
}

/** A report as Postfix writes it. */
function report({ id, status, action = 'failed', recipient = 'zoe@exemple.fr', returns = 'headers' }: Told): string {
  const envelope = returns === 'nothing' ? `Original-Envelope-Id: ${id}\n` : ''
  const headers =
    returns === 'nothing'
      ? ''
      : `--limite\nContent-Type: text/rfc822-headers\n\nFrom: ESS <ess@exemple.fr>\nMessage-ID:\n <${id}@exemple.fr>\n\n`
  return `From: MAILER-DAEMON@relais.exemple.fr
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="limite"

--limite
Content-Type: text/plain

I'm sorry to have to inform you that your message could not be delivered.

--limite
Content-Type: message/delivery-status

Reporting-MTA: dns; relais.exemple.fr
${envelope}
Final-Recipient: rfc822; ${recipient}
Action: ${action}
Status: ${status}
Diagnostic-Code: smtp; 550 5.1.1 <${recipient}>: Recipient address rejected:
 User unknown

${headers}--limite--
`
}
