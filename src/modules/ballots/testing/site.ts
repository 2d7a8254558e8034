import type { Hono } from 'hono'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import type { Context } from '#platform/context'
import { microCache } from '#platform/http'
import { type SiteParts, site } from '../../../site.tsx'

/**
 * The whole site, as the pages of votes are tried on it.
 *
 * @param logged  receives the lines of its log
 * @param proxies addresses whose X-Forwarded-For is believed: `unknown` is whoever asks in a test
 * @param world   FranceConnect, text messages: what else the installation has
 */
export function voteSite(
  context: Context,
  logged: string[] = [],
  proxies: readonly string[] = [],
  world: Pick<SiteParts, 'identity' | 'sms'> & { readonly url?: string } = {},
): Hono {
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
    logger: pino({ level: 'info', base: null }, { write: (line) => logged.push(line) }),
    metrics: new Registry(),
    url: 'http://localhost',
    isDemonstration: true,
    proxies,
    health: async () => ({ ok: true, database: 'ok', version: '0' }),
    ...world,
  })
}
