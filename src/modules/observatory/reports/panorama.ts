import { canonicalJson, type Json } from '#kernel/canonical-json'
import { done, type Result, refuse } from '#kernel/result'
import { type Figure, isTableName, type Series, TABLE_NAMES, type Table, type TableName } from '../model.ts'

/** What a panorama can be made of, in the order it is proposed. */
export const BLOCK_NAMES = ['chiffres-cites', 'chiffres-calcules', ...TABLE_NAMES, 'series'] as const
export type BlockName = (typeof BLOCK_NAMES)[number]

/** One figure of a panorama, and what the agent says of it. */
export type ComposedBlock = { readonly block: BlockName; readonly words: string }

export type Draft = {
  readonly year: number
  readonly title: string
  readonly blocks: readonly ComposedBlock[]
}

/** A panorama with its figures: what is frozen, and what is shown before. */
export type Panorama = {
  readonly year: number
  readonly title: string
  readonly territoryName: string
  readonly blocks: readonly PanoramaBlock[]
}

export type PanoramaBlock = { readonly words: string } & (
  | { readonly kind: 'figures'; readonly title: string; readonly figures: readonly Figure[] }
  | { readonly kind: 'series'; readonly title: string; readonly series: readonly Series[] }
  | { readonly kind: 'table'; readonly table: Table }
)

/** What may be wrong with what an agent composed, by field. */
export type DraftFault =
  | 'year-unreadable'
  | 'title-missing'
  | 'title-too-long'
  | 'no-block'
  | 'rank-unreadable'
  | 'words-too-long'
  | 'sign-undrawn'

export const DRAFT_SENTENCES: Readonly<Record<DraftFault, string>> = {
  'year-unreadable': 'Écrivez l’année en quatre chiffres, entre 2000 et 2199.',
  'title-missing': 'Donnez un titre d’au moins trois lettres.',
  'title-too-long': 'Le titre tient en 150 caractères : raccourcissez-le.',
  'no-block': 'Choisissez au moins un chiffre : écrivez 1 dans sa case « Place ».',
  'rank-unreadable': 'Écrivez une place en chiffres, de 1 à 99, ou laissez la case vide.',
  'words-too-long': 'Ce texte tient en 4 000 caractères : raccourcissez-le.',
  'sign-undrawn':
    'Un signe de ce texte ne s’imprime pas, comme un émoji : le PDF le remplacerait par « ? ». Enlevez-le.',
}

export type DraftFaults = Readonly<Record<string, DraftFault>>

const LONGEST_WORDS = 4000

/** Names of the two fields of a block in the form. */
export const rankField = (block: BlockName) => `place-${block}`
export const wordsField = (block: BlockName) => `texte-${block}`

/**
 * Reads what the form says: a block with a place is in, in the order of places; two of the same place stay in the order
 * they are proposed.
 *
 * @param isDrawn  whether its PDF can write that text
 * @returns        the draft, or every fault by the name of its field
 */
export function readDraft(
  fields: Readonly<Record<string, string>>,
  isDrawn: (text: string) => boolean,
): Result<Draft, DraftFaults> {
  const title = tidy(fields.titre ?? '').replaceAll('\n', ' ')
  const year = readYear(fields.annee ?? '')
  const chosen = BLOCK_NAMES.map((block) => {
    const place = (fields[rankField(block)] ?? '').trim()
    return { block, place, words: tidy(fields[wordsField(block)] ?? '') }
  })
  const faults: Record<string, DraftFault> = {}
  if (year === undefined) faults.annee = 'year-unreadable'
  if (title.length < 3) faults.titre = 'title-missing'
  if (title.length > 150) faults.titre = 'title-too-long'
  else if (!isDrawn(title)) faults.titre = 'sign-undrawn'
  for (const { block, place, words } of chosen) {
    if (place !== '' && !/^[1-9]\d?$/.test(place)) faults[rankField(block)] = 'rank-unreadable'
    if (words.length > LONGEST_WORDS) faults[wordsField(block)] = 'words-too-long'
    else if (!isDrawn(words)) faults[wordsField(block)] = 'sign-undrawn'
  }
  const blocks = chosen
    .filter(({ place }) => place !== '')
    .toSorted((one, other) => Number(one.place) - Number(other.place))
    .map(({ block, words }) => ({ block, words }))
  if (blocks.length === 0) faults[rankField('chiffres-cites')] ??= 'no-block'
  return year === undefined || Object.keys(faults).length > 0 ? refuse(faults) : done({ year, title, blocks })
}

/** @returns undefined unless it is a year a panorama may be of */
export function readYear(text: string): number | undefined {
  return /^2[01]\d\d$/.test(text.trim()) ? Number(text.trim()) : undefined
}

export function isBlockName(text: string): text is BlockName {
  return (BLOCK_NAMES as readonly string[]).includes(text)
}

/** The table of a block; undefined for figures and series. */
export function tableOfBlock(block: BlockName): TableName | undefined {
  return isTableName(block) ? block : undefined
}

/** The only text of a panorama: its fingerprint and its pages are made from it. */
export function frozenText(panorama: Panorama): string {
  // Instants become texts, as JSON writes them.
  return canonicalJson(JSON.parse(JSON.stringify(panorama)) as Json)
}

/** Reads what `frozenText` wrote: what this platform froze itself is not doubted again, its fingerprint is. */
export function readFrozen(text: string): Panorama {
  return JSON.parse(text, (key, value: unknown) =>
    key === 'computedAt' && typeof value === 'string' ? new Date(value) : value,
  ) as Panorama
}

function tidy(text: string): string {
  return text.toWellFormed().replaceAll('\r\n', '\n').trim()
}
