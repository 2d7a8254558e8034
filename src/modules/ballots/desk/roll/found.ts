import type { Context as HonoContext } from 'hono'
import { deskFrame, formKeys, type Role } from '#platform/sessions'
import type { DeskFrame } from '#ui/desk'
import type { HiddenKeys } from '#ui/form'
import type { SiteFrame } from '#ui/page'
import type { SealedPoll } from '../../sealed/poll.ts'
import { findSealedPoll } from '../../store/sealed/index.ts'
import type { House } from '../seated.ts'

/** Who issues codes, lets people in at the counter and looks into the list of voters. */
export const REGISTRARS: readonly Role[] = ['agent', 'administrator']

/** What a page of the roll is drawn with. `keys` are drawn anew for each form. */
export type RollShell = {
  readonly site: SiteFrame
  readonly desk: DeskFrame
  readonly keys: () => HiddenKeys
  readonly poll: SealedPoll
}

export function findPoll(c: HonoContext, { context }: House): Promise<SealedPoll | undefined> {
  return findSealedPoll(context.db, c.req.param('slug') ?? '', context.now())
}

export async function rollShell(c: HonoContext, { context, frame }: House, poll: SealedPoll): Promise<RollShell> {
  return { site: frame, desk: await deskFrame(c, context), keys: () => formKeys(c, context), poll }
}
