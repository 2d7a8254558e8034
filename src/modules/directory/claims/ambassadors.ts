import type { DirectorySettings } from './settings.ts'

/**
 * Whether somebody who was made an ambassador may read the text of a structure: never their own, and where the setting
 * says so.
 *
 * @param seats  the structures they speak for that hold the label now
 */
export function mayReadText(
  seats: readonly { readonly structureId: string; readonly epciCode: string | null }[],
  text: { readonly structureId: string; readonly epciCode: string | null },
  scope: DirectorySettings['ambassadorScope'],
): boolean {
  if (scope === 'none' || seats.some(({ structureId }) => structureId === text.structureId)) return false
  if (scope === 'territory') return seats.length > 0
  return text.epciCode !== null && seats.some(({ epciCode }) => epciCode === text.epciCode)
}
