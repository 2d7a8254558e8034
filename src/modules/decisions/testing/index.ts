import { Hono } from 'hono'
import { sql } from 'kysely'
import type { Context } from '#platform/context'
import type { TestDatabase } from '#platform/database/testing'
import { type Role, sessions, type Visitor } from '#platform/sessions'
import type { SiteFrame } from '#ui/page'

/** People of the tests: their name is their key. */
export const PEOPLE = {
  ana: { id: '00000000-0000-7000-8000-000000000a01', roles: ['agent'] },
  bob: { id: '00000000-0000-7000-8000-000000000a02', roles: ['administrator'] },
  cleo: { id: '00000000-0000-7000-8000-000000000a03', roles: ['finance-agent'] },
  elsa: { id: '00000000-0000-7000-8000-000000000a04', roles: ['elected-member'] },
} as const satisfies Record<string, { readonly id: string; readonly roles: readonly Role[] }>

export type Name = keyof typeof PEOPLE

/** An organisation nobody has: its SIRET is in a range that is not given. */
export const SIRETS = { epicerie: '99900000100019', atelier: '99900000200017' } as const

export async function insertPeople({ owner }: TestDatabase): Promise<void> {
  for (const [name, { id, roles }] of Object.entries(PEOPLE)) {
    await sql`INSERT INTO person (id, display_name, created_at) VALUES (${id}, ${name}, now())`.execute(owner)
    await sql`
      INSERT INTO role_grant (id, person_id, role, starts_on, needs_confirmation, asked_at)
      VALUES (${id}, ${id}, ${roles[0]}, '2020-01-01', ${roles[0] !== 'elected-member'}, now())`.execute(owner)
    await sql`
      INSERT INTO role_confirmation (grant_id, confirmed_with, confirmed_at)
      VALUES (${id}, 'demonstration', now())`.execute(owner)
  }
}

const COOKIES = '__Host-session=secret; __Host-navigateur=browser'

/** Somebody's browser on some routes: opens pages, fills their forms, sends them. */
export function browserOf(name: Name, routes: Hono) {
  const { id, roles } = PEOPLE[name]
  const visitor: Visitor = {
    personId: id,
    sessionId: id,
    displayName: name,
    assurance: 'passkey',
    signedInAt: new Date(0),
    roles: roles.map((role) => ({ role, object: null })),
  }
  const app = new Hono().use(sessions(async () => visitor)).route('/', routes)
  const open = async (path: string) => (await app.request(path, { headers: { Cookie: COOKIES } })).text()
  const post = (path: string, fields: Readonly<Record<string, string>>) =>
    app.request(path, { method: 'POST', body: new URLSearchParams(fields), headers: { Cookie: COOKIES } })

  /** Sends the form of a page that leads to `action`, with these fields over its hidden ones. */
  async function send(page: string, action: string, fields: Readonly<Record<string, string>>) {
    return post(action, { ...hiddenOf(await open(page), action), ...fields })
  }
  return { open, post, send, hidden: async (page: string, action: string) => hiddenOf(await open(page), action) }
}

function hiddenOf(html: string, action: string): Record<string, string> {
  const form = html.split('<form').find((each) => each.includes(`action="${action}"`) && each.includes('name="envoi"'))
  if (form === undefined) throw new Error(`no form leads to ${action}`)
  const inputs = form.slice(0, form.indexOf('</form>')).matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)
  return Object.fromEntries([...inputs].map(([, key, value]) => [key!, value!]))
}

export const FRAME: SiteFrame = {
  serviceName: 'Filigrane',
  territoryName: 'Territoire d’essai',
  assets: { stylesheet: '', fonts: [] },
  watermark: '',
  navigation: [],
  footer: { mention: '', columns: [] },
}

/** A submission of a test that calls commands itself. */
export function submissionOf(context: Pick<Context, 'newId'>) {
  return { key: context.newId().replaceAll('-', ''), body: null }
}
