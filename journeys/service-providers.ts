import type { Page } from 'playwright-core'
import { startTestProvider, type TestProvider, walkThrough } from '#platform/identity/testing'
import { findPlace, freePort, type Service, startService } from './service.ts'

/** The employer whose agents come by ProConnect. */
export const OUR_SIRET = '99999999900018'

/** A service whose identity providers are in this process, to answer what each story needs. */
export type ServiceWithProviders = Service & {
  readonly franceconnect: TestProvider
  readonly proconnect: TestProvider
  /** Where the provider of the house would answer: nobody is there at first. */
  readonly housePort: number
}

export async function startServiceWithProviders(): Promise<ServiceWithProviders> {
  const place = await findPlace()
  const franceconnect = await startTestProvider(place.site, 'franceconnect')
  const proconnect = await startTestProvider(place.site, 'proconnect')
  const housePort = await freePort()
  const stopProviders = () => Promise.all([franceconnect.stop(), proconnect.stop()])
  const service = await startService(place, {
    ...variablesOf('FRANCECONNECT', franceconnect),
    ...variablesOf('PROCONNECT', proconnect),
    OIDC_PROCONNECT_SIRETS: OUR_SIRET,
    ...variablesOf('HOUSE', { ...proconnect, issuer: `http://localhost:${housePort}` }),
    OIDC_HOUSE_NAME: 'l’annuaire de la maison',
  }).catch(async (error: unknown) => {
    await stopProviders()
    throw error
  })
  const stop = async () => {
    await service.stop()
    await stopProviders()
  }
  return { ...service, franceconnect, proconnect, housePort, stop }
}

function variablesOf(name: string, provider: Pick<TestProvider, 'issuer' | 'clientId' | 'clientSecret'>) {
  return {
    [`OIDC_${name}_ISSUER`]: provider.issuer,
    [`OIDC_${name}_CLIENT_ID`]: provider.clientId,
    [`OIDC_${name}_CLIENT_SECRET`]: provider.clientSecret,
  }
}

/** Leaves for a provider by a button, and stays on whatever page of ours they come back to. */
export async function leaveFor(page: Page, label: string): Promise<void> {
  const button = page.getByRole('button', { name: label })
  await button.waitFor()
  const { origin } = new URL(page.url())
  // Not by its address: they may come back to the page they left.
  const back = page.waitForEvent('framenavigated', (frame) => {
    const url = new URL(frame.url())
    return url.origin === origin && !url.pathname.startsWith('/connexion/par/')
  })
  await Promise.all([back, button.click()])
  await page.waitForLoadState()
}

/** Asks a provider from this page, and lets it answer: the address of ours the answer would come by, not opened yet. */
export async function answerOf(page: Page, path: string, label: string): Promise<string> {
  await page.goto(path)
  const { origin } = new URL(page.url())
  // A browser that does not go there keeps the page it leaves from, whose button says where.
  const elsewhere = (url: URL) => url.origin !== origin
  await page.route(elsewhere, (route) => route.abort('aborted'))
  const stayed = page.waitForEvent('requestfailed', (request) => elsewhere(new URL(request.url())))
  await page.getByRole('button', { name: label }).click()
  await page.getByRole('heading', { level: 1, name: /^Vous allez chez/ }).waitFor()
  const address = await page.getByRole('link', { name: /^Continuer vers/ }).getAttribute('href')
  await stayed
  await page.unroute(elsewhere)
  return walkThrough(address ?? '')
}
