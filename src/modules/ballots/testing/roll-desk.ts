import { Hono } from 'hono'
import type { Context } from '#platform/context'
import { type Role, sessions, type Visitor } from '#platform/sessions'
import { rollDesk } from '../desk/roll/index.tsx'
import { votePages } from '../pages/vote/index.tsx'
import { type VoterBrowser, voterBrowserOn } from './browser.ts'

const FRAME = {
  ...{ serviceName: 'Filigrane', territoryName: 'Essai', watermark: '', navigation: [] },
  assets: { stylesheet: '', fonts: [] },
  footer: { mention: '', columns: [] },
  url: 'https://ess.exemple.fr',
}

export const AGENT_ID = '00000000-0000-7000-8000-000000000301'

/** The desk of the roll and the pages of votes, as somebody of that role has it, in a browser without scripts. */
export function deskBrowser(context: Context, role: Role): VoterBrowser {
  const visitor: Visitor = {
    ...{ personId: AGENT_ID, sessionId: AGENT_ID, displayName: 'Ana', assurance: 'passkey' as const },
    ...{ signedInAt: new Date(0), roles: [{ role, object: null }] },
  }
  const app = new Hono()
    .use(sessions(async () => visitor))
    .route('/', rollDesk(context, FRAME))
    .route('/', votePages(context, FRAME))
  const browser = voterBrowserOn(app)
  browser.cookies.set('__Host-session', 'secret')
  return browser
}
