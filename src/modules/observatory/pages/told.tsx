import type { ComputedFigure } from '../model.ts'
import { amountWithUnit } from '../reports/words.ts'
import { Marks, SourceList } from './block.tsx'

/** Under a map: how to read it, what its marks say, where its figures come from. */
export function Told({ figures }: { readonly figures: readonly ComputedFigure[] }) {
  const [first] = figures
  if (!first) return null
  return (
    <>
      <p class="reading">{readingOfFigures(figures)}</p>
      <Marks amounts={figures.map(({ amount }) => amount)} />
      <div class="provenance source">
        <p>Champ : {first.scope}</p>
        <SourceList sources={first.sources} nature="computed" />
      </div>
    </>
  )
}

/** « Lecture : CU d’Arras, part de l’ESS parmi les employeurs : 12 %. » */
export function readingOfFigures([first]: readonly ComputedFigure[]): string {
  if (!first) return ''
  const { placeName, label, amount, unit } = first
  return `Lecture : ${placeName}, ${label.charAt(0).toLowerCase()}${label.slice(1)} : ${amountWithUnit(amount, unit)}.`
}
