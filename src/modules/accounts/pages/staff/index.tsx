import { Hono } from 'hono'
import type { Context } from '#platform/context'
import type { SiteFrame } from '#ui/page'
import type { AccountOptions } from '../options.ts'
import { agentSignIn } from './agents.tsx'
import { askedInPages } from './asked-in.tsx'
import { firstRunPages, invitationPages } from './codes.tsx'
import { firstVisitPages, linkPages } from './first-visit.tsx'
import type { StaffParts } from './parts.ts'
import { providerPages } from './providers.tsx'
import { passkeyPages, securityPages } from './security.tsx'

export { residentProviders } from './parts.ts'

/** Passkeys, one-time codes and identity providers. */
export function staffPages(context: Context, frame: SiteFrame, options: AccountOptions): Hono {
  const parts: StaffParts = { context, frame, options }
  const app = new Hono()
  app.route('/', agentSignIn(parts))
  app.route('/', providerPages(parts))
  app.route('/', firstVisitPages(parts))
  app.route('/', linkPages(parts))
  app.route('/', invitationPages(parts))
  app.route('/', firstRunPages(parts))
  app.route('/', askedInPages(parts))
  app.route('/', securityPages(parts))
  app.route('/', passkeyPages(parts))
  return app
}
