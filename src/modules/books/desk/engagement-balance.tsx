import { writtenDay } from '#kernel/calendar'
import { frenchCents } from '#kernel/money'
import { Section } from '#ui/heading'
import { Facts, PlaceLinks } from '#ui/list'
import { DataTable } from '#ui/table'
import { liquidationStateOf } from '../budget/engagement.ts'
import type { AccountStage } from '../store/budget/index.ts'
import type { EngagementProps } from './engagement-page.tsx'
import { BUDGET_DESK, DayForm, DelayTold } from './parts.tsx'

/** Where the money of an engagement is at the end of a day, and each movement that brought it there. */
export function EngagementBalance({ statement, engagement }: EngagementProps) {
  if (engagement.committedAt === null) return null
  const { on, balances, movements } = statement
  return (
    <Section
      id="solde"
      title={`Expliquer ce solde, au ${writtenDay(on)}`}
      lead="Chaque centime engagé est à un seul endroit."
    >
      <DayForm on={on} />
      {balances !== undefined && (
        <Facts
          facts={[
            { label: 'Engagé, pas encore liquidé', value: frenchCents(balances.committedCents) },
            { label: 'Liquidé, pas encore mandaté', value: frenchCents(balances.liquidatedCents) },
            { label: 'Mandaté, pas encore payé', value: frenchCents(balances.mandatedCents) },
            { label: 'Payé', value: frenchCents(balances.paidCents) },
          ]}
        />
      )}
      <DataTable
        caption="Mouvements, un par un"
        rows={movements}
        columns={[
          { header: 'Jour', namesRow: true, cell: (each) => writtenDay(each.on) },
          { header: 'De', cell: ({ from }) => placeOf(from) },
          { header: 'Vers', cell: ({ to, code }) => (code === 'budget.carry-out' ? 'L’année suivante' : placeOf(to)) },
          { header: 'Montant', align: 'end', cell: ({ amountCents }) => frenchCents(amountCents) },
        ]}
        empty={<p>Rien n’était engagé ce jour-là.</p>}
      />
    </Section>
  )
}

function placeOf(stage: AccountStage | null): string {
  return stage === null ? 'La ligne' : (PLACES[stage] ?? stage)
}

const PLACES: Readonly<Partial<Record<AccountStage, string>>> = {
  committed: 'Engagé',
  liquidated: 'Liquidé',
  mandated: 'Mandaté',
  paid: 'Payé',
}

/** Each request for payment: whether it is signed, mandated, paid, and until when it must be. */
export function Liquidations({ liquidations, conditions }: EngagementProps) {
  if (liquidations.length === 0) return null
  return (
    <Section id="liquidations" title="Liquidations et paiements">
      {liquidations.map((each) => (
        <Facts
          facts={[
            { label: each.document, value: frenchCents(each.amountCents) },
            {
              label: 'Où en est-elle',
              value: `${LIQUIDATION_WORDS[liquidationStateOf(each)]}${each.isAttached ? ', rattachée à l’année' : ''}`,
            },
            {
              label: 'Pièces vues',
              value: `${each.checks.length} sur ${conditions.length}`,
            },
            ...(each.mandate === null ? [] : [{ label: 'Mandat', value: each.mandate.number }]),
            {
              label: 'Paiement',
              value: each.mandate?.paidOn ? (
                `Payé le ${writtenDay(each.mandate.paidOn)}${each.delay.isLate ? ', en retard' : ''}`
              ) : (
                <DelayTold delay={each.returnedAt === null ? each.delay : null} />
              ),
            },
            ...(each.mandate?.rejections ?? []).map(({ reason, askedDocument, rejectedOn }) => ({
              label: `Refusé le ${writtenDay(rejectedOn)}`,
              value: askedDocument === null ? reason : `${reason} Document demandé : ${askedDocument}`,
            })),
            { label: 'État liquidatif', value: <Sheet of={`${BUDGET_DESK}/liquidations/${each.id}/etat`} /> },
          ]}
        />
      ))}
    </Section>
  )
}

/** The same sheet to print, and for the finance tool. */
export function Sheet({ of }: { readonly of: string }) {
  const places = [
    { label: 'PDF à imprimer', href: `${of}.pdf` },
    { label: 'CSV pour l’outil financier', href: `${of}.csv` },
  ]
  return <PlaceLinks places={places} />
}

const LIQUIDATION_WORDS = {
  prepared: 'Préparée, à signer par une autre personne',
  returned: 'Renvoyée',
  signed: 'Signée',
} as const
