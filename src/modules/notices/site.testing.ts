import type { Hono } from 'hono'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { draftSession, openSession } from '#modules/accounts'
import type { Context } from '#platform/context'
import { inTransaction } from '#platform/database'
import { microCache } from '#platform/http'
import { site } from '../../site.tsx'

/** The whole site on this context, without a port. */
export function siteOn(context: Context): Hono {
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
    logger: pino({ enabled: false }),
    metrics: new Registry(),
    url: 'http://localhost',
    isDemonstration: true,
    proxies: [],
    health: async () => ({ ok: true, database: 'ok', version: '0' }),
  })
}

/** The cookies of somebody who is signed in, with a passkey. */
export async function cookieOf(context: Context, personId: string): Promise<string> {
  const draft = draftSession(context)
  await inTransaction(context, { key: `session-${draft.id}`, body: null }, async (transaction) => {
    await openSession(transaction, context, draft, { personId, assurance: 'passkey', device: 'essai' })
    return { ok: true, value: null }
  })
  return `__Host-session=${draft.secret}; __Host-navigateur=${'n'.repeat(43)}`
}
