import type { TestProject } from 'vitest/node'
import { startTestProvider } from '#platform/identity/testing'
import type { Place } from './place.ts'
import { findPlace, startService } from './service.ts'

const WORKERS = 2

type Running = { readonly place: Place; stop(): Promise<void> }

/**
 * Once for all journeys: for each worker the service as `npm start` runs it, with its demonstration, on data of its own.
 * With `JOURNEYS_SITE` set, the journeys walk through that running site instead, one after the other; `JOURNEYS_DATA`
 * says where its data are.
 */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const { JOURNEYS_SITE: running, JOURNEYS_DATA: data = '' } = process.env
  if (running) {
    project.provide('places', [{ site: running.replace(/\/$/, ''), data }])
    return undefined
  }

  const services: Running[] = []
  const stop = async () => {
    await Promise.all(services.map((service) => service.stop()))
  }
  try {
    // One after the other: the first builds the pages, the next finds them built.
    for (let worker = 0; worker < WORKERS; worker += 1) services.push(await startPlace())
  } catch (error) {
    await stop()
    throw error
  }
  project.provide(
    'places',
    services.map(({ place }) => place),
  )
  return stop
}

async function startPlace(): Promise<Running> {
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
  const stop = async () => {
    await service.stop()
    await house.stop()
  }
  return { place: { site: place.site, data: place.data }, stop }
}
