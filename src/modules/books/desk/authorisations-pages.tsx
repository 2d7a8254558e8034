import { writtenDay } from '#kernel/calendar'
import { type Cents, cents, frenchCents } from '#kernel/money'
import { dayOf } from '#modules/accounts'
import type { Standing } from '#modules/decisions'
import { Button } from '#ui/action'
import { Badge } from '#ui/badge'
import { Keys } from '#ui/desk'
import { ChoiceField, FieldGroup, Form, type FormState, SubmitRow, TextField } from '#ui/form'
import { PageHeader, Section } from '#ui/heading'
import { Facts } from '#ui/list'
import { EmptyState, Notice } from '#ui/message'
import { MoneyField } from '#ui/money-field'
import { DataTable } from '#ui/table'
import { type Authorisation, type AuthorisationKind, objectOfAuthorisation } from '../budget/authorisation.ts'
import { BUDGET_DESK } from './parts.tsx'
import { type Around, BudgetPage } from './shell.tsx'
import { pathOfReport } from './years/paths.ts'

export const AUTHORISATIONS = `${BUDGET_DESK}/autorisations`
/** Years a form may spread an authorisation over. */
export const YEAR_COUNT = 6

type AllProps = Around & {
  readonly authorisations: readonly (Authorisation & { readonly standing: Standing })[]
  readonly left: ReadonlyMap<string, Cents>
  readonly firstYear: number
  readonly state: FormState
}

/** `/agents/budget/autorisations`: each authorisation, decided or not, and what is left of it. */
export function AuthorisationsPage(props: AllProps) {
  const { site, desk, isFinance, authorisations, left } = props
  return (
    <BudgetPage
      site={site}
      desk={desk}
      title="Autorisations sur plusieurs années"
      description="AE et AP, avec leurs crédits de paiement."
    >
      <PageHeader
        title="Autorisations sur plusieurs années"
        lead="AE en fonctionnement, AP en investissement : ce qu’on peut engager, et ce que chaque année peut en payer (CP)."
      />
      <Section id="liste" title="Autorisations">
        <DataTable
          caption="Autorisations"
          captionHidden
          rows={authorisations}
          columns={[
            {
              header: 'Autorisation',
              namesRow: true,
              cell: ({ id, code, label }) => (
                <>
                  <a href={`${AUTHORISATIONS}/${id}`}>{label}</a> ({code})
                </>
              ),
            },
            { header: 'Montant', align: 'end', cell: ({ amountCents }) => frenchCents(amountCents) },
            { header: 'Décision', cell: ({ standing }) => <Badge kind={standing.kind} /> },
            { header: 'Reste à engager', align: 'end', cell: ({ id }) => leftOf(left.get(id)) },
          ]}
          empty={
            <EmptyState title="Aucune autorisation.">
              <p>Une dépense sur plusieurs années commence par une AE ou une AP.</p>
            </EmptyState>
          }
        />
      </Section>
      {isFinance && <Propose {...props} />}
    </BudgetPage>
  )
}

function Propose({ state: sent, firstYear, keysFor }: AllProps) {
  const isEmpty = Object.keys(sent.values).length === 0
  const state = isEmpty ? { ...sent, values: { genre: 'ae', 'premiere-annee': String(firstYear) } } : sent
  return (
    <Section
      id="proposer"
      title="Proposer une autorisation"
      lead="Les crédits de paiement doivent faire exactement son montant."
    >
      <Form action={AUTHORISATIONS} keys={keysFor()} state={state}>
        <ChoiceField
          name="genre"
          label="Genre"
          state={state}
          options={[
            { value: 'ae', label: KIND_WORDS.ae, hint: 'Pour une ligne de fonctionnement.' },
            { value: 'ap', label: KIND_WORDS.ap, hint: 'Pour une ligne d’investissement.' },
          ]}
        />
        <TextField name="nom" label="Nom" state={state} maxlength={200} />
        <TextField name="code" label="Code" hint="Comme AE-2026-1." state={state} maxlength={40} width={16} />
        <MoneyField name="montant" label="Montant de l’autorisation" state={state} />
        <FieldGroup title="Crédits de paiement" lead="Un montant par année, à partir de la première.">
          <TextField
            name="premiere-annee"
            label="Première année"
            state={state}
            inputmode="numeric"
            width={6}
            maxlength={4}
          />
          {Array.from({ length: YEAR_COUNT }, (_, index) => (
            <MoneyField
              name={`cp-${index + 1}`}
              label={index === 0 ? 'CP de la première année' : `CP de l’année ${index + 1}`}
              state={state}
              optional={index > 0}
            />
          ))}
        </FieldGroup>
        <SubmitRow label="Proposer cette autorisation" note="Elle s’ouvre une fois sa décision exécutoire." />
      </Form>
    </Section>
  )
}

