import { type Day, dayIn, writtenDay } from '#kernel/calendar'
import { french } from '#kernel/french'
import type { Amount, FiguresRefusal, Source, Sources, Table } from './model.ts'
import { writtenAmount } from './reports/words.ts'

export const REFUSALS: Readonly<Record<FiguresRefusal, string>> = {
  'place-unknown': french`Ce lieu n'est pas dans l'observatoire. Choisissez une commune, un EPCI ou tout le territoire.`,
  'table-unknown': french`Ce tableau n'existe pas. Choisissez-en un dans la liste.`,
  'nothing-computed': french`Aucun chiffre n'est encore calculé : aucun fichier de données n'est en service.`,
  'table-not-for-place': french`Ce tableau n'existe que pour tout le territoire.`,
  'nothing-cited': french`Aucun fichier d'emploi (FLORES) n'est en service pour ce lieu.`,
}

/** Told with each figure of an EPCI that crosses the border; null for the others. */
export function noteOfPlace(counts: {
  readonly communeCount: number
  readonly communeCountHere: number
}): string | null {
  const { communeCount, communeCountHere } = counts
  if (communeCountHere >= communeCount) return null
  return french`Limité à ${communeCountHere} communes sur ${communeCount} : celles qui sont sur ce territoire.`
}

/** « 1 établissement », « 212 établissements employeurs »: readings never say « 1 établissements ». */
export function countedEstablishments(count: number, kind: '' | 'employeur' = ''): string {
  const words = ['établissement', kind].filter((word) => word !== '')
  return french`${count} ${words.map((word) => (count < 2 ? word : `${word}s`)).join(' ')}`
}

/** « 9,2 % », as readings say a share; null when there is none to say. */
export function writtenShare(amount: Amount): string | null {
  return amount.kind === 'value' ? french`${writtenAmount(amount, '%')} %` : null
}

/** What is counted, and what is not. */
export function scopeOf(staffYears: readonly number[]): string {
  const years = staffYears.map((year) => `31/12/${year}`).join(' ou ')
  const staff = years === '' ? '' : french` Effectifs au ${years}, par tranches.`
  return french`Établissements ouverts, de structures ouvertes, dans les quatre familles de l'ESS ou sociétés commerciales de l'ESS. Les associations sans numéro SIREN n'y sont pas.${staff}`
}

/** « Insee, SIRENE, 1er septembre 2026 » */
export function namedSource({ producer, title, vintage }: Source): string {
  return french`${producer}, ${title.split(',')[0]!}, ${writtenVintage(vintage)}`
}

/** The line to copy under a figure. */
export function citationOf(
  table: Pick<Table, 'title' | 'sources' | 'perimeterVersion' | 'computedAt'> & {
    readonly place: { readonly name: string }
  },
): string {
  const sources = [...new Set(table.sources.map(namedSource))].join(' ; ')
  const counted =
    table.computedAt === null || table.perimeterVersion === null
      ? ''
      : french` Calculs de la plateforme, périmètre ${table.perimeterVersion}, le ${shortDay(dayIn(table.computedAt))}.`
  return french`${table.title}, ${table.place.name}. Sources : ${sources}.${counted}`
}

/** One licence when all sources share it; else each has its own. */
export function licenceOf(sources: Sources): string {
  const licences = [...new Set(sources.map(({ licence }) => licence ?? 'non précisée'))]
  return licences.length === 1 ? licences[0]! : french`selon la source : ${licences.join(', ')}`
}

function writtenVintage(vintage: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(vintage) ? shortDay(vintage) : vintage
}

// « 1er septembre 2026 »: the weekday of a file tells nothing.
function shortDay(day: Day): string {
  return writtenDay(day).replace(/^\S+ /, '')
}
