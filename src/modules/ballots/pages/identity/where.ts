import type { Context as HonoContext } from 'hono'
import type { Context } from '#platform/context'
import { networkOf, visitorAddress } from '#platform/http'
import type { IdentityProvider } from '#platform/identity'
import type { SmsRates } from '#platform/sms'
import type { SiteFrame } from '#ui/page'
import { voterBrowser } from './pass.ts'

/** What the installation has beside the mail to tell who voters are. */
export type VoterWorld = {
  /** Public address of the site, without a final slash. */
  readonly url?: string | undefined
  readonly franceConnect?: IdentityProvider | undefined
  /** What text messages cost and may cost; without it none is sent. */
  readonly sms?: SmsRates | undefined
}

/** What the acts of the door need: `proxies`, addresses whose X-Forwarded-For is believed. */
export type Door = {
  readonly context: Context
  readonly site: SiteFrame
  readonly proxies: readonly string[]
  readonly world: VoterWorld
}

/** Where somebody who knocks comes from, as the acts of the roll need it. */
export function whereOf({ context, proxies }: Door, c: HonoContext) {
  const address = visitorAddress(c, proxies)
  return {
    browserHash: voterBrowser(c, context),
    address: networkOf(address, { v4: 32, v6: 64 }),
    subnet: networkOf(address, { v4: 24, v6: 48 }),
  }
}
