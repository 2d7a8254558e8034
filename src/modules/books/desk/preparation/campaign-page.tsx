import { cents, frenchCents } from '#kernel/money'
import { Button, ButtonLink } from '#ui/action'
import { Badge } from '#ui/badge'
import { type DeskFrame, DeskPage, Keys } from '#ui/desk'
import { ErrorSummary, Form, type FormState, type HiddenKeys, SubmitRow } from '#ui/form'
import { formatDay } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { EmptyState, Notice } from '#ui/message'
import type { SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import { latestOf, retainedOf } from '../../preparation/decide.ts'
import { nameOfLevel, type Preparation } from '../../preparation/documents.ts'
import type { LineBefore } from '../../preparation/model.ts'
import { AmountFields, valuesOfDue } from './amount-fields.tsx'
import { PATH } from './preparations-page.tsx'

type Props = Preparation & {
  readonly site: SiteFrame
  readonly desk: DeskFrame
  readonly mayKeep: boolean
  /** Line whose demand is about to be written. */
  readonly chosen: string | undefined
  readonly state: FormState
  readonly keysFor: () => HiddenKeys
}

/** One year in preparation: what each line did, what is asked, what is retained. */
export function CampaignPage(props: Props) {
  const { site, desk, campaign, state, mayKeep } = props
  const action = `${PATH}/${campaign.year}`
  return (
    <DeskPage
      site={site}
      desk={desk}
      title={`Budget ${campaign.year}`}
      description="Les demandes d’une année et leurs arbitrages."
      current={PATH}
      trail={[{ label: 'Préparation du budget', href: PATH }]}
    >
      <PageHeader
        title={`Budget ${campaign.year}`}
        lead={`Préparation ouverte du ${formatDay(campaign.opensOn)} au ${formatDay(campaign.closesOn)}.`}
      >
        <ButtonLink href={`${action}/note.pdf`} weight="quiet" icon="download">
          Note (PDF)
        </ButtonLink>{' '}
        <ButtonLink href={`${action}/demandes.xlsx`} weight="quiet" icon="download">
          Demandes (XLSX)
        </ButtonLink>
      </PageHeader>
      {campaign.proposedAt !== null && (
        <Notice kind="success" title="Ces demandes sont devenues le budget proposé.">
          <p>
            Rien n’est décidé avant le vote des élus. <a href={`/budget/${campaign.year}`}>Voir la page publique</a>
          </p>
        </Notice>
      )}
      {!('ligne' in state.values) && <ErrorSummary state={state} />}
      <Demands {...props} />
      {mayKeep && campaign.proposedAt === null && <Asking {...props} />}
    </DeskPage>
  )
}

function Demands({ campaign, demands, lines, levels, mayKeep, keysFor }: Props) {
  const action = `${PATH}/${campaign.year}`
  const lastRank = levels.at(-1)?.rank
  const isReady = demands.length > 0 && demands.every((demand) => latestOf(demand).level === lastRank)
  return (
    <Section id="demandes" title="Demandes">
      <DataTable
        caption={`Demandes pour ${campaign.year}`}
        captionHidden
        rows={demands}
        columns={[
          {
            header: 'Ligne',
            namesRow: true,
            cell: ({ id, lineCode }) => <a href={`${action}/${id}`}>{labelOf(lines, lineCode)}</a>,
          },
          { header: 'Payé l’an dernier', align: 'end', cell: ({ lineCode }) => lastOf(lines, lineCode) },
          {
            header: 'Demandé',
            align: 'end',
            cell: ({ steps }) => frenchCents(steps[0].amounts.years[0]?.cents ?? cents(0n)),
          },
          { header: 'Dernier mot', align: 'end', cell: (demand) => frenchCents(retainedOf(demand)) },
          { header: 'Niveau', cell: (demand) => <LevelTold levels={levels} level={latestOf(demand).level} /> },
        ]}
        empty={<EmptyState title="Aucune demande n’est écrite." />}
      />
      {mayKeep && campaign.proposedAt === null && isReady && (
        <form action={`${action}/proposer`} method="post">
          <Keys keys={keysFor()} />
          <p>Toutes les demandes sont arbitrées au dernier niveau.</p>
          <Button>En faire le budget proposé</Button>
        </form>
      )}
    </Section>
  )
}

function LevelTold({ levels, level }: Pick<Props, 'levels'> & { readonly level: number }) {
  const name = nameOfLevel(levels, level)
  return level === levels.at(-1)?.rank ? <Badge kind="won">{name}</Badge> : <span>{name}</span>
}

function Asking({ campaign, demands, lines, chosen, state, keysFor }: Props) {
  const action = `${PATH}/${campaign.year}`
  const asked = new Set(demands.map(({ lineCode }) => lineCode))
  const waiting = lines.filter(({ lineCode }) => !asked.has(lineCode))
  const line = waiting.find(({ lineCode }) => lineCode === (state.values.ligne ?? chosen))
  return (
    <Section id="demander" title={line === undefined ? 'Lignes sans demande' : `Demander : ${line.label}`}>
      {line === undefined ? (
        <>
          {'ligne' in state.values && <ErrorSummary state={state} />}
          <Waiting lines={waiting} action={action} />
        </>
      ) : (
        <AskForm {...{ line, action, state, campaign }} keys={keysFor()} />
      )}
    </Section>
  )
}

function Waiting({ lines, action }: { readonly lines: readonly LineBefore[]; readonly action: string }) {
  return (
    <DataTable
      caption="Lignes sans demande"
      captionHidden
      rows={lines}
      columns={[
        {
          header: 'Ligne',
          namesRow: true,
          cell: ({ label, lineCode }) => (
            <a href={`${action}?ligne=${encodeURIComponent(lineCode)}#demander`}>{label}</a>
          ),
        },
        { header: 'Année', cell: ({ year }) => year ?? '' },
        { header: 'Ouvert', align: 'end', cell: ({ openCents }) => frenchCents(openCents) },
        { header: 'Payé', align: 'end', cell: ({ paidCents }) => frenchCents(paidCents) },
        { header: 'Engagé, encore dû', align: 'end', cell: ({ dueCents }) => frenchCents(dueCents) },
      ]}
      empty={<p>Chaque ligne a sa demande.</p>}
    />
  )
}

function AskForm(props: {
  readonly line: LineBefore
  readonly action: string
  readonly state: FormState
  readonly campaign: Preparation['campaign']
  readonly keys: HiddenKeys
}) {
  const { line, action, state, campaign, keys } = props
  const shown = Object.keys(state.values).length > 0 ? state : { ...state, values: valuesOfDue(line) }
  return (
    <>
      <p>
        {line.year === null
          ? 'Cette ligne n’a pas encore été exécutée.'
          : `En ${line.year} : ${frenchCents(line.openCents)} ouverts, ${frenchCents(line.paidCents)} payés, ${frenchCents(line.dueCents)} engagés et encore dus.`}
      </p>
      <Form action={action} keys={keys} state={shown} keep={{ ligne: line.lineCode }}>
        <AmountFields year={campaign.year} side={line.side} state={shown} />
        <SubmitRow label="Écrire cette demande" />
      </Form>
    </>
  )
}

function labelOf(lines: readonly LineBefore[], code: string): string {
  return lines.find(({ lineCode }) => lineCode === code)?.label ?? code
}

function lastOf(lines: readonly LineBefore[], code: string): string {
  const line = lines.find(({ lineCode }) => lineCode === code)
  return line === undefined || line.year === null ? '' : `${frenchCents(line.paidCents)} (${line.year})`
}
