import { cents } from '#kernel/money'
import type { BudgetPart } from '#platform/context'
import { ButtonLink } from '#ui/action'
import { Badge } from '#ui/badge'
import { formatCount, formatDay } from '#ui/format'
import { Section } from '#ui/heading'
import { Facts } from '#ui/list'
import { EmptyState } from '#ui/message'
import type { SiteFrame } from '#ui/page'
import { Thread } from '#ui/thread'
import { PERIMETER_WORDS } from '../budget/line.ts'
import type { NaturalTotal, PublicPayment } from '../published/model.ts'
import { linePath } from './lines-drawing.tsx'
import { BudgetParts } from './parts.tsx'
import { NaturalTotals, OlderPayments, PaymentTable } from './payment-table.tsx'
import { BudgetShell, HOME, PAYMENTS } from './shell.tsx'
import { euros, OurSource } from './words.tsx'

type PaymentsProps = {
  readonly site: SiteFrame
  readonly years: readonly number[]
  readonly payments: readonly PublicPayment[]
  readonly sum: { readonly count: number; readonly cents: bigint }
  /** Year of the budget, and organisation, when one of them is asked for. */
  readonly year: number | undefined
  readonly siren: string | undefined
  readonly next: string | undefined
  readonly natural: readonly NaturalTotal[]
}

/** `/budget/paiements`: every payment to a legal person, the last first. */
export function PaymentsPage(props: PaymentsProps) {
  const { site, years } = props
  return (
    <BudgetShell
      site={site}
      path={PAYMENTS}
      title="Les paiements"
      lead="Chaque paiement à une association, une entreprise ou une collectivité, un par un."
      description="Les paiements de l’économie sociale et solidaire, un par un, avec leur bénéficiaire et leur date."
      years={years}
    >
      <List {...props} />
    </BudgetShell>
  )
}

function List({ site, years, payments, sum, year, siren, next, natural }: PaymentsProps) {
  const to = siren === undefined ? '' : `, à ${payments[0]?.payee.name ?? `l’organisation ${siren}`}`
  return (
    <Section
      id="liste"
      title={year === undefined ? 'Tous les paiements' : `Paiements du budget ${year}`}
      lead={`${formatCount(sum.count, 'paiement', 'paiements')}, ${euros(cents(sum.cents))} en tout${to}.`}
    >
      <ChooseYear years={years} year={year} siren={siren} />
      {payments.length === 0 ? (
        <EmptyState title="Aucun paiement ici." action={{ label: 'Voir le budget', href: HOME }}>
          <p>Un paiement paraît ici le jour où le comptable public l’a fait.</p>
        </EmptyState>
      ) : (
        <>
          <PaymentTable caption="Paiements" payments={payments} />
          <OurSource
            territoryName={site.territoryName}
            when="à chaque paiement"
            isFictitious={payments.some(({ isFictitious }) => isFictitious)}
          />
        </>
      )}
      <OlderPayments next={next} />
      {siren === undefined && <NaturalTotals totals={mergedByYear(natural, year)} />}
    </Section>
  )
}

function ChooseYear({ years, year, siren }: Pick<PaymentsProps, 'years' | 'year' | 'siren'>) {
  return (
    <nav aria-label="Choisir une année">
      <p>
        {year === undefined ? (
          <strong>Toutes les années</strong>
        ) : (
          <a href={addressOf(undefined, siren)}>Toutes les années</a>
        )}
        {years.map((each) => (
          <>
            {' · '}
            {each === year ? <strong>{each}</strong> : <a href={addressOf(each, siren)}>{each}</a>}
          </>
        ))}
      </p>
    </nav>
  )
}

function addressOf(year: number | undefined, siren: string | undefined): string {
  const asked = new URLSearchParams()
  if (year !== undefined) asked.set('annee', String(year))
  if (siren !== undefined) asked.set('siren', siren)
  return asked.size === 0 ? PAYMENTS : `${PAYMENTS}?${asked}`
}

