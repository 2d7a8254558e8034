import { expect } from 'vitest'
import type { Context } from '#platform/context'
import { inviteAtConsole } from '../commands/index.ts'
import type { Browser } from './browser.ts'

/** Asks somebody in, and brings their browser to where they add a first way in. */
export async function askIn(context: Context, browser: Browser, address: string, displayName: string): Promise<void> {
  const code = await inviteAtConsole(context, { address, displayName, makesAdministrator: false })
  await browser.get('/connexion/invitation')
  const accepted = await browser.send('/connexion/invitation', { adresse: address, code: code.ok ? code.value : '' })
  expect([accepted.status, accepted.location]).toEqual([303, '/connexion/enrolement'])
  await browser.get('/connexion/enrolement')
}

/** What the page asks of a device: the JSON of that address. */
export async function asked(browser: Browser, path: string): Promise<unknown> {
  return JSON.parse((await browser.get(path)).html)
}

/** The secret an enrolment page shows in letters. */
export function shownSecret(html: string): string {
  return (/<code>([A-Z2-7 ]+)<\/code>/.exec(html)?.[1] ?? '').replaceAll(' ', '')
}
