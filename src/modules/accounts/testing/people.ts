import type { Hono } from 'hono'
import { actingAs, type Context } from '#platform/context'
import type { Assurance } from '#platform/sessions'
import { draftSession, grantForDemonstration, openSession } from '../commands/index.ts'
import * as store from '../store/index.ts'
import { type Browser, browserOn } from './browser.ts'

type Asked = { readonly address?: string; readonly agent?: boolean; readonly assurance?: Assurance }

/** People of a test, each with a browser of their own, on a network of their own. */
export function peopleOn(context: Context, app: Hono) {
  let visitors = 0

  function stranger(): Browser {
    visitors += 1
    return browserOn(app, { 'X-Forwarded-For': `10.1.${visitors}.7` })
  }

  /** Somebody with an account, signed in. */
  async function person(name: string, options: Asked = {}) {
    const draft = draftSession(context)
    const id = context.newId()
    const grantId = context.newId()
    const now = context.now()
    await context.db.transaction().execute(async (transaction) => {
      await store.insertPerson(transaction, { id, displayName: name }, now)
      if (options.address) {
        await store.insertEmail(transaction, { personId: id, address: options.address, verifiedAt: now })
      }
      const machine = actingAs(context, { kind: 'machine', name: 'test' })
      if (options.agent) await grantForDemonstration(transaction, machine, { id: grantId, role: 'agent', personId: id })
      const assurance = options.assurance ?? (options.agent ? 'passkey' : 'email-code')
      await openSession(transaction, context, draft, { personId: id, assurance, device: 'Firefox sur Linux' })
    })
    const browser = stranger()
    browser.cookies.set('__Host-session', draft.secret)
    return { id, name, browser }
  }

  return { person, stranger }
}

export type Person = Awaited<ReturnType<ReturnType<typeof peopleOn>['person']>>
