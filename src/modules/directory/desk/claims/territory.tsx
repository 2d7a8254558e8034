import { Hono } from 'hono'
import { dayIn } from '#kernel/calendar'
import { fold } from '#kernel/search'
import { readAtlas } from '#modules/territory'
import { deskFrame, having } from '#platform/sessions'
import { mergeParts, type Place, placesOf } from '../../claims/places.ts'
import type { House } from '../../pages/claims/forms.ts'
import * as store from '../../store/claims/index.ts'
import { currentRecognitions } from '../../store/recognitions.ts'
import { READERS } from './roles.ts'
import { PlaceSheetPage, PlacesPage } from './territory-pages.tsx'

const PATH = '/agents/territoires'

/** `/agents/territoires` and the « fiche canton » of each: communes, structures, what modules tell of them. */
export function territoryRoutes(house: House): Hono {
  const { context, frame } = house
  const desk = new Hono()

  desk.get(PATH, having(READERS), async (c) =>
    c.html(<PlacesPage site={frame} desk={await deskFrame(c, context)} places={await listPlaces(house)} />),
  )

  desk.get(`${PATH}/:place{[a-z0-9-]+}`, having(READERS), async (c) => {
    const { db } = context
    const place = (await listPlaces(house)).find(({ id }) => id === c.req.param('place'))
    const atlas = await readAtlas(db)
    if (!place || !atlas) return c.notFound()
    const structures = await store.listStructuresIn(db, place.communeCodes)
    const ids = structures.map(({ id }) => id)
    const recognitions = ids.length === 0 ? [] : await currentRecognitions(db, dayIn(context.now()), ids)
    const page = {
      place,
      communes: place.communeCodes.flatMap((code) => atlas.communeByCode.get(code) ?? []),
      structures,
      recognitions,
      parts: mergeParts(await partsOf(house, place)),
      printedAt: context.now(),
    }
    return c.html(<PlaceSheetPage site={frame} desk={await deskFrame(c, context)} {...page} />)
  })
  return desk
}

async function listPlaces({ context }: House): Promise<readonly Place[]> {
  const atlas = await readAtlas(context.db)
  return placesOf(atlas?.communes ?? [], (name) => fold(name).replaceAll(/[^a-z0-9]+/g, '-'))
}

// Commune by commune, as each module tells it: a canton has some thirty.
async function partsOf({ context }: House, { communeCodes }: Place) {
  const told = []
  for (const { place } of context.contributions) {
    if (!place) continue
    for (const code of communeCodes) {
      const part = await place(context.db, code)
      if (part) told.push(part)
    }
  }
  return told
}
