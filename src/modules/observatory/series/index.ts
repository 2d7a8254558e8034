import { french } from '#kernel/french'
import type { CitedFigure, ComputedFigure, Series, SeriesBreak, SeriesPart, SeriesPoint } from '../model.ts'

/** What is followed through time, and the indicators that sources give it under. */
const FOLLOWED = [
  {
    id: 'establishments',
    title: 'Établissements de l’ESS',
    unit: 'établissements',
    among: ['establishments', 'employers'],
  },
  { id: 'jobs', title: 'Emplois de l’ESS', unit: 'emplois', among: ['jobs'] },
  { id: 'share-of-jobs', title: 'Part de l’ESS dans l’emploi', unit: '%', among: ['share-of-jobs'] },
] as const

type Break = SeriesBreak & { readonly indicator: string }

/**
 * Cited figures of one place in parts, one a way of counting, then what is counted here, apart. No point is made between
 * two others; nothing joins two parts.
 */
export function seriesOf(
  placeName: string,
  cited: readonly CitedFigure[],
  breaks: readonly Break[],
  computed: readonly ComputedFigure[],
): readonly Series[] {
  return FOLLOWED.flatMap(({ id, title, unit, among }): readonly Series[] => {
    const told = cited.filter(
      ({ indicator, year }) => (among as readonly string[]).includes(indicator) && year !== null,
    )
    const counted = computed.filter(({ indicator }) => indicator === id)
    const parts = [...citedParts(told), ...counted.flatMap(computedPart)]
    if (parts.length === 0) return []
    const years = parts.flatMap(({ points }) => points.map(({ year }) => year))
    const [first, last] = [Math.min(...years), Math.max(...years)]
    const own = breaks
      .filter(({ indicator, year }) => indicator === id && year > first && year <= last)
      .map(({ year, label, why }) => ({ year, label, why }))
    const here = counted.flatMap(computedPart).flatMap(({ points }) => points.map(({ year }) => breakHere(year)))
    return [{ id, title, placeName, unit, parts, breaks: [...own, ...(told.length > 0 ? here : [])] }]
  })
}

function citedParts(figures: readonly CitedFigure[]): readonly SeriesPart[] {
  const byPart = Map.groupBy(figures, ({ part, sources }) => part ?? sources[0].producer)
  return [...byPart].map(([label, members]) => ({
    nature: 'cited',
    label,
    points: members
      .map(({ year, amount, sources, note }): SeriesPoint => ({ year: year!, amount, source: sources[0], note }))
      .sort((a, b) => a.year - b.year),
  }))
}

function computedPart({ amount, sources, note }: ComputedFigure): readonly SeriesPart[] {
  const year = Number(/\d{4}/.exec(sources[0].vintage)?.[0])
  if (!year) return []
  return [{ nature: 'computed', label: 'Compté ici, SIRENE', points: [{ year, amount, source: sources[0], note }] }]
}

function breakHere(year: number): SeriesBreak {
  return {
    year,
    label: 'De FLORES à SIRENE',
    why: french`Compté ici dans SIRENE, le registre des entreprises, selon un autre périmètre : ce n'est pas la suite des chiffres cités.`,
  }
}
