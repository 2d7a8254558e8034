import { isSizeClass, jobsOf, type SizeClass } from '#kernel/perimeter'
import { assert } from '#kernel/result'

/** Classes of Sirene put together, so that a table can be read. */
export const SIZES = [
  { id: 'sans-salarie', label: 'Sans salarié, ou non renseigné', classes: ['NN', '00'] },
  { id: '1-9', label: '1 à 9 salariés', classes: ['01', '02', '03'] },
  { id: '10-49', label: '10 à 49 salariés', classes: ['11', '12'] },
  { id: '50-249', label: '50 à 249 salariés', classes: ['21', '22', '31'] },
  { id: '250-plus', label: '250 salariés ou plus', classes: ['32', '41', '42', '51', '52', '53'] },
] as const satisfies readonly { readonly id: string; readonly label: string; readonly classes: readonly SizeClass[] }[]

export type SizeId = (typeof SIZES)[number]['id']

/** Every class with its group and its jobs: what the database needs to add them up. */
export const BANDS: readonly {
  readonly band: SizeClass
  readonly size: SizeId
  readonly least: number
  readonly most: number | null
}[] = SIZES.flatMap(({ id, classes }) =>
  classes.map((band) => {
    assert(isSizeClass(band), 'sizes are made of the classes of Sirene')
    return { band, size: id, ...jobsOf(band) }
  }),
)
