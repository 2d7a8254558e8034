import { ButtonLink } from '#ui/action'
import { Badge } from '#ui/badge'
import { formatDay } from '#ui/format'
import { DataTable } from '#ui/table'
import type { NaturalTotal, PublicPayment } from '../published/model.ts'
import { linePath } from './lines-drawing.tsx'
import { PAYMENTS } from './shell.tsx'
import { euros } from './words.tsx'

/** Payments one by one: to legal persons and public bodies only. */
export function PaymentTable(props: {
  readonly caption: string
  readonly payments: readonly PublicPayment[]
  /** On the page of a line, the line is known. */
  readonly withoutLine?: boolean
}) {
  return (
    <DataTable
      caption={props.caption}
      captionHidden
      rows={props.payments}
      columns={[
        {
          header: 'Bénéficiaire',
          namesRow: true,
          cell: (payment) => (
            <>
              <a href={`${PAYMENTS}/${payment.id}`}>
                {payment.payee.name}
                <span class="hidden">, {euros(payment.amountCents)}</span>
              </a>
              {payment.isFictitious && (
                <>
                  {' '}
                  <Badge kind="fictitious" />
                </>
              )}
            </>
          ),
        },
        { header: 'Pour quoi', cell: ({ purpose }) => purpose },
        ...(props.withoutLine
          ? []
          : [
              {
                header: 'Ligne',
                cell: ({ line }: PublicPayment) => <a href={linePath(line.code)}>{line.label}</a>,
              },
            ]),
        { header: 'Payé le', cell: ({ paidOn }) => formatDay(paidOn) },
        { header: 'Montant', align: 'end', cell: ({ amountCents }) => euros(amountCents) },
      ]}
    />
  )
}

/** The way to the rest of a list; nothing when it is whole. */
export function OlderPayments({ next }: { readonly next: string | undefined }) {
  if (next === undefined) return null
  return (
    <p>
      <ButtonLink href={next} weight="quiet">
        Paiements plus anciens
      </ButtonLink>
    </p>
  )
}

/** What went to people, in one sentence a year: never who, nor how much to one of them. */
export function NaturalTotals({ totals }: { readonly totals: readonly NaturalTotal[] }) {
  if (totals.length === 0) return null
  return (
    <>
      <h3>Versé à des personnes</h3>
      <p>Le nom des personnes n’est jamais publié : voici seulement les totaux.</p>
      <ul>
        {totals.map(({ year, count, cents }) => (
          <li>
            {year} : {euros(cents)}, en {count} {count < 2 ? 'paiement' : 'paiements'}
          </li>
        ))}
      </ul>
    </>
  )
}
