import type { Hono } from 'hono'
import { Hono as App } from 'hono'
import { type Role, sessions, type Visitor } from '#platform/sessions'

type Fields = Readonly<Record<string, string | File>>

/** Somebody signed in at the desk: opens pages, fills the form of an address, sends it. */
export function browserOf(desk: Hono, personId: string, role: Role) {
  const visitor: Visitor = {
    ...{ personId, sessionId: personId, displayName: role, assurance: 'passkey' as const, signedInAt: new Date(0) },
    roles: [{ role, object: null }],
  }
  const app = new App().use(sessions(async () => visitor)).route('/', desk)
  const headers = { Cookie: '__Host-session=secret; __Host-navigateur=browser' }
  const get = (path: string) => app.request(path, { headers })
  const open = async (path: string) => (await get(path)).text()
  const post = (path: string, fields: Fields) => {
    const body = new FormData()
    for (const [name, value] of Object.entries(fields)) body.append(name, value)
    return app.request(path, { method: 'POST', body, headers })
  }
  /** What the form of that address holds hidden, its keys among them. */
  const hidden = async (page: string, action: string): Promise<Record<string, string>> => {
    const form = (await open(page)).split('<form').find((each) => each.includes(`action="${action}"`)) ?? ''
    const own = form.slice(0, form.indexOf('</form>'))
    return Object.fromEntries(
      [...own.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(([, key, value]) => [key!, value!]),
    )
  }
  const send = async (page: string, action: string, fields: Fields) =>
    post(action, { ...(await hidden(page, action)), ...fields })
  return { get, open, post, hidden, send }
}

/** As a reader sees it: entities read, narrow spaces made plain. */
export function plain(html: string): string {
  return html.replaceAll('&#39;', '’').replaceAll(/[\u00a0\u202f]/g, ' ')
}
