import type { Settings } from '#platform/context'
import type { Letterhead } from '#platform/documents'

/** What stands at the top of a document of a vote. */
export function letterheadOf({ territoryName, serviceName, logo, contact }: Settings): Letterhead {
  const lines = [contact.postalAddress, contact.telephone, contact.email].filter((line) => line !== null)
  return { territoryName, serviceName, logo, contact: lines.flatMap((line) => line.split('\n')) }
}
