import { findStanding, type Standing } from '#modules/decisions'
import { decidedObject, type Publication } from '../model.ts'
import { writtenDate } from '../words.ts'
import type { Reader } from './versions.ts'

/** « Proposé », or « Décidé par délibération n° … du … »: the act that adopted a version, here or before the platform. */
export async function readStanding(db: Reader, { number, programme }: Publication): Promise<Standing> {
  const { adoption } = programme
  if (adoption === null) return findStanding(db, decidedObject(number))
  const act = `par délibération n°\u00a0${adoption.number} du ${writtenDate(adoption.on)}`
  return { kind: 'decided', told: act, words: `Décidé ${act}` }
}
