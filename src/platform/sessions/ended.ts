import type { Context as HonoContext } from 'hono'
import { SUBMISSION_FIELD, sentFields, TOKEN_FIELD } from './forms.ts'

/** What somebody had written in a form that nobody was signed in for any more. */
export type Unsent = {
  /** Path the form goes to, and where to sign in meanwhile. */
  readonly action: string
  readonly door: string
  readonly fields: readonly (readonly [name: string, value: string])[]
  /** Files cannot be given back: they are chosen again. */
  readonly hadFiles: boolean
}

/** Thrown by the guards; the site answers with a page that holds what was written. */
export class SessionEndedError extends Error {
  override readonly name = 'SessionEndedError'
  readonly unsent: Unsent

  constructor(unsent: Unsent) {
    super('a form was sent after the session had ended')
    this.unsent = unsent
  }
}

const MOST_LETTERS = 500_000
/** Read by nobody but the server, or good for one moment only. */
const NOT_KEPT: readonly string[] = [SUBMISSION_FIELD, TOKEN_FIELD, 'code']

/** @returns undefined when nothing was written: there is nothing to give back */
export async function unsentOf(c: HonoContext, door: string): Promise<Unsent | undefined> {
  const { lists, files } = await sentFields(c)
  const fields = Object.entries(lists)
    .filter(([name]) => !NOT_KEPT.includes(name))
    .flatMap(([name, values]) => values.map((value) => [name, value] as const))
  const letters = fields.reduce((sum, [name, value]) => sum + name.length + value.length, 0)
  const isWritten = fields.some(([, value]) => value.trim() !== '')
  if (!isWritten || letters > MOST_LETTERS) return undefined
  const { pathname, search } = new URL(c.req.url)
  return { action: `${pathname}${search}`, door, fields, hadFiles: Object.keys(files).length > 0 }
}
