import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Context as HonoContext } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { done, type Result, refuse } from '#kernel/result'
import type { Context } from '#platform/context'
import type { Submission } from '#platform/database'
import { holdBody } from './body.ts'
import { sessionSecretOf } from './requests.ts'

/** The hidden fields of a form that writes. */
export type FormKeys = {
  /** Drawn with the form: sent twice, it is done once. */
  readonly submission: string
  /** Ties the form to this browser and this session. */
  readonly token: string
}

/** What came back. */
export type SentForm = {
  /** Text fields, the last value of each; without the hidden ones. */
  readonly fields: Readonly<Record<string, string>>
  /** Every value of each text field: boxes ticked under one name. */
  readonly lists: Readonly<Record<string, readonly string[]>>
  readonly files: Readonly<Record<string, File>>
  readonly submission: Submission
}

export type FormRefusal = 'form-stale'

/** The sentence for a form whose keys are not those of this browser: shown above the form, which comes back filled. */
export const FORM_SENTENCES: Record<FormRefusal, string> = {
  'form-stale':
    'Ce formulaire attendait depuis longtemps, ou vous avez changé de compte. Vérifiez vos réponses, puis envoyez-le de nouveau.',
}

const BROWSER_COOKIE = 'navigateur'
export const SUBMISSION_FIELD = 'envoi'
export const TOKEN_FIELD = 'jeton'

/** Keys for a form about to be shown. A page with a form is for this reader alone. */
export function formKeys(c: HonoContext, context: Context): FormKeys {
  c.header('Cache-Control', 'no-store')
  return { submission: base64(context.random(24)), token: tokenOf(context, browserSecret(c, context), sessionOf(c)) }
}

/**
 * A secret of this browser, drawn when first needed and kept until it is closed: what is begun before signing in (a code
 * asked for, a form) is bound to it.
 */
export function browserSecret(c: HonoContext, context: Context): string {
  const kept = c.get('browserSecret') ?? getCookie(c, BROWSER_COOKIE, 'host')
  if (kept) return kept
  const drawn = base64(context.random(32))
  c.set('browserSecret', drawn)
  setCookie(c, BROWSER_COOKIE, drawn, { prefix: 'host', secure: true, path: '/', httpOnly: true, sameSite: 'Lax' })
  return drawn
}

declare module 'hono' {
  interface ContextVariableMap {
    browserSecret: string | undefined
  }
}

/** Reads a form and checks its keys. On refusal `fields` are still to be had by `sentFields`, to show the form filled. */
export async function readForm(c: HonoContext, context: Context): Promise<Result<SentForm, FormRefusal>> {
  const sent = await sentFields(c)
  const key = sent.lists[SUBMISSION_FIELD]?.at(-1) ?? ''
  const token = sent.lists[TOKEN_FIELD]?.at(-1) ?? ''
  const browser = getCookie(c, BROWSER_COOKIE, 'host') ?? ''
  const isOurs = /^[A-Za-z0-9_-]{32}$/.test(key) && isSame(token, tokenOf(context, browser, sessionOf(c)))
  if (browser === '' || !isOurs) return refuse('form-stale')

  const { [SUBMISSION_FIELD]: _key, [TOKEN_FIELD]: _token, ...fields } = sent.fields
  const { [SUBMISSION_FIELD]: _keys, [TOKEN_FIELD]: _tokens, ...lists } = sent.lists
  const body = { path: c.req.path, lists }
  return done({ fields, lists, files: sent.files, submission: { key, body } })
}

/** What a form holds, whatever its keys. No keyboard types the character NUL, and no PostgreSQL text holds it: it goes. */
export async function sentFields(c: HonoContext): Promise<Omit<SentForm, 'submission'>> {
  await holdBody(c)
  const body = Object.entries(await c.req.parseBody({ all: true })).map(
    ([name, value]) => [name, [value].flat()] as const,
  )
  const texts = body.map(([name, values]) => [name, values.filter((each) => typeof each === 'string')] as const)
  const lists = texts
    .filter(([, values]) => values.length > 0)
    .map(([name, values]) => [name, values.map((each) => each.replaceAll('\0', ''))] as const)
  const files = body.flatMap(([name, values]) =>
    values.filter((each) => typeof each !== 'string').map((file) => [name, file] as const),
  )
  const fields = lists.map(([name, values]) => [name, values.at(-1) ?? ''] as const)
  return { fields: Object.fromEntries(fields), lists: Object.fromEntries(lists), files: Object.fromEntries(files) }
}

function sessionOf(c: HonoContext): string {
  return sessionSecretOf(c) ?? ''
}

function tokenOf(context: Context, browser: string, session: string): string {
  return createHmac('sha256', context.keyFor('form tokens')).update(`${browser} ${session}`).digest('base64url')
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url')
}
