import type { Hono } from 'hono'

export type Read = {
  readonly status: number
  readonly html: string
  readonly location: string | null
  readonly headers: Headers
}

/** A voter's browser without scripts: it keeps cookies, follows nothing by itself, and fills the forms it was shown. */
export type VoterBrowser = {
  get(path: string): Promise<Read>
  /** Sends the form of the page last read that goes to `action`, with its hidden fields and these. */
  send(action: string, fields?: Fields): Promise<Read>
  /** The same form once more, as a double click does. */
  again(): Promise<Read>
  readonly cookies: Map<string, string>
}

/** Several values under one name: boxes that are ticked. */
export type Fields = Readonly<Record<string, string | readonly string[]>>

export function voterBrowserOn(app: Hono): VoterBrowser {
  const cookies = new Map<string, string>()
  let page = ''
  let last: readonly [string, string] = ['', '']

  async function ask(path: string, init: RequestInit = {}): Promise<Read> {
    const Cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await app.request(path, { ...init, headers: { ...init.headers, Cookie } })
    for (const line of answer.headers.getSetCookie()) keep(cookies, line)
    const html = await answer.text()
    if (html !== '') page = html
    return { status: answer.status, html, location: answer.headers.get('Location'), headers: answer.headers }
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

function keep(cookies: Map<string, string>, line: string): void {
  const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
  if (value === '') cookies.delete(name)
  else cookies.set(name, value)
}

function bodyOf(page: string, action: string, fields: Fields): string {
  const form = new RegExp(`<form[^>]* action="${action}"[^>]*>(.*?)</form>`, 's').exec(page)?.[1]
  if (form === undefined) throw new Error(`the page has no form that goes to ${action}`)
  const hidden = [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)]
  const kept = hidden.filter(([, name]) => !Object.hasOwn(fields, name!)).map(([, name, value]) => [name!, value!])
  const filled = Object.entries(fields).flatMap(([name, values]) => [values].flat().map((value) => [name, value]))
  return new URLSearchParams([...kept, ...filled] as [string, string][]).toString()
}
