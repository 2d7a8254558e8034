import { sentenceOfRule } from '#kernel/tally'
import { SourceLine } from '#ui/figure'
import { formatInteger } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { Notice } from '#ui/message'
import { Page, type SiteFrame } from '#ui/page'
import { foldNumber } from '../ballot-pages.ts'
import type { Comparison } from '../explanations/model.ts'
import type { Poll, PollOption } from '../model.ts'
import type { PublishedExplanations } from '../store/explanations.ts'
import { Figures, Groups, Matrix } from './compare-tables.tsx'
import { NotToldYet } from './explanations.tsx'
import { computedSource } from './words.ts'

/** `/scrutins/:slug/comparer`: what other rules would have funded on the same ballots. */
export function ComparePage(props: {
  readonly site: SiteFrame
  readonly poll: Poll
  readonly options: readonly PollOption[]
  readonly explanations: PublishedExplanations | undefined
}) {
  const { site, poll, explanations } = props
  return (
    <Page
      site={site}
      title={`Comparer les règles\u00a0: ${poll.title}`}
      description={`Ce que d’autres règles auraient financé avec les mêmes bulletins : ${poll.title}.`}
      current="/scrutins"
      trail={[
        { label: 'Accueil', href: '/' },
        { label: 'Scrutins', href: '/scrutins' },
        { label: poll.title, href: `/scrutins/${poll.slug}` },
        { label: 'Résultat', href: `/scrutins/${poll.slug}/resultats` },
      ]}
    >
      <PageHeader
        title={`Comparer les règles\u00a0: ${poll.title}`}
        lead="Les mêmes bulletins, comptés de plusieurs façons. Une règle favorise les projets les plus choisis, une autre donne à chacun la même part. Voici ce que cela change."
      >
        <Notice kind="info" title="Cette page ne se montre jamais pendant un vote.">
          <p>Elle sert avant d’écrire un règlement, et après un résultat. La règle de ce vote était fixée avant lui.</p>
        </Notice>
      </PageHeader>
      {explanations ? (
        <Compared {...props} comparison={explanations.told.comparison} computedAt={explanations.computedAt} />
      ) : (
        <NotToldYet what="La comparaison est" />
      )}
    </Page>
  )
}

function Compared(props: {
  readonly poll: Poll
  readonly options: readonly PollOption[]
  readonly comparison: Comparison
  readonly computedAt: Date
}) {
  const { poll, options, comparison, computedAt } = props
  const source = <SourceLine source={computedSource(poll, computedAt)} />
  return (
    <>
      <Section id="regles" title="Ce que donne chaque règle" lead={source}>
        <Figures poll={poll} comparison={comparison} />
        <p class="hint">
          Argent décidé par votant : le coût de chaque projet financé, partagé entre celles et ceux qui l’ont choisi. Le
          nombre après « ± » dit de combien les votants s’en écartent d’habitude.
        </p>
      </Section>
      <Section
        id="projets"
        title="Projet par projet"
        lead={`Les projets que certaines règles financent et d’autres non, parmi ${formatInteger(options.length)}.`}
      >
        <Matrix poll={poll} options={options} comparison={comparison} />
      </Section>
      {comparison.groupings.map((groups) => (
        <Section
          id={`par-${foldNumber(groups.title)}`}
          title={`Par ${groups.title.toLowerCase()}`}
          lead="Votants avec au moins un projet financé, et argent qu’ils ont décidé. Les groupes de moins de 5 votants sont réunis."
        >
          <Groups poll={poll} comparison={comparison} groups={groups} />
        </Section>
      ))}
      <Section id="definitions" title="Les règles, en clair">
        {comparison.rules.map(({ name, rule }) => (
          <div>
            <h3>{name}</h3>
            <p>{sentenceOfRule(rule)}</p>
          </div>
        ))}
      </Section>
    </>
  )
}
