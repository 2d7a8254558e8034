import { frenchCents } from '#kernel/money'
import type { Role } from '#platform/sessions'
import { type DeskFrame, DeskPage } from '#ui/desk'
import { Form, type FormState, type HiddenKeys, SelectField, SubmitRow } from '#ui/form'
import { formatInstant } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { Facts } from '#ui/list'
import type { SiteFrame } from '#ui/page'
import { Thread } from '#ui/thread'
import { latestOf, retainedOf } from '../../preparation/decide.ts'
import { nameOfLevel } from '../../preparation/documents.ts'
import type { Amounts, Campaign, Demand, Level, LineBefore } from '../../preparation/model.ts'
import { AmountFields, valuesOf } from './amount-fields.tsx'
import { PATH } from './preparations-page.tsx'

type Props = {
  readonly site: SiteFrame
  readonly desk: DeskFrame
  readonly campaign: Campaign
  readonly demand: Demand
  readonly line: LineBefore | undefined
  readonly levels: readonly Level[]
  readonly roles: readonly Role[]
  readonly state: FormState
  readonly keysFor: () => HiddenKeys
}

/** One demand: every word said of it, and the next one. */
export function DemandPage(props: Props) {
  const { site, desk, campaign, demand, line, levels } = props
  const title = line?.label ?? demand.lineCode
  return (
    <DeskPage
      site={site}
      desk={desk}
      title={title}
      description="Une demande et ses arbitrages."
      current={PATH}
      trail={[
        { label: 'Préparation du budget', href: PATH },
        { label: `Budget ${campaign.year}`, href: `${PATH}/${campaign.year}` },
      ]}
    >
      <PageHeader title={title} lead={`Dernier mot pour ${campaign.year} : ${frenchCents(retainedOf(demand))}.`} />
      <Before line={line} />
      <Section id="arbitrages" title="Ce qui a été dit" lead="Rien de ce qui a été dit ne s’efface.">
        <Thread
          label="Arbitrages de cette demande"
          knots={demand.steps.map((step) => ({
            state: 'past' as const,
            title: `${nameOfLevel(levels, step.level)} : ${amountsInWords(step.amounts)}`,
            when: formatInstant(step.at),
            detail: <p>{step.reason}</p>,
          }))}
        />
      </Section>
      {campaign.proposedAt === null && <Arbitrating {...props} />}
    </DeskPage>
  )
}

function Before({ line }: Pick<Props, 'line'>) {
  return (
    <Section id="avant" title="Ce que la ligne a fait">
      {line === undefined || line.year === null ? (
        <p>Cette ligne n’a pas encore été exécutée.</p>
      ) : (
        <Facts
          facts={[
            { label: `Ouvert en ${line.year}`, value: frenchCents(line.openCents) },
            { label: 'Engagé', value: frenchCents(line.engagedCents) },
            { label: 'Payé', value: frenchCents(line.paidCents) },
            { label: 'Engagé, encore dû', value: frenchCents(line.dueCents) },
          ]}
        />
      )}
    </Section>
  )
}

function Arbitrating({ campaign, demand, line, levels, roles, state: sent, keysFor }: Props) {
  const latest = latestOf(demand)
  const mine = levels.filter((level) => level.rank >= latest.level && level.roles.some((role) => roles.includes(role)))
  const isTold = Object.keys(sent.values).length > 0
  const state = isTold ? sent : { ...sent, values: valuesOf(latest.amounts) }
  return (
    <Section id="arbitrer" title="Arbitrer">
      {mine.length === 0 ? (
        <p>Un niveau qui n’est pas le vôtre a parlé en dernier : c’est à lui de revoir cette demande.</p>
      ) : (
        <Form
          action={`${PATH}/${campaign.year}/${demand.id}`}
          keys={keysFor()}
          state={state}
          keep={{ version: String(demand.version) }}
        >
          <SelectField
            name="niveau"
            label="Votre niveau"
            state={state}
            empty="Choisissez"
            options={mine.map(({ rank, name }) => ({ value: String(rank), label: name }))}
          />
          <AmountFields year={campaign.year} side={line?.side ?? 'expense'} state={state} />
          <SubmitRow label="Arbitrer cette demande" />
        </Form>
      )}
    </Section>
  )
}

function amountsInWords({ years, commitmentCents }: Amounts): string {
  const words = years.map(({ year, cents }) => `${frenchCents(cents)} en ${year}`).join(', ')
  return commitmentCents === null ? words : `${words}, soit ${frenchCents(commitmentCents)} engagés`
}
