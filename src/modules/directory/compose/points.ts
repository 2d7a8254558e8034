import type { PointRow } from '../rows.ts'

export type Point = { readonly longitude: number; readonly latitude: number }

/** Quality of a point that was drawn by lot in its commune: it would show a place where nothing is. */
export const DRAWN_BY_LOT = '33'

/** Where to draw a point, in WGS 84; undefined for one drawn by lot, or in a reference nobody here reads. */
export function pointOf(row: PointRow): Point | undefined {
  if (row.quality === DRAWN_BY_LOT) return undefined
  if (row.longitude !== null && row.latitude !== null) return { longitude: row.longitude, latitude: row.latitude }
  if (row.x === null || row.y === null) return undefined
  if (row.epsg === '4326') return { longitude: row.x, latitude: row.y }
  return row.epsg === '2154' ? fromLambert93(row.x, row.y) : undefined
}

// Constants of Lambert 93 on GRS 80.
const [N, C, X_S, Y_S] = [0.725607765, 11_754_255.426, 700_000, 12_655_612.05]
const [ECCENTRICITY, MERIDIAN] = [0.08181919112, (3 * Math.PI) / 180]

/**
 * @param x  metres
 * @param y  metres
 * @see      IGN, NTG 71, algorithm ALG0004
 */
export function fromLambert93(x: number, y: number): Point {
  const radius = Math.hypot(x - X_S, y - Y_S)
  const longitude = MERIDIAN + Math.atan((x - X_S) / (Y_S - y)) / N
  const isometric = (-1 / N) * Math.log(Math.abs(radius / C))
  let latitude = 2 * Math.atan(Math.exp(isometric)) - Math.PI / 2
  // Each turn gains about two digits.
  for (let turn = 0; turn < 8; turn += 1) {
    const sine = ECCENTRICITY * Math.sin(latitude)
    const stretch = ((1 + sine) / (1 - sine)) ** (ECCENTRICITY / 2)
    latitude = 2 * Math.atan(stretch * Math.exp(isometric)) - Math.PI / 2
  }
  return { longitude: degrees(longitude), latitude: degrees(latitude) }
}

function degrees(radians: number): number {
  return Math.round(((radians * 180) / Math.PI) * 1e6) / 1e6
}
