import { frenchCents } from '#kernel/money'
import { ButtonLink } from '#ui/action'
import { type DeskFrame, DeskPage } from '#ui/desk'
import type { FormState, HiddenKeys } from '#ui/form'
import { formatCount, formatInstant } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { EmptyState, Notice } from '#ui/message'
import type { SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import { openSteps, VISA_WORDS } from '../circuit.ts'
import { deadlinesOf } from '../deadlines.ts'
import type { FiledDocument } from '../documents/index.ts'
import { INTEREST_WORDS, minutesSentence, type NamedLink, orderOfVotes } from '../interests.ts'
import { actOf, type Day, type Decision, stateOf, sumOfCents } from '../model.ts'
import { StandingBadge } from '../pages/standing.tsx'
import { BODY_WORDS } from '../sentences.ts'
import type { Settings } from '../settings.ts'
import { frenchDay } from '../standing.ts'
import type { Meeting, NamedVisa } from '../store/index.ts'
import { DocumentsSection } from './documents-section.tsx'
import { MeetingForm } from './meetings-page.tsx'

type MeetingProps = {
  readonly site: SiteFrame
  readonly desk: DeskFrame
  readonly meeting: Meeting
  readonly decisions: readonly Decision[]
  /** Links to its beneficiaries, in force on its day. */
  readonly links: readonly NamedLink[]
  readonly visas: readonly NamedVisa[]
  readonly settings: Settings
  readonly today: Day
  /** Of its decisions, those of who reads. */
  readonly documents: readonly FiledDocument[]
  /** Decisions that who reads is tied to, today or on its day: their lines are not shown to them. */
  readonly hidden: ReadonlySet<string>
  readonly mayWrite: boolean
  /** Of the form that moves it. */
  readonly state: FormState
  readonly version: number
  readonly keys: HiddenKeys
}

/** `/agents/seances/:id`: what the meeting needs, printed as it is. */
export function MeetingPage(props: MeetingProps) {
  const { site, desk, meeting, decisions, links, hidden, mayWrite } = props
  const reports = decisions.filter((decision) => stateOf(decision) !== 'withdrawn')
  const isHeld = decisions.some((decision) => actOf(decision) !== undefined)
  return (
    <DeskPage
      site={site}
      desk={desk}
      title={`${BODY_WORDS[meeting.body]} du ${frenchDay(meeting.on)}`}
      description="Les rapports, les dates limites, les déports et l’ordre des votes."
      current="/agents/seances"
      trail={[{ label: 'Séances', href: '/agents/seances' }]}
    >
      <PageHeader
        kicker={formatInstant(meeting.meetsAt)}
        title={`${BODY_WORDS[meeting.body]} du ${frenchDay(meeting.on)}`}
        lead={`${meeting.place}. ${formatCount(reports.length, 'rapport', 'rapports')}, ${formatCount(meeting.seatCount, 'élu', 'élus')}.`}
      >
        {mayWrite && (
          <ButtonLink href={`/agents/decisions/nouvelle?seance=${meeting.id}`} icon="plus">
            Inscrire un rapport
          </ButtonLink>
        )}
      </PageHeader>
      {isHeld && props.state.problem !== undefined && <Notice kind="error" title={props.state.problem} />}
      <Deadlines {...props} />
      <Reports {...props} reports={reports} />
      {reports.map((decision) => (
        <Votes decision={decision} links={links} hidden={hidden} />
      ))}
      <DocumentsSection documents={props.documents} decisionId={null} mayPrepare={false} />
      {mayWrite && !isHeld && <Move {...props} />}
    </DeskPage>
  )
}

function Reports({
  reports,
  visas,
  hidden,
}: Pick<MeetingProps, 'visas' | 'hidden'> & { readonly reports: readonly Decision[] }) {
  return (
    <Section id="rapports" title="Rapports">
      <DataTable
        caption="Rapports de la séance"
        captionHidden
        rows={reports}
        columns={[
          { header: 'N°', cell: ({ chrono }) => chrono },
          {
            header: 'Objet',
            namesRow: true,
            cell: ({ id, title }) => <a href={`/agents/decisions/${id}`}>{title}</a>,
            total: 'Total',
          },
          {
            header: 'Proposé',
            align: 'end',
            cell: (decision) =>
              hidden.has(decision.id) ? 'Déport' : frenchCents(sumOfCents(decision.lines, 'proposedCents')),
            total: totalOf(reports, hidden),
          },
          { header: 'Visa attendu', cell: (decision) => awaited(decision, visas) },
          { header: 'État', cell: (decision) => <StandingBadge decision={decision} /> },
        ]}
        empty={
          <EmptyState title="Aucun rapport n’est inscrit.">
            <p>Inscrivez le premier : il prend son numéro chrono et commence son circuit de visas.</p>
          </EmptyState>
        }
      />
    </Section>
  )
}

function Move({ meeting, state, version, keys }: MeetingProps) {
  return (
    <div class="no-print">
      <Section
        id="deplacer"
        title="Déplacer cette séance"
        lead="Les dates limites sont recomptées, et chacun est prévenu."
      >
        <MeetingForm
          {...{ state, keys }}
          action={`/agents/seances/${meeting.id}`}
          keep={{ version: String(version) }}
          label="Enregistrer la séance"
        />
      </Section>
    </div>
  )
}

function Deadlines({ meeting, settings, today }: MeetingProps) {
  return (
    <Section id="delais" title="Dates limites" lead="Comptées en arrière depuis la séance.">
      <DataTable
        caption="Dates limites"
        captionHidden
        rows={deadlinesOf(meeting.on, settings)}
        stateOf={({ on }) => (on < today ? 'past' : undefined)}
        columns={[
          { header: 'Quoi', namesRow: true, cell: ({ label }) => label },
          { header: 'Au plus tard', cell: ({ on }) => `${frenchDay(on)}${on < today ? ' (passée)' : ''}` },
          { header: 'Délai', cell: ({ days }) => formatCount(days, 'jour avant', 'jours avant') },
          { header: 'Source', cell: ({ source, isVerified }) => `${source}${isVerified ? '' : ' (à vérifier)'}` },
        ]}
      />
    </Section>
  )
}

/** Who stands back for whom, the order of the votes, the sentence for the minutes. */
function Votes(props: {
  readonly decision: Decision
  readonly links: readonly NamedLink[]
  readonly hidden: ReadonlySet<string>
}) {
  const { decision, links, hidden } = props
  const { lines, chrono, title } = decision
  if (lines.length === 0) return null
  const tied = links.filter(({ organisationId }) => lines.some((line) => line.beneficiaryId === organisationId))
  const id = `votes-${chrono}`
  if (hidden.has(decision.id)) {
    return (
      <Section id={id} title={`${chrono}. ${title}`}>
        <p>Vous êtes lié à un bénéficiaire de ce rapport : ses lignes ne vous sont pas montrées.</p>
      </Section>
    )
  }
  return (
    <Section id={id} title={`${chrono}. ${title}`}>
      <h3>Déports</h3>
      {tied.length === 0 ? (
        <p>Aucun lien déclaré avec les bénéficiaires de ce rapport.</p>
      ) : (
        <DataTable
          caption={`Déports du rapport ${chrono}`}
          captionHidden
          rows={tied}
          columns={[
            { header: 'Qui', namesRow: true, cell: ({ displayName }) => displayName },
            { header: 'Bénéficiaire', cell: ({ organisationName }) => organisationName },
            { header: 'Lien', cell: ({ kind }) => INTEREST_WORDS[kind] },
            { header: 'Source', cell: ({ source }) => source },
          ]}
        />
      )}
      <h3>Ordre des votes</h3>
      <ol>
        {orderOfVotes(lines, links).map((ballot) => (
          <li>
            <p>
              {ballot.lines
                .map(({ beneficiaryName, proposedCents }) => `${beneficiaryName} (${frenchCents(proposedCents)})`)
                .join(' ; ')}
              .
            </p>
            {ballot.away.length > 0 && (
              <p>
                Pour le procès-verbal :{' '}
                {ballot.away.map(({ displayName }) => `«\u00a0${minutesSentence(displayName)}\u00a0»`).join(' ')}
              </p>
            )}
          </li>
        ))}
      </ol>
    </Section>
  )
}

function awaited({ id, events, reworked }: Decision, visas: readonly NamedVisa[]): string {
  if (events.some(({ kind }) => kind === 'deliberated')) return 'Acte pris'
  const steps = openSteps(
    visas.filter(({ decisionId }) => decisionId === id),
    reworked,
  )
  return steps.length === 0 ? 'Tous donnés' : steps.map((step) => VISA_WORDS[step]).join(', ')
}

function totalOf(reports: readonly Decision[], hidden: ReadonlySet<string>): string {
  const shown = reports.filter(({ id }) => !hidden.has(id))
  const total = frenchCents(
    sumOfCents(
      shown.flatMap(({ lines }) => lines),
      'proposedCents',
    ),
  )
  return shown.length === reports.length ? total : `${total}, sans les déports`
}
