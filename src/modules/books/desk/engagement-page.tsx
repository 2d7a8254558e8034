import { type Day, writtenDay } from '#kernel/calendar'
import { frenchCents } from '#kernel/money'
import { Badge } from '#ui/badge'
import { type DeskFrame, DeskPage } from '#ui/desk'
import type { FormState, HiddenKeys } from '#ui/form'
import { PageHeader, Section } from '#ui/heading'
import { Facts } from '#ui/list'
import { Notice } from '#ui/message'
import type { SiteFrame } from '#ui/page'
import { Thread } from '#ui/thread'
import type { Authorisation } from '../budget/authorisation.ts'
import type { Delay } from '../budget/delay.ts'
import {
  type Condition,
  type Engagement,
  type EngagementBalances,
  type Liquidation,
  STEP_WORDS,
  type StepTaken,
} from '../budget/engagement.ts'
import type { BudgetLine } from '../budget/line.ts'
import type { EngagementMovement } from '../store/budget/index.ts'
import { EngagementBalance, Liquidations, Sheet } from './engagement-balance.tsx'
import { ActForms } from './engagement-forms.tsx'
import { BUDGET_DESK } from './parts.tsx'

export type EngagementProps = {
  readonly site: SiteFrame
  readonly desk: DeskFrame
  readonly engagement: Engagement
  readonly line: BudgetLine
  /** Now: what may still be done depends on it. */
  readonly balances: EngagementBalances | undefined
  /** The statement: at the end of which day, what is where, and each movement until then. */
  readonly statement: {
    readonly on: Day
    readonly balances: EngagementBalances | undefined
    readonly movements: readonly EngagementMovement[]
  }
  readonly authorisation: Authorisation | undefined
  /** Expense lines of the next year and of the same section: where it may be carried over. */
  readonly nextLines: readonly BudgetLine[]
  readonly conditions: readonly Condition[]
  readonly liquidations: readonly (Liquidation & { readonly delay: Delay })[]
  readonly steps: readonly (StepTaken & { readonly doneByName: string | null })[]
  /** « Décidé par délibération n° … »; null for a purchase. */
  readonly standing: string | null
  readonly isFinance: boolean
  /** The form that came back, and what it held. */
  readonly sent: { readonly act: string; readonly state: FormState } | undefined
  readonly keysFor: () => HiddenKeys
  readonly today: string
}

/** `/agents/budget/engagements/:id`: one expense, from the demand to the payment, and what may be done now. */
export function EngagementPage(props: EngagementProps) {
  const { site, desk, engagement, steps, sent } = props
  return (
    <DeskPage
      site={site}
      desk={desk}
      title={engagement.purpose}
      description="Une dépense, de la demande au paiement."
      current={BUDGET_DESK}
      trail={[{ label: 'Budget et paiements', href: BUDGET_DESK }]}
    >
      <PageHeader
        kicker={engagement.number === null ? 'Demande d’engagement' : `Engagement n°\u00a0${engagement.number}`}
        title={engagement.purpose}
      >
        {engagement.isFictitious && <Badge kind="fictitious" />}
      </PageHeader>
      {sent?.state.problem !== undefined && <Notice kind="error" title={sent.state.problem} />}
      <Who {...props} />
      <Section id="agir" title="À faire maintenant">
        <ActForms {...props} />
      </Section>
      <EngagementBalance {...props} />
      <Liquidations {...props} />
      <Section id="histoire" title="Histoire">
        <Thread
          label="Les étapes de cette dépense"
          knots={steps.map((step) => ({
            state: 'past',
            title: STEP_WORDS[step.kind],
            when: writtenDay(step.happenedOn),
            detail: [step.amountCents === null ? '' : frenchCents(step.amountCents), step.doneByName, step.remark]
              .filter((each) => each !== null && each !== '')
              .join(', '),
          }))}
        />
      </Section>
    </DeskPage>
  )
}

function Who({ engagement, line, standing, authorisation }: EngagementProps) {
  return (
    <Facts
      facts={[
        { label: 'Bénéficiaire', value: engagement.payee.name },
        { label: 'SIRET', value: engagement.payee.siret ?? 'Une personne : son nom n’est jamais publié' },
        { label: 'Ligne', value: <a href={`${BUDGET_DESK}/lignes/${line.id}`}>{line.label}</a> },
        { label: 'Demandé', value: frenchCents(engagement.askedCents) },
        ...(standing === null ? [] : [{ label: 'Décision', value: standing }]),
        ...(authorisation === undefined
          ? []
          : [{ label: 'Autorisation sur plusieurs années', value: `${authorisation.label} (${authorisation.code})` }]),
        ...(engagement.legalReference === null
          ? []
          : [{ label: 'Convention ou commande', value: engagement.legalReference }]),
        { label: 'Fiche d’engagement', value: <Sheet of={`${BUDGET_DESK}/engagements/${engagement.id}/fiche`} /> },
      ]}
    />
  )
}
