import { FigureWithSource } from '#ui/figure'
import type { Figure } from '../model.ts'
import { writtenAmount } from '../reports/words.ts'
import { INVENTED, isInvented } from './block.tsx'

/**
 * Figures side by side, each with how it was got and its source. Cited and counted here are never in one group: a reader
 * would add them up.
 */
export function FigureList({ figures }: { readonly figures: readonly Figure[] }) {
  return (
    <div class="home-figures">
      {figures.map((figure) => (
        <OneFigure figure={figure} />
      ))}
    </div>
  )
}

function OneFigure({ figure }: { readonly figure: Figure }) {
  const { amount, unit, label, placeName, scope, note, sources } = figure
  const [source] = sources
  const shown = amount.kind === 'secret' ? 'secret' : amount.kind === 'not-given' ? 'missing' : figure.nature
  const others = sources.slice(1).map(({ title }) => title)
  return (
    <FigureWithSource
      value={writtenAmount(amount, unit)}
      unit={unit}
      label={figure.nature === 'computed' ? `${label}, ${placeName}` : `${label}, ${placeName}, ${figure.vintage}`}
      source={{
        producer: source.producer,
        status: shown,
        date: figure.nature === 'computed' ? source.vintage : figure.vintage,
        url: (figure.nature === 'computed' ? source.url : figure.url) ?? undefined,
        licence: source.licence ?? undefined,
        scope: [
          sentence(scope),
          others.length > 0 && `Avec : ${others.join(', ')}.`,
          note !== null && sentence(note),
          isInvented(source) && INVENTED,
        ]
          .filter((part) => part !== false)
          .join(' '),
      }}
    />
  )
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`
}
