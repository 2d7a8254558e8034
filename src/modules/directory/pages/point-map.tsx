import { islandPath, type SiteFrame } from '#ui/page'
import { type Asked, addressOf } from '../asked.ts'
import { type Atlas, geographyOf } from '../map/index.ts'
import type { Counts } from '../narrowing.ts'
import { RECOGNITIONS } from '../words.ts'

/**
 * Where the map that moves opens, each place a point, when a script can: it takes the place of the drawn map, and its list
 * that of the lists beside.
 */
export function PointMap(props: {
  readonly site: SiteFrame
  readonly asked: Asked
  readonly atlas: Atlas
  readonly counts: Counts
}) {
  const { site, asked, atlas, counts } = props
  const { boundsOf } = geographyOf(atlas)
  const marks = Object.fromEntries(RECOGNITIONS.map(({ mark, short }) => [mark, short]))
  return (
    <filigrane-map
      class="moving-map"
      data-label="Ouvrir la carte qui se déplace"
      data-source="/api/v1/communes.geojson"
      data-points={addressOf('/api/v1/organisations.geojson', asked.fields)}
      data-everything={addressOf('/annuaire', asked.fields)}
      data-total={String(counts.total)}
      data-marks={JSON.stringify(marks)}
      data-list="dans-la-vue"
      data-replaces="carte-dessinee listes-des-lieux"
      data-worker={islandPath(site.assets, 'map.worker')}
      data-styles={islandPath(site.assets, 'map.css')}
      data-bounds={boundsOf(asked.fields.commune || asked.fields.epci).join(' ')}
    />
  )
}
