import { sentenceOfRule } from '#kernel/tally'
import { ButtonLink } from '#ui/action'
import { Badge } from '#ui/badge'
import { SourceLine } from '#ui/figure'
import { formatCount, formatInteger } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { Notice } from '#ui/message'
import { Page, type SiteFrame } from '#ui/page'
import type { Explanations } from '../explanations/model.ts'
import type { Poll, PollOption, PollResult, Recount } from '../model.ts'
import { NotToldYet } from './explanations.tsx'
import { Places } from './explanations-places.tsx'
import { readOutcome } from './outcome.ts'
import { Bought, Votes } from './result-charts.tsx'
import { Downloads } from './result-files.tsx'
import { Losers, Ties, Winners } from './result-tables.tsx'
import { agreementOf, amountOf, computedSource, recountSentence } from './words.ts'

type ResultsPageProps = {
  readonly site: SiteFrame
  readonly poll: Poll
  readonly options: readonly PollOption[]
  readonly result: PollResult
  readonly recount: Recount | undefined
  readonly sizes: ReadonlyMap<string, number>
  /** Why each project won or lost; undefined while it is computed. */
  readonly told: Explanations | undefined
  /** Whether it also says what would have changed the result: that takes minutes. */
  readonly hasMargins: boolean
  /** Of a vote held here: what it weighs, and who decides. */
  readonly advisory?: string | undefined
}

/** `/scrutins/:slug/resultats`: what is funded, what the budget bought, what is not funded and why. */
export function ResultsPage(props: ResultsPageProps) {
  const { site, poll, options, result, told } = props
  const outcome = readOutcome(options, result.report, poll.decimals)
  const source = <SourceLine source={computedSource(poll, result.computedAt)} />
  return (
    <Page
      site={site}
      path={`/scrutins/${poll.slug}/resultats`}
      title={`Résultat\u00a0: ${poll.title}`}
      description={`${outcome.winners.length} projets financés sur ${options.length} : ${poll.title}.`}
      current="/scrutins"
      trail={[
        { label: 'Accueil', href: '/' },
        { label: 'Scrutins', href: '/scrutins' },
        { label: poll.title, href: `/scrutins/${poll.slug}` },
      ]}
    >
      <PageHeader
        kicker={props.advisory === undefined ? <Badge kind="imported" /> : poll.source.title}
        title={`Résultat\u00a0: ${poll.title}`}
        lead={`${formatCount(outcome.winners.length, 'projet financé', 'projets financés')} sur ${formatInteger(options.length)}, pour ${amountOf(poll, outcome.cost)} sur ${amountOf(poll, poll.budget)}.`}
      >
        {props.advisory === undefined ? <Agreement {...props} /> : <p>{props.advisory}</p>}
        <Ways poll={poll} />
      </PageHeader>
      {!told && <NotToldYet what="Les explications, projet par projet, sont" />}

      <Section id="budget" title="Ce que le budget a permis" lead={source}>
        <Bought poll={poll} outcome={outcome} />
      </Section>
      <Section
        id="finances"
        title="Projets financés"
        lead={outcome.inOrderOfElection ? 'Dans l’ordre où la règle les a retenus.' : 'Du plus choisi au moins choisi.'}
      >
        <Winners poll={poll} outcome={outcome} told={told} />
      </Section>
      {outcome.losers.length > 0 && (
        <Section
          id="non-finances"
          title="Projets non financés"
          lead={`Et ce qui a manqué à chacun.${props.hasMargins ? '' : MARGINS_COMING}`}
        >
          <Losers poll={poll} outcome={outcome} told={told} />
        </Section>
      )}
      {told && told.places.length > 0 && <Places places={told.places} />}
      <Section id="voix" title="Les voix" lead={source}>
        <Votes poll={poll} outcome={outcome} />
      </Section>
      {result.report.ties.length > 0 && <Ties ties={result.report.ties} outcome={outcome} />}
      <Rule rule={result.report.rule} />
      <Section id="telecharger" title="Télécharger et vérifier" lead={recountSentence(props.recount)}>
        <Downloads {...props} />
      </Section>
    </Page>
  )
}

const MARGINS_COMING = ' Ce qui aurait suffi se calcule encore : revenez dans quelques minutes.'

function Rule({ rule }: { readonly rule: PollResult['report']['rule'] }) {
  return (
    <Section id="regle" title="La règle" lead="Comment on passe des bulletins aux projets financés.">
      <p>{sentenceOfRule(rule)}</p>
      <p class="hint">
        Ce résultat est calculé. Vous pouvez demander comment :{' '}
        <a href="/transparence/algorithmes">à quoi sert ce calcul, et qui décide</a>.
      </p>
    </Section>
  )
}

/** To what lets a reader judge the result for themselves. */
function Ways({ poll }: { readonly poll: Poll }) {
  return (
    <div class="page-actions">
      <ButtonLink href={`/scrutins/${poll.slug}/verifier`} weight="quiet">
        Recompter, trouver mon bulletin
      </ButtonLink>
      <ButtonLink href={`/scrutins/${poll.slug}/comparer`} weight="quiet">
        Comparer les règles
      </ButtonLink>
    </div>
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

function namesOf(options: readonly PollOption[]): string {
  return options.length === 0 ? 'aucun' : options.map((option) => option.name).join(', ')
}
