import { dayIn } from '#kernel/calendar'
import type { Table } from '../model.ts'
import { type Draft, type Panorama, type PanoramaBlock, tableOfBlock } from '../reports/panorama.ts'
import { PROFILE_TABLES, type Profile } from '../reports/profile.ts'
import { listCitedFigures } from './cited.ts'
import { findPlace, type Reader, readEdition } from './editions.ts'
import { listSeries, readKeyFigures, readTable } from './reads.ts'

/** A panorama with the figures of now. A block that has no figure yet is left out. */
export async function readPanorama(db: Reader, draft: Draft, territoryName: string): Promise<Panorama> {
  const blocks: PanoramaBlock[] = []
  for (const { block, words } of draft.blocks) {
    const table = tableOfBlock(block)
    if (table !== undefined) {
      const read = await readTable(db, table)
      if (read.ok) blocks.push({ kind: 'table', words, table: read.value })
    } else if (block === 'series') {
      const series = await listSeries(db)
      if (series.length > 0) blocks.push({ kind: 'series', title: 'Au fil des ans', words, series })
    } else if (block === 'chiffres-cites') {
      const figures = await listCitedFigures(db, 'territory')
      if (figures.length > 0) blocks.push({ kind: 'figures', title: 'Chiffres cités', words, figures })
    } else {
      const read = await readKeyFigures(db, 'territory')
      const figures = read.ok ? read.value : []
      if (figures.length > 0) blocks.push({ kind: 'figures', title: 'Chiffres calculés ici', words, figures })
    }
  }
  return { year: draft.year, title: draft.title, territoryName, blocks }
}

/** Everything a place's profile says; undefined for a place that is not of the edition shown. */
export async function readProfile(db: Reader, code: string): Promise<Profile | undefined> {
  const edition = await readEdition(db)
  const place = edition && (await findPlace(db, edition.id, code))
  if (!edition || !place) return undefined
  const figures = await readKeyFigures(db, code)
  const tables: Table[] = []
  for (const name of PROFILE_TABLES) {
    const read = await readTable(db, name, code)
    if (read.ok) tables.push(read.value)
  }
  const cited = await listCitedFigures(db, code)
  return { place, computed: figures.ok ? figures.value : [], cited, tables, day: dayIn(edition.computedAt) }
}
