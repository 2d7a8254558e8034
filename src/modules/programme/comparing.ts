import { type Action, listActions, listAims, type Programme } from './model.ts'
import { writtenDate, writtenGoal, writtenMark } from './words.ts'

/** One thing that is not the same in two versions, in words. */
export type Change = {
  readonly kind: 'added' | 'removed' | 'changed' | 'moved'
  readonly slug: string
  readonly title: string
  /** What was written, and what is now; null: nothing was, or is. */
  readonly parts: readonly { readonly label: string; readonly before: string | null; readonly after: string | null }[]
}

/** What changed from one version to the other, in the order of the later one; what was taken away comes last. */
export function compareProgrammes(before: Programme, after: Programme): readonly Change[] {
  const [old, now] = [factsOf(before), factsOf(after)]
  const changes = now.flatMap((each): readonly Change[] => {
    const known = old.find(({ slug }) => slug === each.slug)
    if (!known) return [{ kind: 'added', slug: each.slug, title: each.title, parts: [] }]
    const parts = differences(known.facts, each.facts)
    if (parts.length === 0) return []
    const kind = parts.every(({ label }) => label === UNDER) ? 'moved' : 'changed'
    return [{ kind, slug: each.slug, title: each.title, parts }]
  })
  const gone = old.filter(({ slug }) => !now.some((each) => each.slug === slug))
  return [...changes, ...gone.map(({ slug, title }): Change => ({ kind: 'removed', slug, title, parts: [] }))]
}

type Facts = Readonly<Record<string, string>>
type Described = { readonly slug: string; readonly title: string; readonly facts: Facts }

const UNDER = 'Rangée sous'

function factsOf(programme: Programme): readonly Described[] {
  const titles = new Map(listAims(programme).map(({ slug, title }) => [slug, title]))
  const head: Described = {
    slug: '',
    title: 'Le document',
    facts: {
      Titre: programme.title,
      Années: `${programme.firstYear}-${programme.lastYear}`,
      Délibération:
        programme.adoption === null
          ? ''
          : `n°\u00a0${programme.adoption.number} du ${writtenDate(programme.adoption.on)}`,
    },
  }
  const aims = programme.ambitions.flatMap((ambition): readonly Described[] => [
    { slug: ambition.slug, title: ambition.title, facts: aimFacts(ambition) },
    ...ambition.orientations.map((each) => ({
      slug: each.slug,
      title: each.title,
      facts: { ...aimFacts(each), [UNDER]: ambition.title },
    })),
  ])
  const actions = listActions(programme).map(({ action, orientation }) => ({
    slug: action.slug,
    title: action.title,
    facts: { ...actionFacts(action), [UNDER]: titles.get(orientation.slug) ?? '' },
  }))
  return [head, ...aims, ...actions]
}

function aimFacts({
  number,
  title,
  words,
}: {
  readonly number: string
  readonly title: string
  readonly words: string
}): Facts {
  return { Numéro: number, Titre: title, Texte: words }
}

function actionFacts(action: Action): Facts {
  const { legalBasis, startsOn, endsOn } = action
  return {
    Titre: action.title,
    Texte: action.words,
    Service: action.service,
    Partenaires: action.partners.map(({ name }) => name).join(', '),
    Indicateurs: action.indicators
      .map((each) => `${each.title}, cible : ${writtenMark(each.target, each)}`)
      .join(' ; '),
    'Lignes de budget': action.lines.join(', '),
    'Base légale': [legalBasis.article, legalBasis.competence].filter(Boolean).join(', '),
    'Objectifs de développement durable': action.goals.map(writtenGoal).join(', '),
    Dates: [startsOn && `depuis le ${writtenDate(startsOn)}`, endsOn && `jusqu’au ${writtenDate(endsOn)}`]
      .filter(Boolean)
      .join(', '),
    Lieux: action.places.join(', '),
  }
}

function differences(before: Facts, after: Facts): Change['parts'] {
  return Object.keys(after)
    .filter((label) => before[label] !== after[label])
    .map((label) => ({ label, before: before[label] || null, after: after[label] || null }))
}