type OneProps = Around & {
  readonly authorisation: Authorisation
  readonly left: Cents | undefined
  readonly standing: Standing
  readonly state: FormState
}

/** `/agents/budget/autorisations/:id`: its years and their sum. */
export function AuthorisationPage(props: OneProps) {
  const { site, desk, authorisation, left, standing, state } = props
  const { kind, code, label, amountCents, years, openedAt } = authorisation
  return (
    <BudgetPage
      site={site}
      desk={desk}
      title={label}
      description="Une autorisation sur plusieurs années."
      above={[{ label: 'Autorisations sur plusieurs années', href: AUTHORISATIONS }]}
    >
      <PageHeader kicker={`${KIND_WORDS[kind]}, ${code}`} title={label}>
        <Badge kind={standing.kind} />
      </PageHeader>
      {state.problem !== undefined && <Notice kind="error" title={state.problem} />}
      <Facts
        facts={[
          { label: 'Montant', value: frenchCents(amountCents) },
          { label: 'Décision', value: standing.words },
          { label: 'Ouverte', value: openedAt === null ? 'Pas encore' : `Le ${writtenDay(dayOf(openedAt))}` },
          { label: 'Reste à engager', value: leftOf(left) },
        ]}
      />
      <Open {...props} />
      <Section id="annees" title="Crédits de paiement">
        <DataTable
          caption="Crédits de paiement, année par année"
          captionHidden
          rows={years}
          columns={[
            { header: 'Année', namesRow: true, cell: ({ year }) => year, total: 'Somme des CP' },
            {
              header: 'CP',
              align: 'end',
              cell: (each) => frenchCents(each.amountCents),
              total: frenchCents(cents(years.reduce((sum, each) => sum + each.amountCents, 0n))),
            },
          ]}
        />
      </Section>
    </BudgetPage>
  )
}

function Open({ authorisation, standing, isFinance, keysFor }: OneProps) {
  if (authorisation.openedAt !== null) return null
  const object = objectOfAuthorisation(authorisation.id)
  return (
    <Section id="suite" title="À faire maintenant">
      {standing.kind === 'enforceable' && isFinance && (
        <form action={`${AUTHORISATIONS}/${authorisation.id}/ouvrir`} method="post">
          <Keys keys={keysFor()} />
          <Button>Ouvrir cette autorisation</Button>
        </form>
      )}
      {standing.kind === 'proposed' && (
        <p>
          <a href={pathOfReport(object)}>Inscrire le rapport qui la décide</a>. Dans le rapport, ce qu’il décide est «{' '}
          {object} ».
        </p>
      )}
      {standing.kind !== 'enforceable' && <p>Elle s’ouvre ici une fois sa décision transmise et publiée.</p>}
    </Section>
  )
}

function leftOf(left: Cents | undefined): string {
  return left === undefined ? 'Pas encore ouverte' : frenchCents(left)
}

const KIND_WORDS: Readonly<Record<AuthorisationKind, string>> = {
  ae: 'Autorisation d’engagement (AE)',
  ap: 'Autorisation de programme (AP)',
}
