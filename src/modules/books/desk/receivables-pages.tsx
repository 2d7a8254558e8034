import { writtenDay } from '#kernel/calendar'
import { frenchCents } from '#kernel/money'
import { Badge } from '#ui/badge'
import { Form, type FormState, SelectField, SubmitRow, TextField } from '#ui/form'
import { PageHeader, Section } from '#ui/heading'
import { Facts } from '#ui/list'
import { EmptyState } from '#ui/message'
import { MoneyField } from '#ui/money-field'
import { DataTable } from '#ui/table'
import type { BudgetLine } from '../budget/line.ts'
import type { Payment, Receivable } from '../store/budget/index.ts'
import { BUDGET_DESK } from './parts.tsx'
import { PartyFields } from './party-fields.tsx'
import { type Around, BudgetPage } from './shell.tsx'

export const RECEIVABLES = `${BUDGET_DESK}/titres`

type AllProps = Around & {
  readonly receivables: readonly Receivable[]
  /** What may be taken back. */
  readonly payments: readonly Payment[]
  /** Of receipts, in the years that are open. */
  readonly lines: readonly BudgetLine[]
  readonly state: FormState
}

/** `/agents/budget/titres`: titres de recette, the last first. */
export function ReceivablesPage(props: AllProps) {
  const { site, desk, isFinance, receivables } = props
  return (
    <BudgetPage site={site} desk={desk} title="Titres de recette" description="Ce qui est dû au territoire.">
      <PageHeader
        title="Titres de recette"
        lead="Ce qui est dû au territoire. Une somme à reprendre est un titre, jamais un paiement négatif."
      />
      <Section id="liste" title="Titres">
        <DataTable
          caption="Titres de recette"
          captionHidden
          rows={receivables}
          columns={[
            {
              header: 'Titre',
              namesRow: true,
              cell: ({ id, number, purpose }) => (
                <>
                  <a href={`${RECEIVABLES}/${id}`}>n° {number}</a>, {purpose}
                </>
              ),
            },
            { header: 'Qui doit', cell: ({ payee }) => payee.name },
            { header: 'Montant', align: 'end', cell: ({ amountCents }) => frenchCents(amountCents) },
            { header: 'Émis', cell: ({ issuedOn }) => writtenDay(issuedOn) },
            { header: 'Encaissé', cell: ({ collectedOn }) => (collectedOn ? writtenDay(collectedOn) : 'Pas encore') },
          ]}
          detailOf={({ isFictitious }) => (isFictitious ? <Badge kind="fictitious" /> : undefined)}
          empty={
            <EmptyState title="Aucun titre n’est émis.">
              <p>Les titres émis et encaissés paraîtront ici.</p>
            </EmptyState>
          }
        />
      </Section>
      {isFinance && <Issue {...props} />}
    </BudgetPage>
  )
}

function Issue({ lines, payments, state: sent, keysFor }: AllProps) {
  const isEmpty = Object.keys(sent.values).length === 0
  const state = isEmpty ? { ...sent, values: { qui: 'legal' } } : sent
  if (lines.length === 0) {
    return (
      <Section id="emettre" title="Émettre un titre">
        <p>
          Il faut une ligne de recette : ajoutez-la dans le <a href={`${BUDGET_DESK}/annees`}>budget de l’année</a>.
        </p>
      </Section>
    )
  }
  return (
    <Section id="emettre" title="Émettre un titre">
      <Form action={RECEIVABLES} keys={keysFor()} state={state}>
        <SelectField
          name="ligne"
          label="Ligne de recette"
          state={state}
          empty="Choisissez une ligne"
          options={lines.map(({ id, label, year }) => ({ value: id, label: `${label}, ${year}` }))}
        />
        <TextField name="objet" label="Pour quoi" state={state} maxlength={300} />
        <MoneyField name="montant" label="Montant" state={state} />
        <SelectField
          name="paiement"
          label="Paiement repris, si c’en est un"
          hint="On ne reprend pas plus que ce qui a été payé."
          state={state}
          optional
          empty="Aucun"
          options={payments.map(({ mandateId, mandateNumber, payee, amountCents, purpose }) => ({
            value: mandateId,
            label: `Mandat ${mandateNumber}, ${payee.name}, ${frenchCents(amountCents)} : ${purpose}`,
          }))}
        />
        <PartyFields
          question="Qui doit cette somme ?"
          natural="Une personne : son nom ne sera jamais publié"
          state={state}
        />
        <SubmitRow
          label="Émettre ce titre"
          note="Avant de reprendre une somme, l’organisation a pu s’expliquer (CRPA, article L121-1)."
        />
      </Form>
    </Section>
  )
}

type OneProps = Around & {
  readonly receivable: Receivable
  readonly line: BudgetLine
  /** The payment it takes back from. */
  readonly recovered: Payment | undefined
  readonly today: string
  readonly state: FormState
}

/** `/agents/budget/titres/:id`: one titre, and when the comptable has its money. */
export function ReceivablePage(props: OneProps) {
  const { site, desk, isFinance, receivable, line, recovered, today, keysFor } = props
  const isBack = Object.keys(props.state.values).length > 0
  const state = isBack ? props.state : { ...props.state, values: { jour: today } }
  const { number, purpose, payee, amountCents, issuedOn, collectedOn } = receivable
  return (
    <BudgetPage
      site={site}
      desk={desk}
      title={`Titre n°\u00a0${number}`}
      description="Une somme due au territoire."
      above={[{ label: 'Titres de recette', href: RECEIVABLES }]}
    >
      <PageHeader kicker={`Titre de recette n°\u00a0${number}`} title={purpose}>
        {receivable.isFictitious && <Badge kind="fictitious" />}
      </PageHeader>
      <Facts
        facts={[
          { label: 'Qui doit', value: payee.name },
          { label: 'Montant', value: frenchCents(amountCents) },
          { label: 'Ligne', value: <a href={`${BUDGET_DESK}/lignes/${line.id}`}>{line.label}</a> },
          { label: 'Émis', value: writtenDay(issuedOn) },
          { label: 'Encaissé', value: collectedOn === null ? 'Pas encore' : writtenDay(collectedOn) },
          ...(recovered === undefined
            ? []
            : [
                {
                  label: 'Reprend un paiement',
                  value: (
                    <a href={`${BUDGET_DESK}/engagements/${recovered.engagementId}`}>
                      Mandat {recovered.mandateNumber}
                    </a>
                  ),
                },
              ]),
        ]}
      />
      {isFinance && collectedOn === null && (
        <Section id="encaisser" title="À faire maintenant">
          <Form action={`${RECEIVABLES}/${receivable.id}/encaisser`} keys={keysFor()} state={state}>
            <TextField name="jour" label="Encaissé par le comptable le" type="date" state={state} width={14} />
            <SubmitRow label="Noter l’encaissement" />
          </Form>
        </Section>
      )}
    </BudgetPage>
  )
}
