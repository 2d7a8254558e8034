import { sentenceOfRule } from '#kernel/tally'
import { ButtonLink } from '#ui/action'
import { Badge } from '#ui/badge'
import { SourceLine, StatList } from '#ui/figure'
import { formatCount, formatInstant, formatInteger } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { Facts } from '#ui/list'
import { Page, type SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import { Thread } from '#ui/thread'
import type { Poll, PollOption, PollResult, Recount } from '../model.ts'
import { type Held, HeldHere } from './opening/held.tsx'
import { amountOf, citedSource, periodOf, recountSentence, VOTE_SENTENCES } from './words.ts'

type PollPageProps = {
  readonly site: SiteFrame
  readonly poll: Poll
  readonly options: readonly PollOption[]
  readonly result: PollResult
  readonly recount: Recount | undefined
  /** Of a vote held here. */
  readonly held?: Held | undefined
}

/** `/scrutins/:slug`: what was voted, by whom, by which rule. */
export function PollPage(props: PollPageProps) {
  const { site, poll, options, result } = props
  return (
    <Page
      site={site}
      path={`/scrutins/${poll.slug}`}
      title={poll.title}
      description={`${poll.title} : ${options.length} projets soumis au vote de ${poll.voterCount} personnes.`}
      current="/scrutins"
      trail={[
        { label: 'Accueil', href: '/' },
        { label: 'Scrutins', href: '/scrutins' },
      ]}
    >
      <PageHeader
        kicker={props.held ? poll.source.title : <Badge kind="imported" />}
        title={poll.title}
        lead={`${poll.place}. ${formatCount(poll.voterCount, 'personne a choisi', 'personnes ont choisi')} parmi ${formatCount(poll.optionCount, 'projet', 'projets')}. Organisateur : ${poll.organiser}. Résultat recompté ici.`}
      >
        <div class="page-actions">
          <ButtonLink href={`/scrutins/${poll.slug}/resultats`}>Voir le résultat</ButtonLink>
          <ButtonLink href={`/scrutins/${poll.slug}/comparer`} weight="quiet">
            Comparer les règles
          </ButtonLink>
          <ButtonLink href={`/scrutins/${poll.slug}/verifier`} weight="quiet">
            Vérifier
          </ButtonLink>
        </div>
        <Story {...props} />
      </PageHeader>

      <Section id="regle" title="La règle" lead={VOTE_SENTENCES[poll.voteType]}>
        <p>{sentenceOfRule(result.report.rule)}</p>
        {poll.officialRule && (
          <p class="hint">
            Règle annoncée dans le fichier : <code>{poll.officialRule}</code>.
          </p>
        )}
      </Section>

      <Section id="projets" title="Ce qui était soumis au vote" lead={<SourceLine source={citedSource(poll)} />}>
        <StatList
          stats={[
            { label: 'Budget à répartir', value: amountOf(poll, poll.budget) },
            { label: 'Projets', value: formatInteger(poll.optionCount) },
            { label: 'Coût de tous les projets', value: amountOf(poll, sumOf(options)) },
          ]}
        />
        <OptionTable poll={poll} options={options} winners={new Set(result.report.winners)} />
      </Section>

      {props.held && <HeldHere held={props.held} />}
      <Section id="curieux" title="Pour les curieux">
        <Identity poll={poll} recount={props.recount} />
      </Section>
    </Page>
  )
}

function Story({ poll, recount }: PollPageProps) {
  const period = periodOf(poll)
  return (
    <Thread
      label="L’histoire de ce scrutin"
      direction="across"
      knots={[
        { state: 'past', title: 'Vote', ...(period !== '' && { when: period }) },
        { state: 'past', title: 'Publié ici', when: `le ${formatInstant(poll.publishedAt)}` },
        recount
          ? {
              state: 'past',
              title: recount.isIdentical ? 'Recompté : même résultat' : 'Recompté : résultat différent',
              when: `le ${formatInstant(recount.recountedAt)}`,
            }
          : { state: 'present', title: 'Recomptage automatique en cours' },
      ]}
    />
  )
}

function OptionTable(props: { poll: Poll; options: readonly PollOption[]; winners: ReadonlySet<string> }) {
  const { poll, options, winners } = props
  const byVotes = [...options].sort((a, b) => b.voteCount - a.voteCount || a.position - b.position)
  const givesPoints = options.some((option) => option.points !== undefined)
  return (
    <DataTable
      caption="Projets, du plus choisi au moins choisi"
      rows={byVotes}
      stateOf={(option) => (winners.has(option.code) ? 'won' : undefined)}
      columns={[
        { header: 'Projet', namesRow: true, cell: (option) => option.name },
        { header: 'Coût', align: 'end', cell: (option) => amountOf(poll, option.cost) },
        { header: 'Choisi par', align: 'end', cell: (option) => formatInteger(option.voteCount) },
        ...(givesPoints
          ? [
              {
                header: 'Points',
                align: 'end' as const,
                cell: (option: PollOption) => option.points?.replace('.', ',') ?? '',
              },
            ]
          : []),
        { header: 'Résultat', cell: (option) => <Badge kind={winners.has(option.code) ? 'won' : 'not-funded'} /> },
      ]}
    />
  )
}

function Identity({ poll, recount }: { readonly poll: Poll; readonly recount: Recount | undefined }) {
  return (
    <>
      <p>{recountSentence(recount)}</p>
      <Facts
        facts={[
          { label: 'Empreinte du scrutin', value: <code class="long">{poll.fingerprint}</code> },
          { label: 'Licence des données', value: poll.source.licence },
          ...(poll.source.citation ? [{ label: 'À citer', value: poll.source.citation }] : []),
          ...(poll.note ? [{ label: 'Note des auteurs du fichier', value: poll.note }] : []),
        ]}
      />
    </>
  )
}

function sumOf(options: readonly PollOption[]): bigint {
  return options.reduce((sum, option) => sum + option.cost, 0n)
}
