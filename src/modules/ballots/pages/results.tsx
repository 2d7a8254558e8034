import { type ReportedTie, sentenceOfLoss, sentenceOfRule } from '#kernel/tally'
import { Badge } from '#ui/badge'
import { BudgetStrip } from '#ui/budget-strip'
import { BarChart, ChartWithTable } from '#ui/chart'
import { SourceLine, StatList } from '#ui/figure'
import { formatCount, formatInteger, formatShare } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { DownloadList } from '#ui/list'
import { Notice } from '#ui/message'
import { Page, type SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import type { Poll, PollOption, PollResult, Recount } from '../model.ts'
import { type Outcome, readOutcome } from './outcome.ts'
import { agreementOf, amountOf, computedSource, recountSentence } from './words.ts'

type ResultsPageProps = {
  readonly site: SiteFrame
  readonly poll: Poll
  readonly options: readonly PollOption[]
  readonly result: PollResult
  readonly recount: Recount | undefined
  readonly sizes: ReadonlyMap<string, number>
}

/** `/scrutins/:slug/resultats`: what is funded, what the budget bought, what is not funded and why. */
export function ResultsPage(props: ResultsPageProps) {
  const { site, poll, options, result } = props
  const outcome = readOutcome(options, result.report, poll.decimals)
  const source = <SourceLine source={computedSource(poll, result.computedAt)} />
  return (
    <Page
      site={site}
      title={`Résultat : ${poll.title}`}
      description={`${outcome.winners.length} projets financés sur ${options.length} : ${poll.title}.`}
      current="/scrutins"
      trail={[
        { label: 'Accueil', href: '/' },
        { label: 'Scrutins', href: '/scrutins' },
        { label: poll.title, href: `/scrutins/${poll.slug}` },
      ]}
    >
      <PageHeader
        kicker={<Badge kind="imported" />}
        title={`Résultat : ${poll.title}`}
        lead={`${formatCount(outcome.winners.length, 'projet financé', 'projets financés')} sur ${formatInteger(options.length)}, pour ${amountOf(poll, outcome.cost)} sur ${amountOf(poll, poll.budget)}.`}
      >
        <Agreement {...props} />
      </PageHeader>

      <Section id="budget" title="Ce que le budget a permis" lead={source}>
        <Bought poll={poll} outcome={outcome} />
      </Section>
      <Section
        id="finances"
        title="Projets financés"
        lead={outcome.inOrderOfElection ? 'Dans l’ordre où la règle les a retenus.' : 'Du plus choisi au moins choisi.'}
      >
        <Winners poll={poll} outcome={outcome} />
      </Section>
      {outcome.losers.length > 0 && (
        <Section id="non-finances" title="Projets non financés" lead="Et ce qui a manqué à chacun.">
          <Losers poll={poll} outcome={outcome} />
        </Section>
      )}
      <Section id="voix" title="Les voix" lead={source}>
        <Votes poll={poll} outcome={outcome} />
      </Section>
      {result.report.ties.length > 0 && <Ties ties={result.report.ties} outcome={outcome} />}
      <Section id="regle" title="La règle" lead="Comment on passe des bulletins aux projets financés.">
        <p>{sentenceOfRule(result.report.rule)}</p>
      </Section>
      <Section id="telecharger" title="Télécharger et vérifier" lead={recountSentence(props.recount)}>
        <Downloads {...props} />
      </Section>
    </Page>
  )
}

function Agreement({ poll, options, result }: ResultsPageProps) {
  const agreement = agreementOf(options, new Set(result.report.winners))
  if (!agreement) {
    return (
      <Notice kind="info" title="Le fichier ne dit pas les projets retenus par l’organisateur.">
        <p>Ce résultat est celui que donne la règle ci-dessus, comptée ici sur les bulletins publiés.</p>
      </Notice>
    )
  }
  if (agreement.onlyHere.length + agreement.onlyThere.length === 0) {
    return (
      <Notice kind="info" title="Compté ici, le résultat est exactement celui que l’organisateur a annoncé.">
        <p>Organisateur : {poll.organiser}.</p>
      </Notice>
    )
  }
  return (
    <Notice kind="warning" title="Ce résultat diffère de celui que l’organisateur a annoncé.">
      <p>
        Financés ici et pas là-bas : {namesOf(agreement.onlyHere)}. Financés là-bas et pas ici :{' '}
        {namesOf(agreement.onlyThere)}. L’organisateur a pu appliquer d’autres règles que celles de son fichier.
      </p>
    </Notice>
  )
}

function Bought({ poll, outcome }: { readonly poll: Poll; readonly outcome: Outcome }) {
  const byCost = [...outcome.winners].sort((a, b) =>
    a.option.cost === b.option.cost ? 0 : a.option.cost < b.option.cost ? 1 : -1,
  )
  const named = Math.min(byCost.length, 6)
  const rest = byCost.slice(named)
  const left = poll.budget - outcome.cost
  return (
    <>
      <StatList
        stats={[
          { label: 'Budget', value: amountOf(poll, poll.budget) },
          {
            label: 'Dépensé',
            value: amountOf(poll, outcome.cost),
            hint: `${formatShare(outcome.cost, poll.budget)} du budget`,
          },
          { label: 'Reste', value: amountOf(poll, left) },
        ]}
      />
      <BudgetStrip
        title="Le budget, projet par projet"
        description={`${formatCount(byCost.length, 'projet', 'projets')} pour ${amountOf(poll, outcome.cost)}, reste ${amountOf(poll, left)}. Le tableau des projets financés donne chaque coût.`}
        budget={poll.budget}
        parts={byCost.map(({ option }) => ({
          label: option.name,
          amount: option.cost,
          display: amountOf(poll, option.cost),
        }))}
        named={named}
        others={
          rest.length > 0
            ? {
                label: formatCount(rest.length, 'autre projet', 'autres projets'),
                display: amountOf(
                  poll,
                  rest.reduce((sum, { option }) => sum + option.cost, 0n),
                ),
              }
            : undefined
        }
        remainder={{ label: 'Reste', display: amountOf(poll, left) }}
      />
    </>
  )
}

function Winners({ poll, outcome }: { readonly poll: Poll; readonly outcome: Outcome }) {
  return (
    <DataTable
      caption="Projets financés"
      captionHidden
      rows={outcome.winners}
      stateOf={() => 'won'}
      columns={[
        { header: 'Rang', align: 'end', cell: (_, index) => formatInteger(index + 1) },
        { header: 'Projet', namesRow: true, cell: ({ option }) => option.name },
        { header: 'Coût', align: 'end', cell: ({ option }) => amountOf(poll, option.cost) },
        { header: 'Choisi par', align: 'end', cell: ({ option }) => formatInteger(option.voteCount) },
        { header: 'Reste ensuite', align: 'end', cell: ({ moneyLeft }) => amountOf(poll, moneyLeft) },
      ]}
    />
  )
}

function Losers({ poll, outcome }: { readonly poll: Poll; readonly outcome: Outcome }) {
  return (
    <DataTable
      caption="Projets non financés"
      captionHidden
      rows={outcome.losers}
      columns={[
        { header: 'Projet', namesRow: true, cell: ({ option }) => option.name },
        { header: 'Coût', align: 'end', cell: ({ option }) => amountOf(poll, option.cost) },
        { header: 'Choisi par', align: 'end', cell: ({ option }) => formatInteger(option.voteCount) },
        {
          header: 'Ce qui a manqué',
          cell: ({ loss }) =>
            sentenceOfLoss(loss, { decimals: poll.decimals, currency: poll.currency, projects: outcome.options }),
        },
      ]}
    />
  )
}

function Votes({ poll, outcome }: { readonly poll: Poll; readonly outcome: Outcome }) {
  const all = [...outcome.winners, ...outcome.losers].sort((a, b) => b.option.voteCount - a.option.voteCount)
  const won = new Set(outcome.winners.map(({ option }) => option.code))
  const shown = all.slice(0, BARS)
  return (
    <ChartWithTable
      chart={
        <BarChart
          title={
            all.length > BARS
              ? `Nombre de personnes qui ont choisi chaque projet : les ${BARS} premiers`
              : 'Nombre de personnes qui ont choisi chaque projet'
          }
          description={`De ${formatInteger(all[0]?.option.voteCount ?? 0)} à ${formatInteger(all.at(-1)?.option.voteCount ?? 0)} personnes. Le tableau donne chaque nombre.`}
          legend={{ won: 'Financé', lost: 'Non financé' }}
          bars={shown.map(({ option }) => ({
            label: option.name,
            value: option.voteCount,
            display: formatInteger(option.voteCount),
            kind: won.has(option.code) ? 'won' : 'lost',
          }))}
        />
      }
      table={
        <DataTable
          caption="Personnes qui ont choisi chaque projet"
          rows={all}
          stateOf={({ option }) => (won.has(option.code) ? 'won' : undefined)}
          columns={[
            { header: 'Projet', namesRow: true, cell: ({ option }) => option.name },
            { header: 'Choisi par', align: 'end', cell: ({ option }) => formatInteger(option.voteCount) },
            {
              header: 'Part des votants',
              align: 'end',
              cell: ({ option }) => formatShare(option.voteCount, Math.max(poll.voterCount, 1)),
            },
            { header: 'Résultat', cell: ({ option }) => <Badge kind={won.has(option.code) ? 'won' : 'not-funded'} /> },
          ]}
        />
      }
    />
  )
}

function Ties({ ties, outcome }: { readonly ties: readonly ReportedTie[]; readonly outcome: Outcome }) {
  const name = (code: string) => outcome.nameOf.get(code) ?? code
  return (
    <Section
      id="egalites"
      title="Égalités"
      lead="Quand plusieurs projets sont exactement à égalité, un ordre fixé avant le vote les départage."
    >
      <DataTable
        caption="Égalités rencontrées pendant le compte"
        captionHidden
        rows={ties}
        columns={[
          { header: 'À égalité', namesRow: true, cell: (tie) => tie.projects.map(name).join(', ') },
          { header: 'Retenu', cell: (tie) => name(tie.chosen) },
          { header: 'Le résultat en dépend', cell: (tie) => (tie.changesOutcome ? 'Oui' : 'Non') },
        ]}
      />
    </Section>
  )
}

function Downloads({ poll, sizes, result }: ResultsPageProps) {
  const base = `/scrutins/${poll.slug}`
  return (
    <>
      <DownloadList
        downloads={[
          {
            href: `${base}/ballots.pb`,
            format: 'Pabulib .pb',
            label: 'Les bulletins',
            what: 'Tous les bulletins publiés, un par ligne : de quoi refaire le compte avec n’importe quel outil.',
            bytes: sizes.get('ballots.pb'),
          },
          {
            href: `${base}/resultats.csv`,
            format: 'CSV',
            label: 'Les projets et leur résultat',
            what: 'Un tableau à ouvrir dans un tableur.',
          },
          {
            href: `${base}/resultats.json`,
            format: 'JSON',
            label: 'Le compte rendu complet du calcul',
            what: 'Chaque tour du calcul en nombres exacts, pour les programmes.',
            bytes: new TextEncoder().encode(result.reportText).length,
          },
        ]}
      />
      <p>
        Pour refaire le compte chez vous : <code>filigrane tally {poll.slug}.pb --json</code>. Les programmes lisent
        aussi <a href={`/api/v1/scrutins/${poll.slug}`}>l’interface de données</a>.
      </p>
      <p class="hint">
        Licence : {poll.source.licence}
        {poll.source.citation && `. À citer : ${poll.source.citation}`}
      </p>
    </>
  )
}

// A chart longer than a screen or two is no longer a picture; the table under it holds every project.
const BARS = 30

function namesOf(options: readonly PollOption[]): string {
  return options.length === 0 ? 'aucun' : options.map((option) => option.name).join(', ')
}
