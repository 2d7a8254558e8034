import { resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { assert } from '#kernel/result'
import { readConfiguration } from '#platform/configuration'
import type { Context } from '#platform/context'
import { findSealedPoll } from '../src/modules/ballots/store/sealed/index.ts'
import { openPoll, type PollOverrides } from '../src/modules/ballots/testing/sealed-poll.ts'
import { proveIdentity } from '../src/modules/ballots/testing/voter.ts'
import { contributions } from '../src/modules.ts'
import { openWorld } from '../src/opening.ts'
import { place } from './place.ts'

const ROOT = resolve(import.meta.dirname, '..')
const HOUR_MS = 3_600_000

/** Works on the data of the service this story walks through, as a command beside it does. */
export async function besideService<Value>(work: (context: Context) => Promise<Value>): Promise<Value> {
  const read = readConfiguration({ FILIGRANE_DATA: place().data, FILIGRANE_DEMO: '1' }, ROOT)
  assert(read.ok, 'the service runs on this data')
  const opened = await openWorld(read.value, { root: ROOT, contributions, role: 'visitor', say: () => {} })
  assert(opened.ok, 'the service runs on this data')
  try {
    return await work(opened.value.context)
  } finally {
    await opened.value.close()
  }
}

/**
 * A poll that is open now, for two days.
 *
 * @param name  begins its slug: a story that is tried again has another poll
 * @returns     its slug
 */
export function openSealedPoll(name: string, parts: PollOverrides = {}): Promise<string> {
  const at = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString()
  const slug = `${name}-${Date.now().toString(36)}`
  return besideService(async (context) => {
    await openPoll(context, { slug, opensAt: at(-24), closesAt: at(48), ...parts })
    return slug
  })
}

/** Gives the visitor of this page the proof of who they are, where the story is not about that. */
export async function giveIdentity(page: Page, slug: string, birthName: string): Promise<void> {
  const cookies = await page.context().cookies()
  const secret = cookies.find(({ name }) => name === '__Host-navigateur')?.value
  assert(secret, 'a page with a form gave this browser its secret')
  await besideService(async (context) => {
    const poll = await findSealedPoll(context.db, slug, context.now())
    assert(poll, 'the poll is open')
    await proveIdentity(context, poll, secret, { birthName, firstName: 'Camille', birthDate: '1990-04-12' })
  })
}
