import { Hono } from 'hono'
import type { Context } from '#platform/context'
import { type Role, sessions, type Visitor } from '#platform/sessions'
import { budgetDesk } from './index.tsx'

const FRAME = {
  ...{ serviceName: 'Filigrane', territoryName: 'Essai', watermark: '', navigation: [] },
  assets: { stylesheet: '', fonts: [] },
  footer: { mention: '', columns: [] },
}
const COOKIES = '__Host-session=secret; __Host-navigateur=browser'

type Fields = Readonly<Record<string, string>>

/** The desk as one person has it before them: pages are read, forms are filled where they stand. */
export function browserOf(context: Context, personId: string, role: Role) {
  const visitor: Visitor = {
    ...{ personId, sessionId: personId, displayName: role, assurance: 'passkey' as const, signedInAt: new Date(0) },
    roles: [{ role, object: null }],
  }
  const app = new Hono().use(sessions(async () => visitor)).route('/', budgetDesk(context, FRAME))
  const open = async (path: string) => (await app.request(path, { headers: { Cookie: COOKIES } })).text()
  const post = (path: string, fields: Fields, files: Readonly<Record<string, File>> = {}) =>
    app.request(path, { method: 'POST', body: bodyOf(fields, files), headers: { Cookie: COOKIES } })
  /** Sends the form of a page that leads to `action`, with its hidden fields. */
  const send = async (page: string, action: string, fields: Fields, files?: Readonly<Record<string, File>>) => {
    const hidden = hiddenOf(await open(page), action)
    return post(action, { ...hidden, ...fields }, files)
  }
  return { open, post, send }
}

/** The hidden fields of the form that leads to an address. */
export function hiddenOf(html: string, action: string): Fields {
  const form = html.split('<form').find((each) => each.includes(`action="${action}"`)) ?? ''
  const own = form.slice(0, form.indexOf('</form>'))
  const hidden = [...own.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)]
  return Object.fromEntries(hidden.map(([, key, value]) => [key!, value!.replaceAll('&quot;', '"')]))
}

/** With the spaces of a keyboard. */
export function plain(html: string): string {
  return html.replaceAll(/[\u00a0\u202f]/g, ' ')
}

function bodyOf(fields: Fields, files: Readonly<Record<string, File>>): FormData | URLSearchParams {
  if (Object.keys(files).length === 0) return new URLSearchParams(fields)
  const body = new FormData()
  for (const [name, value] of [...Object.entries(fields), ...Object.entries(files)]) body.set(name, value)
  return body
}
