import type { Context as HonoContext } from 'hono'
import type { EvidenceClass } from '#kernel/ballot'
import { readAtlas } from '#modules/territory'
import type { Context } from '#platform/context'
import { formKeys } from '#platform/sessions'
import type { FormState } from '#ui/form'
import { hasSmsLeft, workFor } from '../../commands/roll/index.ts'
import * as store from '../../store/roll/index.ts'
import type { Visit } from '../vote/visit.ts'
import type { Read } from './fields.ts'
import { isHeldByFranceConnect } from './franceconnect-session.ts'
import { IdentityPage, MailedCodePage, PrintedCodePage, type Ways } from './pages.tsx'
import { voterBrowser } from './pass.ts'
import { type Door, whereOf } from './where.ts'

/** A page that comes back: as it was filled, with the communes that may be meant, and who can help. */
export type Again = {
  readonly state?: FormState
  readonly read?: Read
  readonly isStuck?: boolean
}

export async function identityPage(door: Door, visit: Visit, c: HonoContext, again: Again = {}) {
  const { context } = door
  const work = await workFor(context, { poll: visit.poll, ...whereOf(door, c) })
  const told = { ways: await waysOf(door, visit), work, isHeldByFranceConnect: isHeldByFranceConnect(c) }
  return <IdentityPage {...(await shown(context, visit, c, again))} {...told} />
}

export async function waysOf({ context, world }: Door, { poll }: Visit): Promise<Ways> {
  const has = (each: EvidenceClass) => poll.manifest.evidence.includes(each)
  return {
    franceConnect: has('franceconnect') && world.franceConnect !== undefined,
    email: has('email'),
    sms: !has('sms') || !world.sms ? 'closed' : (await hasSmsLeft(context, world.sms)) ? 'open' : 'spent',
    printed: has('code'),
  }
}

export async function printedPage(context: Context, visit: Visit, c: HonoContext, again: Again = {}) {
  const isFirst = (again.state?.values.debut ?? c.req.query('debut')) === 'oui'
  return <PrintedCodePage {...(await shown(context, visit, c, again))} isFirst={isFirst} />
}

/** The page of the code that is awaited in this browser; else that of a printed code. */
export async function codePage(context: Context, visit: Visit, c: HonoContext, again: Again = {}) {
  const asker = { pollId: visit.poll.id, browserHash: voterBrowser(c, context) }
  const challenge = await store.findChallenge(context.db, asker)
  if (!challenge) return printedPage(context, visit, c, again)
  const { channel, address } = challenge
  return <MailedCodePage {...(await shown(context, visit, c, again))} {...{ channel, address }} />
}

async function shown(context: Context, visit: Visit, c: HonoContext, { state, read, isStuck }: Again) {
  const hasCommunes = (await readAtlas(context.db)) !== undefined
  const again = { ...(state && { state }), ...(read && { picked: read.picked }), ...(isStuck && { isStuck }) }
  return { visit, keys: formKeys(c, context), hasCommunes, ...again }
}
