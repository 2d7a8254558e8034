import type { Hono } from 'hono'

/** What a visitor read: its status, its text, where it leads. */
export type Read = {
  readonly status: number
  readonly html: string
  readonly location: string | null
  readonly headers: Headers
}

/** A browser without scripts: it keeps cookies, follows nothing by itself, and fills the forms it was shown. */
export type Browser = {
  get(path: string): Promise<Read>
  /** Sends the form of the page last read that goes to `action`, with its hidden fields and these. */
  send(action: string, fields?: Readonly<Record<string, string>>): Promise<Read>
  /** The same form once more, as a double click does. */
  again(): Promise<Read>
  readonly cookies: Map<string, string>
}

/** @param headers  sent with each request, as those a proxy adds */
export function browserOn(app: Hono, headers: Readonly<Record<string, string>> = {}): Browser {
  const cookies = new Map<string, string>()
  let page = ''
  let last: readonly [string, string] = ['', '']

  async function ask(path: string, init: RequestInit = {}): Promise<Read> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await app.request(path, { ...init, headers: { ...headers, ...init.headers, Cookie: cookie } })
    for (const line of response.headers.getSetCookie()) keep(cookies, line)
    const html = await response.text()
    if (html !== '') page = html
    return { status: response.status, html, location: response.headers.get('Location'), headers: response.headers }
  }

  function post(action: string, body: string): Promise<Read> {
    last = [action, body]
    return ask(action, { method: 'POST', body, headers: { 'Content-Type': 'application/x-www-form-urlencoded' } })
  }

  return {
    cookies,
    get: (path) => ask(path),
    send: (action, fields = {}) => post(action, bodyOf(page, action, fields)),
    again: () => post(...last),
  }
}

function bodyOf(page: string, action: string, fields: Readonly<Record<string, string>>): string {
  const form = new RegExp(`<form[^>]* action="${action}"[^>]*>(.*?)</form>`, 's').exec(page)?.[1]
  if (form === undefined) throw new Error(`the page has no form that goes to ${action}`)
  const hidden = [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)]
  const kept = Object.fromEntries(hidden.map(([, name, value]) => [name!, unescaped(value!)]))
  return new URLSearchParams({ ...kept, ...fields }).toString()
}

function unescaped(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&amp;', '&')
}

function keep(cookies: Map<string, string>, line: string): void {
  const [pair = '', ...attributes] = line.split('; ')
  const [name = '', value = ''] = pair.split('=')
  if (attributes.includes('Max-Age=0')) cookies.delete(name)
  else cookies.set(name, value)
}
