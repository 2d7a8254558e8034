import { FigureWithSource } from '#ui/figure'
import { formatDecimal } from '#ui/format'
import { Section } from '#ui/heading'
import { SECTION_WORDS } from '../budget/line.ts'
import type { Posts } from '../preparation/model.ts'
import type { PublicYear } from '../published/model.ts'
import { euros, sourceOfStage } from './words.tsx'

/** What somebody else published: the only amounts that are not ours, each with its link. */
export function CitedTotals({ years }: { readonly years: readonly PublicYear[] }) {
  const cited = years.flatMap(({ year, stages }) =>
    stages
      .filter(({ source }) => source !== null)
      .flatMap((stage) => stage.totals.map((total) => ({ year, stage, total }))),
  )
  if (cited.length === 0) return null
  return (
    <Section
      id="chiffres-publies"
      title="Les chiffres publiés"
      lead="Ces montants sont réels. Le détail par ligne, lui, n’a pas été publié."
    >
      <div class="home-figures">
        {cited.map(({ year, stage, total }) => {
          const { producer, url } = sourceOfStage(stage)
          return (
            <FigureWithSource
              value={euros(total.cents)}
              label={`${total.direction === 'expense' ? SECTION_WORDS[total.section] : 'Recettes'}, ${year}`}
              source={{ producer, url, status: 'cited', date: `année ${year}`, scope: 'Chiffre réel, publié.' }}
            />
          )
        })}
      </div>
    </Section>
  )
}

/** Who works on it, each year, with who says so. */
export function Means({ years }: { readonly years: readonly PublicYear[] }) {
  const posts = years.flatMap((year) => year.posts)
  if (posts.length === 0) return null
  return (
    <Section id="equipe" title="Les personnes qui y travaillent">
      <div class="home-figures">
        {posts.map((each) => (
          <FigureWithSource
            value={formatDecimal(BigInt(each.fullTimeHundredths), 2)}
            label={`${each.kind}, ${each.year}`}
            source={{
              producer: each.source.title,
              url: each.source.url ?? undefined,
              status: 'cited',
              date: `année ${each.year}`,
              scope: scopeOf(each),
            }}
          />
        ))}
      </div>
    </Section>
  )
}

function scopeOf({ isFictitious }: Posts): string {
  const counted = 'En équivalents temps plein : deux mi-temps comptent pour un.'
  return isFictitious ? `${counted} Nombre fictif, pour la démonstration.` : counted
}
