import { isEmployer, isSizeClass } from '#kernel/perimeter'
import type { EstablishmentRow, PointRow } from '../rows.ts'
import type { Establishment } from './model.ts'
import { pointOf } from './points.ts'

/** An establishment with its point. Where the Insee hides the address, there is none, whatever other files say. */
export function establishmentOf(row: EstablishmentRow, located: PointRow | undefined): Establishment {
  const isPartlyDiffused = isHidden(row)
  const point = located && !isPartlyDiffused ? pointOf(located) : undefined
  const state = row.state === 'A' ? 'active' : 'closed'
  return {
    siret: row.siret,
    isSeat: row.isSeat,
    sign: row.sign,
    communeCode: row.commune,
    street: isPartlyDiffused ? null : row.street,
    postcode: isPartlyDiffused ? null : row.postcode,
    nafRev2: row.nafRev2,
    naf2025: row.naf2025,
    sizeBand: row.band,
    sizeBandYear: yearOf(row.bandYear),
    isEmployer: row.band !== null && isSizeClass(row.band) && isEmployer(row.band, { countsZero: false }),
    createdOn: row.createdOn,
    closedOn: state === 'closed' ? row.stateSince : null,
    state,
    isPartlyDiffused,
    longitude: point?.longitude ?? null,
    latitude: point?.latitude ?? null,
    pointQuality: located?.quality ?? null,
  }
}

/**
 * « P » since 21 March 2023, « N » in older files. What is not plainly public is hidden: a status nobody knows shows no
 * address.
 */
export function isHidden({ diffusion }: { readonly diffusion: string | null }): boolean {
  return diffusion !== 'O'
}

export function yearOf(text: string | null): number | null {
  return text !== null && /^\d{4}$/.test(text) ? Number(text) : null
}
