import { frenchCents } from '#kernel/money'
import type { Role } from '#platform/sessions'
import { type DeskFrame, DeskPage } from '#ui/desk'
import { Disclosure } from '#ui/disclosure'
import type { FormState, HiddenKeys } from '#ui/form'
import { formatInstant } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { Facts } from '#ui/list'
import { Notice } from '#ui/message'
import type { SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import { Thread } from '#ui/thread'
import type { VisaRoles, VisaStep } from '../circuit.ts'
import type { FiledDocument } from '../documents/index.ts'
import { actOf, awaitsEconomicBasis, type Decision, isPublic, type Step, stateOf, sumOfCents } from '../model.ts'
import { StandingBadge } from '../pages/standing.tsx'
import { BODY_WORDS, NATURE_WORDS, SUBJECTS } from '../sentences.ts'
import type { Meeting, NamedVisa, SetAside, Somebody } from '../store/index.ts'
import { storyOf } from '../story.ts'
import { AmountForm, BeneficiaryForm, RemovalForm, StepForm } from './decision-forms.tsx'
import { DocumentsSection } from './documents-section.tsx'
import { Circuit } from './visas.tsx'

export type FormName = 'beneficiary' | 'amount' | 'removal' | 'visa' | 'step'

export type DecisionProps = {
  readonly site: SiteFrame
  readonly desk: DeskFrame
  readonly decision: Decision
  readonly meeting: Meeting | undefined
  readonly documents: readonly FiledDocument[]
  readonly visas: readonly NamedVisa[]
  readonly visaRoles: VisaRoles
  /** Texts of conflicts that were not kept. */
  readonly setAside: readonly SetAside[]
  /** Its words may still be corrected, by who reads. */
  readonly mayCorrect: boolean
  /** Who may give each visa today. */
  readonly signers: ReadonlyMap<VisaStep, readonly (Somebody & { readonly awayUntil: string | null })[]>
  /** The reader has a link to a beneficiary: they see no line and do nothing here. */
  readonly isTied: boolean
  /** Why the act was refused, when the form it came from is not on the page any more. */
  readonly problem: string | undefined
  readonly canWrite: boolean
  readonly roles: readonly Role[]
  readonly readerId: string
  /** The step the form shows. */
  readonly step: Step | undefined
  readonly stateOf: (form: FormName) => FormState
  readonly keysFor: () => HiddenKeys
}

/** `/agents/decisions/:id`: the report, its lines, its visas, its story. */
export function DecisionDeskPage(props: DecisionProps) {
  const { site, desk, decision, meeting, isTied, problem, canWrite } = props
  const isOpen = actOf(decision) === undefined && stateOf(decision) !== 'withdrawn'
  return (
    <DeskPage
      site={site}
      desk={desk}
      title={decision.title}
      description="Un rapport, de son inscription à son exécution."
      current="/agents/decisions"
      trail={[{ label: 'Rapports et décisions', href: '/agents/decisions' }]}
      publicFace={
        isPublic(decision) ? { label: 'Voir la page publique', href: `/decisions/${decision.slug}` } : undefined
      }
    >
      <PageHeader kicker={`Rapport n°\u00a0${decision.chrono}`} title={decision.title}>
        <p>
          <StandingBadge decision={decision} />
        </p>
        {props.mayCorrect && <a href={`/agents/decisions/${decision.id}/corriger`}>Corriger ce rapport</a>}
      </PageHeader>
      {problem !== undefined && <Notice kind="error" title={problem} />}
      {isTied && (
        <Notice kind="warning" title="Vous êtes en déport sur ce rapport.">
          <p>
            Un lien déclaré vous attache à un bénéficiaire : ses lignes ne vous sont pas montrées, et une autre personne
            donne les visas.
          </p>
        </Notice>
      )}
      <Section id="histoire" title="Étapes">
        <Thread label="Les étapes de la décision" knots={storyOf(decision)} />
        {canWrite && !isTied && <StepForm {...props} />}
      </Section>
      {!isTied && <Lines {...props} isOpen={isOpen} />}
      <Section id="visas" title="Visas">
        <Circuit {...props} isOpen={isOpen && !isTied} />
      </Section>
      {!isTied && <DocumentsSection documents={props.documents} decisionId={decision.id} mayPrepare={canWrite} />}
      <Marks decision={decision} meeting={meeting} />
      {!isTied && <Aside texts={props.setAside} />}
    </DeskPage>
  )
}

function Lines(props: DecisionProps & { readonly isOpen: boolean }) {
  const { decision, canWrite, isOpen } = props
  const { lines } = decision
  return (
    <Section id="beneficiaires" title="Bénéficiaires">
      <DataTable
        caption="Bénéficiaires et montants"
        captionHidden
        rows={lines}
        columns={[
          {
            header: 'Organisation',
            namesRow: true,
            cell: ({ beneficiaryName, beneficiaryId }) => `${beneficiaryName} (${beneficiaryId})`,
            total: 'Total',
          },
          { header: 'Pour quoi', cell: ({ purpose }) => purpose },
          {
            header: 'Proposé',
            align: 'end',
            cell: ({ proposedCents }) => frenchCents(proposedCents),
            total: frenchCents(sumOfCents(lines, 'proposedCents')),
          },
          {
            header: 'Décidé',
            align: 'end',
            cell: ({ decidedCents }) => (decidedCents === null ? 'Pas encore' : frenchCents(decidedCents)),
            total: lines.some(({ decidedCents }) => decidedCents === null)
              ? 'Pas encore'
              : frenchCents(sumOfCents(lines, 'decidedCents')),
          },
        ]}
        detailOf={({ departureReason }) =>
          departureReason === null ? undefined : `Pourquoi ce montant : ${departureReason}`
        }
        empty={<p>Aucun bénéficiaire : ce rapport n’attribue pas d’argent, ou ses lignes restent à ajouter.</p>}
      />
      {!props.isTied && <Removed lines={decision.removed} />}
      {canWrite && isOpen && <LineForms {...props} />}
    </Section>
  )
}

// One act stands out, adding lines; the others are folded, and the one that was refused is open with its reason.
function LineForms(props: DecisionProps) {
  const hasLines = props.decision.lines.length > 0
  return (
    <>
      {hasLines && (
        <Disclosure summary="Décider les montants" open={wasSent(props, 'amount')}>
          <AmountForm {...props} />
        </Disclosure>
      )}
      <Disclosure summary="Ajouter un bénéficiaire" open>
        <BeneficiaryForm {...props} />
      </Disclosure>
      {hasLines && (
        <Disclosure summary="Retirer une ligne" open={wasSent(props, 'removal')}>
          <RemovalForm {...props} />
        </Disclosure>
      )}
    </>
  )
}

function wasSent({ stateOf: stateOfForm }: DecisionProps, form: FormName): boolean {
  const { errors, problem } = stateOfForm(form)
  return problem !== undefined || Object.keys(errors).length > 0
}

function Marks({ decision, meeting }: Pick<DecisionProps, 'decision' | 'meeting'>) {
  return (
    <Section id="reperes" title="Repères">
      <Facts
        facts={[
          ...(meeting
            ? [
                {
                  label: 'Séance',
                  value: (
                    <a href={`/agents/seances/${meeting.id}`}>
                      {BODY_WORDS[meeting.body]}, {formatInstant(meeting.meetsAt)}
                    </a>
                  ),
                },
              ]
            : []),
          { label: 'Base légale', value: decision.legalBasis },
          { label: 'Ce qui est payé', value: NATURE_WORDS[decision.paymentNature] },
          ...(decision.paymentNature === 'economic'
            ? [{ label: 'Base de l’aide économique', value: basisTold(decision) }]
            : []),
          { label: 'Matière', value: `${decision.subjectCode} ${SUBJECTS[decision.subjectCode] ?? ''}` },
        ]}
      />
    </Section>
  )
}

function basisTold(decision: Decision): string {
  return awaitsEconomicBasis(decision)
    ? 'Pas encore écrite : le service juridique l’écrit avec son visa.'
    : decision.economicBasis!
}

function Removed({ lines }: { readonly lines: Decision['removed'] }) {
  if (lines.length === 0) return null
  return (
    <>
      <h3>Lignes retirées</h3>
      <DataTable
        caption="Lignes retirées, avec leur raison"
        captionHidden
        rows={lines}
        columns={[
          { header: 'Organisation', namesRow: true, cell: ({ beneficiaryName }) => beneficiaryName },
          { header: 'Était proposé', align: 'end', cell: ({ proposedCents }) => frenchCents(proposedCents) },
          { header: 'Pourquoi', cell: ({ reason }) => reason },
        ]}
      />
    </>
  )
}

function Aside({ texts }: { readonly texts: readonly SetAside[] }) {
  if (texts.length === 0) return null
  return (
    <Section
      id="mis-de-cote"
      title="Textes mis de côté"
      lead="Quand deux personnes ont écrit en même temps, celui qui n’a pas été choisi est gardé ici."
    >
      <Facts
        facts={texts.map(({ label, content, setAsideAt }) => ({
          label: `${label}, ${formatInstant(setAsideAt)}`,
          value: content || '(rien)',
        }))}
      />
    </Section>
  )
}
