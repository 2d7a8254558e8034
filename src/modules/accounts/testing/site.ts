import { Hono } from 'hono'
import type { Context } from '#platform/context'
import { originGuard } from '#platform/http'
import { sessions } from '#platform/sessions'
import { findVisitor } from '../commands/index.ts'
import { accountDesk } from '../desk/index.tsx'
import { type AccountOptions, accountPages } from '../pages/index.tsx'

/** The pages of accounts on this context, without a port: `app.request('/connexion')`. */
export function siteOn(
  context: Context,
  parts: { readonly isDemonstration?: boolean; readonly identity?: AccountOptions['identity'] } = {},
): Hono {
  const frame = {
    serviceName: 'Filigrane',
    territoryName: 'Territoire d’essai',
    assets: { stylesheet: '/public/site.css', fonts: [] },
    watermark: 'M0 0',
    navigation: [],
    footer: { mention: 'Essai', columns: [] },
  }
  const options = {
    url: 'http://localhost',
    isDemonstration: parts.isDemonstration ?? false,
    proxies: [''],
    identity: parts.identity,
  }
  const app = new Hono()
  app.use(originGuard())
  app.use(sessions((secret) => findVisitor(context, secret, true)))
  app.route('/', accountPages(context, frame, options))
  app.route('/', accountDesk(context, frame))
  return app
}
