import { writtenDay } from '#kernel/calendar'
import { frenchCents } from '#kernel/money'
import { Button } from '#ui/action'
import { type DeskFrame, DeskPage, Keys } from '#ui/desk'
import type { HiddenKeys } from '#ui/form'
import { formatInstant } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { EmptyState, Notice } from '#ui/message'
import type { SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import type { ToldAlarm } from '../../store/ledger/index.ts'
import { BUDGET_DESK } from '../parts.tsx'

export const PATH = '/agents/budget/alarmes'

/** What rang, what is written, and what to do. */
export function AlarmsPage(props: {
  readonly site: SiteFrame
  readonly desk: DeskFrame
  readonly alarms: readonly ToldAlarm[]
  readonly problem: string | undefined
  readonly keysFor: () => HiddenKeys
}) {
  const { site, desk, alarms, problem, keysFor } = props
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Alertes du journal"
      description="Les écritures demandées sous le numéro d’une autre, à examiner."
      current={PATH}
      trail={[{ label: 'Budget et paiements', href: BUDGET_DESK }]}
    >
      <PageHeader
        title="Alertes du journal"
        lead="Une écriture a été demandée sous le numéro d’une autre. Elle est refusée : le journal n’a pas changé."
      />
      {problem !== undefined && (
        <Notice kind="error" title="Rien n’est enregistré">
          <p>{problem}</p>
        </Notice>
      )}
      <Section
        id="alertes"
        title="Alertes"
        lead="C’est une faute du logiciel, ou d’un logiciel qui lui parle : prévenez l’équipe technique, avec le numéro. Quand la cause est connue, notez l’alerte comme examinée."
      >
        <DataTable
          caption="Alertes, celles à examiner d’abord"
          captionHidden
          rows={alarms}
          columns={[
            { header: 'Sonnée le', namesRow: true, cell: ({ raisedAt }) => formatInstant(raisedAt) },
            { header: 'Numéro de l’écriture', cell: ({ transferId }) => <code>{transferId}</code> },
            { header: 'Ce qui est écrit', cell: ({ written }) => wordsOf(written) },
            { header: 'Suite', cell: (alarm) => <Next alarm={alarm} keysFor={keysFor} /> },
          ]}
          empty={
            <EmptyState title="Aucune alerte.">
              <p>Chaque numéro du journal n’a servi qu’une fois.</p>
            </EmptyState>
          }
        />
      </Section>
    </DeskPage>
  )
}

function Next({ alarm, keysFor }: { readonly alarm: ToldAlarm; readonly keysFor: () => HiddenKeys }) {
  const { id, handledAt, transferId } = alarm
  if (handledAt !== null) return <>Examinée le {formatInstant(handledAt)}</>
  return (
    <form method="post" action={`${PATH}/${id}`}>
      <Keys keys={keysFor()} />
      <Button>
        Noter comme examinée<span class="hidden"> : écriture {transferId}</span>
      </Button>
    </form>
  )
}

function wordsOf(written: ToldAlarm['written']): string {
  if (written === null) return 'Rien'
  return `${frenchCents(written.amountCents)}, ${written.code}, au ${writtenDay(written.on)}`
}
