import type { Day } from '#kernel/calendar'
import { french } from '#kernel/french'
import type { Settings } from '#platform/context'
import type { ReportData } from '#platform/documents'
import type { Figure, Place, Table, TableName } from '../model.ts'
import { figureBlocks, letterheadOf, tableBlocks } from './print.ts'

/** What a profile is made of: each table is asked for by name, and may be missing for a place. */
export const PROFILE_TABLES = [
  'familles',
  'secteurs',
  'tailles',
  'annees',
  'emploi-total',
] as const satisfies readonly TableName[]

export type Profile = {
  readonly place: Place
  /** Counted here; those that others say of the place come apart. */
  readonly computed: readonly Figure[]
  readonly cited: readonly Figure[]
  readonly tables: readonly Table[]
  /** When its figures were counted. */
  readonly day: Day
}

/** A profile on paper, in four pages: figures and families, sectors, sizes, then years and method. */
export function profileReport(profile: Profile, settings: Settings): ReportData {
  const { place, computed, cited, tables, day } = profile
  const blocksOf = (...names: readonly TableName[]) =>
    names.flatMap((name) => {
      const table = tables.find((each) => each.name === name)
      return table === undefined ? [{ type: 'paragraph' as const, text: MISSING[name] ?? NOTHING }] : tableBlocks(table)
    })
  return {
    title: `L’économie sociale et solidaire : ${place.name}`,
    letterhead: letterheadOf(settings),
    date: day,
    reference: null,
    mark: null,
    kicker: 'Profil de territoire',
    lines: [
      { label: 'Habitants', text: french`${place.population}` },
      ...(place.note === null ? [] : [{ label: 'Limite', text: place.note }]),
    ],
    body: [
      { type: 'heading', level: 1, text: 'Chiffres clés, calculés ici' },
      ...figureBlocks(computed),
      ...(cited.length === 0
        ? []
        : [
            { type: 'heading' as const, level: 1 as const, text: 'Chiffres cités d’autres sources' },
            { type: 'paragraph' as const, text: 'Ils ne se comptent pas de la même façon : ne les additionnez pas.' },
            ...figureBlocks(cited),
          ]),
    ],
    annexes: [
      { title: 'Par famille et par taille', isWide: false, body: blocksOf('familles', 'tailles') },
      { title: 'Par secteur', isWide: false, body: blocksOf('secteurs') },
      { title: 'Au fil des ans, et parmi tous les emplois', isWide: false, body: blocksOf('annees', 'emploi-total') },
    ],
    signature: [],
  }
}

const NOTHING = 'Ce tableau n’existe pas pour ce lieu : nd, non disponible. Ce n’est pas zéro.'

const MISSING: Partial<Record<TableName, string>> = {
  'emploi-total':
    'Emploi total : nd, non disponible. Aucun fichier d’emploi n’est en service pour ce lieu. Ce n’est pas zéro.',
}
