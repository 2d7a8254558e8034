import { actingAs, type Context } from '#platform/context'
import type { IdentityProvider } from '#platform/identity'
import type { SiteFrame } from '#ui/page'
import type { House } from '../../commands/index.ts'
import { isHouseProvider, passkeySiteOf } from '../../identity/index.ts'
import type { AccountOptions } from '../options.ts'

/** What the pages of the staff's sign-in are made with. */
export type StaffParts = { readonly context: Context; readonly frame: SiteFrame; readonly options: AccountOptions }

/** The context of somebody who is not signed in yet. */
export function visiting({ context }: StaffParts): Context {
  return actingAs(context, { kind: 'visitor' })
}

export function providersOf({ identity }: AccountOptions): readonly IdentityProvider[] {
  return identity?.providers ?? []
}

/** The providers that vouch for agents. */
export function agentProviders(options: AccountOptions): readonly IdentityProvider[] {
  return providersOf(options).filter(({ name }) => isHouseProvider(name))
}

/** Buttons of `/connexion` for residents: where each leads. */
export function residentProviders(
  options: AccountOptions,
): readonly { readonly label: string; readonly href: string }[] {
  return providersOf(options)
    .filter(({ name }) => !isHouseProvider(name))
    .map(({ name, label }) => ({ label: `Entrer avec ${label}`, href: `/connexion/par/${name}` }))
}

export function houseOf(options: AccountOptions): House {
  return {
    site: passkeySiteOf(options.url),
    offered: providersOf(options).map(({ name }) => name),
    confirmEveryDays: options.identity?.confirmEveryDays ?? 7,
  }
}

/** A page on its way to the reader. */
export type Shown = Response | Promise<Response>
