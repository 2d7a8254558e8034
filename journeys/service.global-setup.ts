import type { TestProject } from 'vitest/node'
import { startTestProvider } from '#platform/identity/testing'
import { findPlace, startService } from './service.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the site the journeys walk through, without a final slash. */
    site: string
    /** Its FILIGRANE_DATA; '' when it is not on this machine. */
    data: string
  }
}

/**
 * Once for all journeys: the service as `npm start` runs it, with its demonstration, on data of its own. With
 * `JOURNEYS_SITE` set, the journeys walk through that running site instead; `JOURNEYS_DATA` says where its data are.
 */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const { JOURNEYS_SITE: running, JOURNEYS_DATA: data = '' } = process.env
  if (running) {
    project.provide('site', running.replace(/\/$/, ''))
    project.provide('data', data)
    return undefined
  }

  const place = await findPlace()
  const house = await startTestProvider(place.site, 'house')
  const service = await startService(place, {
    OIDC_HOUSE_ISSUER: house.issuer,
    OIDC_HOUSE_CLIENT_ID: house.clientId,
    OIDC_HOUSE_CLIENT_SECRET: house.clientSecret,
    OIDC_HOUSE_NAME: 'mon compte de travail',
  }).catch(async (error: unknown) => {
    await house.stop()
    throw error
  })
  project.provide('site', place.site)
  project.provide('data', place.data)
  return async () => {
    await service.stop()
    await house.stop()
  }
}
