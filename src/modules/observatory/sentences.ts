import { type Day, dayIn, writtenDay } from '#kernel/calendar'
import { french, frenchNumber } from '#kernel/french'
import type { Amount, FiguresRefusal, Source, Sources, Table } from './model.ts'

/** As it is read: « 3 007 », « de 1 200 à 3 400 », « 1 200 ou plus », « s », « nd ». */
export function writtenAmount(amount: Amount): string {
  switch (amount.kind) {
    case 'value':
      return frenchNumber(rounded(amount.value))
    case 'interval':
      if (amount.most === null) return french`${amount.least} ou plus`
      if (amount.most === amount.least) return frenchNumber(amount.least)
      return french`de ${amount.least} à ${amount.most}`
    case 'secret':
      return 's'
    case 'not-given':
      return 'nd'
  }
}

/** What the two signs say, where a table holds them. */
export const SIGNS: Readonly<Record<'secret' | 'not-given', string>> = {
  secret: french`« s » : secret. Le chiffre existe, mais il ferait connaître une entreprise. Ce n'est pas zéro.`,
  'not-given': french`« nd » : non disponible. La source ne le dit pas. Ce n'est pas zéro.`,
}

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
  table: Pick<Table, 'title' | 'place' | 'sources' | 'perimeterVersion' | 'computedAt'>,
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

function rounded(value: number): number {
  return Number.isInteger(value) ? value : Math.round(value * 10) / 10
}