/** Of all lines together: perimeters are not told apart here, so neither is the line. */
function mergedByYear(totals: readonly NaturalTotal[], year: number | undefined): readonly NaturalTotal[] {
  const kept = totals.filter((each) => year === undefined || each.year === year)
  return [...new Set(kept.map((each) => each.year))].map((each) => {
    const ofYear = kept.filter((total) => total.year === each)
    return {
      lineCode: '',
      year: each,
      count: ofYear.reduce((sum, { count }) => sum + count, 0),
      cents: cents(ofYear.reduce((sum, total) => sum + total.cents, 0n)),
    }
  })
}

/** `/budget/paiements/:id`: one payment, and the way the money came. */
export function PaymentPage(props: {
  readonly site: SiteFrame
  readonly years: readonly number[]
  readonly payment: PublicPayment
  readonly decision: { readonly words: string; readonly href: string | null } | undefined
  readonly parts: readonly BudgetPart[]
}) {
  const { site, years, payment, decision, parts } = props
  const { payee, line, amountCents, paidOn } = payment
  return (
    <BudgetShell
      site={site}
      path={`${PAYMENTS}/${payment.id}`}
      tab={PAYMENTS}
      trail={[
        { label: String(payment.year), href: `${HOME}/${payment.year}` },
        { label: line.label, href: linePath(line.code) },
      ]}
      kicker={`Paiement du ${formatDay(paidOn)}`}
      title={`${euros(amountCents)} à ${payee.name}`}
      lead={payment.purpose}
      description={`Paiement de ${euros(amountCents)} à ${payee.name} : ${payment.purpose}.`}
      years={years}
      badges={payment.isFictitious ? <Badge kind="fictitious" /> : undefined}
    >
      <Section id="chemin" title="Le chemin de l’argent" lead="Plusieurs personnes se relaient : aucune ne fait tout.">
        <Thread label="Le chemin de ce paiement" knots={knotsOf(payment, decision)} />
        <OurSource territoryName={site.territoryName} when={formatDay(paidOn)} isFictitious={payment.isFictitious} />
      </Section>
      <References payment={payment} />
      <BudgetParts parts={parts} />
    </BudgetShell>
  )
}

function knotsOf(
  payment: PublicPayment,
  decision: { readonly words: string; readonly href: string | null } | undefined,
) {
  const { engagedOn, signedOn, issuedOn, paidOn } = payment
  const past = (title: string, on: string | null, href?: string) => ({
    state: 'past' as const,
    title,
    when: on === null ? undefined : formatDay(on),
    href,
  })
  return [
    ...(decision === undefined ? [] : [past(decision.words, null, decision.href ?? undefined)]),
    past('L’argent est mis de côté (engagement)', engagedOn),
    past('Une autre personne a vérifié (liquidation)', signedOn),
    past('L’ordre de payer est donné (mandat)', issuedOn),
    past('Le comptable public a payé', paidOn),
  ]
}

function References({ payment }: { readonly payment: PublicPayment }) {
  const { payee, line } = payment
  return (
    <Section id="references" title="Les références">
      <Facts
        facts={[
          { label: 'Bénéficiaire', value: payee.name },
          { label: 'SIRET', value: payee.siret.replace(/^(\d{3})(\d{3})(\d{3})(\d{5})$/, '$1 $2 $3 $4') },
          { label: 'Mandat', value: payment.mandateNumber },
          { label: 'Engagement', value: payment.engagementNumber ?? 'sans numéro' },
          { label: 'Ligne de budget', value: <a href={linePath(line.code)}>{line.label}</a> },
          { label: 'Périmètre', value: `Budget ${PERIMETER_WORDS[line.perimeter]}` },
        ]}
      />
      <p>
        <ButtonLink href={addressOf(undefined, payee.siret.slice(0, 9))} weight="quiet">
          Tous les paiements à {payee.name}
        </ButtonLink>
      </p>
    </Section>
  )
}
