import type { CDPSession, Page } from 'playwright-core'

/** A device with a fingerprint reader, inside the browser (Chrome DevTools Protocol, WebAuthn). */
export type Device = { readonly cdp: CDPSession; readonly id: string }

export async function deviceOf(page: Page): Promise<Device> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return { cdp, id: authenticatorId }
}

/** On a page where one may add a way in. */
export async function addPasskey(page: Page, name: string): Promise<void> {
  await page.getByLabel('Un nom pour cette clé').fill(name)
  await page.getByRole('button', { name: 'Ajouter une clé d’accès' }).click()
  await page.locator('strong', { hasText: name }).waitFor()
}
