import { isRna, isSiren, NUMBER_SENTENCES, readOrganisationNumber } from '#kernel/perimeter'
import { done, type Result, refuse } from '#kernel/result'

/** A structure no file speaks of: its people tell of it, an agent reads. */
export type DeclarationDraft = {
  readonly title: string
  readonly siren: string | null
  readonly rna: string | null
  readonly family: string
  readonly communeCode: string
  readonly purpose: string
}

export type Declaration = DeclarationDraft & {
  readonly id: string
  readonly personId: string | null
  readonly who: string | null
  readonly state: 'waiting' | 'accepted' | 'refused'
  readonly reason: string | null
  readonly slug: string | null
  readonly communeName: string
  readonly askedAt: Date
}

export type DeclarationFault = { readonly name: string; readonly sentence: string }

export type DeclarationRefusal =
  | 'declaration-unknown'
  | 'state-moved'
  | 'kept-out'
  | 'reason-missing'
  | 'known-already'
  | 'too-many'

/** Declarations of one person that may wait at once. */
export const MOST_WAITING = 5

/**
 * Reads what somebody tells of a structure; every fault at once, in the order of the form.
 *
 * @param commune   its code, when one was understood; else what to say beside the field
 * @param families  those one may choose
 */
export function readDeclaration(
  fields: Readonly<Record<string, string>>,
  commune: { readonly code: string } | { readonly error: string },
  families: readonly string[],
): Result<DeclarationDraft, readonly DeclarationFault[]> {
  const title = (fields.nom ?? '').replaceAll(/\s+/g, ' ').trim()
  const purpose = (fields.objet ?? '').replaceAll(/\r\n?/g, '\n').trim()
  const family = families.find((each) => each === fields.famille)
  const number = readNumber(fields.numero ?? '')
  const faults: DeclarationFault[] = []
  if (title.length < 2 || title.length > 200) faults.push({ name: 'nom', sentence: 'Écrivez le nom de la structure.' })
  if (!number.ok) faults.push({ name: 'numero', sentence: number.refusal })
  if (family === undefined) faults.push({ name: 'famille', sentence: 'Choisissez sa forme.' })
  if ('error' in commune) faults.push({ name: 'commune', sentence: commune.error })
  if (purpose.length < 10 || purpose.length > 1000) {
    faults.push({ name: 'objet', sentence: 'Dites ce qu’elle fait, en une phrase ou plus (1 000 signes au plus).' })
  }
  if (!number.ok || family === undefined || 'error' in commune || faults.length > 0) return refuse(faults)
  return done({ title, purpose, family, communeCode: commune.code, ...number.value })
}

// Nothing written: it is being created.
function readNumber(text: string): Result<{ readonly siren: string | null; readonly rna: string | null }, string> {
  if (text.trim() === '') return done({ siren: null, rna: null })
  const read = readOrganisationNumber(text)
  if (!read.ok) return refuse(NUMBER_SENTENCES[read.refusal])
  const { value } = read
  if (value.kind === 'rna') return done({ siren: null, rna: isRna(value.value) ? value.value : null })
  const siren = value.kind === 'siren' ? value.value : value.siren
  return done({ siren: isSiren(siren) ? siren : null, rna: null })
}
