import { createHash } from 'node:crypto'
import type { Hono } from 'hono'
import { sql } from 'kysely'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { assert } from '#kernel/result'
import { declareAbsence, draftSession, type GrantedRole, grantRole, openSession, seedPeople } from '#modules/accounts'
import { actingAs, type Context } from '#platform/context'
import { testContext } from '#platform/context/testing'
import type { TestDatabase } from '#platform/database/testing'
import { microCache } from '#platform/http'
import { ROLES, type Role } from '#platform/sessions'
import { contributions } from '../modules.ts'
import { site } from '../site.tsx'

/** Who asks: somebody not signed in, or a person of one role. */
export type Asker = 'visiteur' | Role
export const ASKERS: readonly Asker[] = ['visiteur', ...ROLES]

/** Somebody else's: a name that nobody may read without the right to. */
export const OTHER_NAME = 'Zoé Confidentielle'
export const OTHER_ADDRESS = 'zoe.confidentielle@exemple.example'

export type AccessWorld = {
  readonly app: Hono
  readonly context: Context
  /** Cookies of each asker's browser. */
  readonly cookies: Readonly<Record<Asker, string>>
  /** Values of the parameters of addresses: identifiers of somebody else. */
  readonly values: ReadonlyMap<string, string>
}

/** The whole site with one person per role, each signed in with a strong way, and somebody else's things. */
export async function accessWorld(database: TestDatabase): Promise<AccessWorld> {
  const context = testContext(database, { contributions, actor: { kind: 'machine', name: 'essai' } })
  const app = siteOn(context)
  const people = ROLES.map((role, index) => ({
    id: idOf(index + 1),
    displayName: `Personne ${index + 1}`,
    email: null,
    roles: role === 'resident' ? [] : [role],
  }))
  const other = { id: idOf(99), displayName: OTHER_NAME, email: OTHER_ADDRESS, roles: [] as readonly GrantedRole[] }
  assert((await seedPeople(context, people)).ok, 'the people of the test are there')
  await insertOther(database, context, other)

  const cookies: Record<string, string> = { visiteur: `__Host-navigateur=${BROWSER}` }
  for (const [index, role] of ROLES.entries()) cookies[role] = await signIn(context, idOf(index + 1))
  const grant = await waitingGrant(context, idOf(ROLES.indexOf('administrator') + 1), other.id)
  const absence = await absenceOf(database, context, other.id)
  const values = new Map([
    ['id', other.id],
    ['year', '2027'],
    ['/agents/roles/', grant],
    ['/agents/absences/', absence],
  ])
  return { app, context, cookies: cookies as Record<Asker, string>, values }
}

export const BROWSER = 'n'.repeat(43)

function idOf(index: number): string {
  return `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`
}

// Not one of the demonstration: those are named on the sign-in page.
async function insertOther(
  database: TestDatabase,
  context: Context,
  other: { readonly id: string; readonly displayName: string; readonly email: string },
): Promise<void> {
  await sql`INSERT INTO person (id, display_name, created_at) VALUES (${other.id}, ${other.displayName}, ${context.now()})`.execute(
    database.db,
  )
  await sql`INSERT INTO person_email (person_id, address, verified_at) VALUES (${other.id}, ${other.email}, ${context.now()})`.execute(
    database.db,
  )
}

async function signIn(context: Context, personId: string): Promise<string> {
  const draft = draftSession(context)
  await context.db
    .transaction()
    .execute((transaction) =>
      openSession(transaction, context, draft, { personId, assurance: 'passkey', device: 'essai' }),
    )
  return `__Host-session=${draft.secret}; __Host-navigateur=${BROWSER}`
}

async function waitingGrant(context: Context, administrator: string, personId: string): Promise<string> {
  const acting = actingAs(context, { kind: 'person', id: administrator })
  const asked = {
    personId,
    role: 'agent',
    object: null,
    startsOn: '2026-03-02',
    endsOn: null,
    reason: 'essai',
  } as const
  const granted = await grantRole(acting, { key: 'access-matrix-grant', body: null }, asked)
  assert(granted.ok, 'the request of the test is made')
  return granted.value.grantId
}

async function absenceOf(database: TestDatabase, context: Context, personId: string): Promise<string> {
  const acting = actingAs(context, { kind: 'person', id: personId })
  const absence = { personId, startsOn: '2030-03-02', endsOn: '2030-03-03' }
  assert(
    (await declareAbsence(acting, { key: 'access-matrix-absence', body: null }, absence)).ok,
    'an absence is noted',
  )
  const { rows } = await sql<{ id: string }>`SELECT id FROM absence`.execute(database.db)
  return rows[0]!.id
}

function siteOn(context: Context): Hono {
  return site({
    context,
    frame: {
      serviceName: 'Filigrane',
      territoryName: 'Territoire d’essai',
      assets: { stylesheet: '/public/site.css', fonts: [] },
      watermark: 'M0 0',
      navigation: [],
      footer: { mention: 'Essai', columns: [] },
    },
    build: '/nowhere',
    cache: microCache({ freshForMs: 0, maxEntries: 1, now: () => 0 }),
    logger: pino({ level: 'silent' }),
    metrics: new Registry(),
    url: 'http://localhost',
    isDemonstration: true,
    proxies: [],
    health: async () => ({ ok: true, database: 'ok', version: '0' }),
  })
}

/** What every table holds, in one hash by table: two readings are the same when nothing was written between them. */
export async function everyTable(database: TestDatabase): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ name: string }>`
    SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
    WHERE schemaname = 'public' OR (schemaname = 'graphile_worker' AND tablename = '_private_jobs')
    ORDER BY 1`.execute(database.owner)
  const held = new Map<string, string>()
  for (const { name } of rows) {
    const { rows: found } = await sql<{ all: string | null }>`
      SELECT string_agg(md5(row::text), '' ORDER BY md5(row::text)) AS all FROM ${sql.raw(name)} AS row`.execute(
      database.owner,
    )
    held.set(
      name,
      createHash('sha256')
        .update(found[0]?.all ?? '')
        .digest('hex'),
    )
  }
  return held
}
