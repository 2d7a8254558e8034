import { frenchCents } from '#kernel/money'
import type { Place } from '#platform/context'
import { formatInstant } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { DownloadList, Facts, PlaceLinks } from '#ui/list'
import { Notice } from '#ui/message'
import { Page, type SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import { Thread } from '#ui/thread'
import type { FiledDocument } from '../documents/index.ts'
import { type Decision, type Line, stateOf, sumOfCents } from '../model.ts'
import { BODY_WORDS, NATURE_WORDS, SUBJECTS } from '../sentences.ts'
import { ACT_WORDS, standingOf } from '../standing.ts'
import type { Meeting } from '../store/index.ts'
import { storyOf } from '../story.ts'
import { publicDownloadsOf } from './document-files.ts'
import { StandingBadge } from './standing.tsx'

const TRAIL = [
  { label: 'Accueil', href: '/' },
  { label: 'Décisions', href: '/decisions' },
]

/** `/decisions/:slug`: one published act. */
export function DecisionPage(props: {
  readonly site: SiteFrame
  readonly decision: Decision
  readonly meeting: Meeting | undefined
  readonly documents: readonly FiledDocument[]
  /** What it is for. */
  readonly aims: readonly Place[]
}) {
  const { site, decision, meeting, aims } = props
  const standing = standingOf(decision)
  const contested = decision.events.some(({ kind }) => kind === 'contested' || kind === 'referred')
  return (
    <Page
      site={site}
      path={`/decisions/${decision.slug}`}
      title={decision.title}
      description={`${standing.words}.`}
      current="/decisions"
      trail={TRAIL}
    >
      <PageHeader kicker={capital(ACT_WORDS[decision.kind])} title={decision.title}>
        <p>
          <StandingBadge decision={decision} />
        </p>
      </PageHeader>
      {stateOf(decision) === 'withdrawn' && (
        <Notice kind="warning" title="Cette décision a été retirée.">
          <p>Elle ne s’applique plus. Elle reste ici pour que chacun sache ce qui s’est passé.</p>
        </Notice>
      )}
      {contested && (
        <Notice kind="info" title="Cette décision est contestée devant le juge.">
          <p>Elle s’applique tant que le juge ne l’a ni suspendue ni annulée.</p>
        </Notice>
      )}
      <Texts documents={props.documents} />
      {decision.lines.length > 0 && <Beneficiaries lines={decision.lines} />}
      <Section
        id="histoire"
        title="Son histoire"
        lead="Une décision s’applique une fois transmise à l’État et publiée."
      >
        <Thread label="Les étapes de la décision" knots={storyOf(decision)} />
      </Section>
      <Section id="reperes" title="Repères">
        <Facts
          facts={[
            ...(meeting
              ? [{ label: 'Séance', value: `${BODY_WORDS[meeting.body]}, ${formatInstant(meeting.meetsAt)}` }]
              : []),
            { label: 'Base légale', value: decision.legalBasis },
            { label: 'Ce qui est payé', value: NATURE_WORDS[decision.paymentNature] },
            { label: 'Matière', value: SUBJECTS[decision.subjectCode] ?? decision.subjectCode },
            { label: 'Rapport', value: `n°\u00a0${decision.chrono}` },
            ...(aims.length > 0 ? [{ label: 'Sert à', value: <PlaceLinks places={aims} /> }] : []),
          ]}
        />
      </Section>
    </Page>
  )
}

function Texts({ documents }: { readonly documents: readonly FiledDocument[] }) {
  const downloads = publicDownloadsOf(documents)
  if (downloads.length === 0) return null
  return (
    <Section id="documents" title="Le texte de la décision">
      <DownloadList downloads={downloads} />
    </Section>
  )
}

function Beneficiaries({ lines }: { readonly lines: readonly Line[] }) {
  const departures = lines.some(({ departureReason }) => departureReason !== null)
  return (
    <Section id="beneficiaires" title="Pour qui, combien">
      <DataTable
        caption="Montants décidés, par organisation"
        captionHidden
        rows={lines}
        columns={[
          { header: 'Organisation', namesRow: true, cell: (line) => line.beneficiaryName, total: 'Total' },
          { header: 'Pour quoi', cell: (line) => line.purpose },
          {
            header: 'Proposé',
            align: 'end',
            cell: (line) => frenchCents(line.proposedCents),
            total: frenchCents(sumOfCents(lines, 'proposedCents')),
          },
          {
            header: 'Décidé',
            align: 'end',
            cell: (line) => (line.decidedCents === null ? 'Pas encore' : frenchCents(line.decidedCents)),
            total: frenchCents(sumOfCents(lines, 'decidedCents')),
          },
        ]}
        detailOf={(line) =>
          line.departureReason === null ? undefined : `Pourquoi ce montant : ${line.departureReason}`
        }
      />
      {departures && (
        <p class="hint">Les élus peuvent s’écarter de la proposition : les deux montants et la raison sont gardés.</p>
      )}
    </Section>
  )
}

function capital(words: string): string {
  return words.charAt(0).toLocaleUpperCase('fr') + words.slice(1)
}
