import { type Cents, cents, frenchCents } from '#kernel/money'
import { type DeskFrame, DeskPage } from '#ui/desk'
import {
  ChoiceField,
  FieldGroup,
  Form,
  type FormState,
  type HiddenKeys,
  SelectField,
  SubmitRow,
  TextArea,
  TextField,
} from '#ui/form'
import { PageHeader } from '#ui/heading'
import { MoneyField } from '#ui/money-field'
import type { SiteFrame } from '#ui/page'
import type { Authorisation } from '../budget/authorisation.ts'
import type { ExecutedLine } from '../budget/line.ts'
import { BUDGET_DESK } from './parts.tsx'
import { PartyFields } from './party-fields.tsx'

type Props = {
  readonly site: SiteFrame
  readonly desk: DeskFrame
  readonly keys: HiddenKeys
  readonly state: FormState
  readonly lines: readonly ExecutedLine[]
  readonly authorisations: readonly (Authorisation & { readonly left: Cents | undefined })[]
}

/** `/agents/budget/demander`: the instructor asks, the finance agent will check. */
export function AskPage({ site, desk, keys, state, lines, authorisations }: Props) {
  const options = lines
    .filter(({ direction }) => direction === 'expense')
    .map(({ id, label, year, execution }) => {
      return { value: id, label: `${label}, ${year} (reste ${frenchCents(execution.availableCents)})` }
    })
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Demander un engagement"
      description="Réserver des crédits avant de commander ou de signer."
      current={BUDGET_DESK}
      trail={[{ label: 'Budget et paiements', href: BUDGET_DESK }]}
    >
      <PageHeader
        title="Demander un engagement"
        lead="Les finances vérifient la demande et réservent les crédits. Rien n’est signé ni commandé avant."
      />
      <Form action={`${BUDGET_DESK}/demander`} keys={keys} state={state}>
        <SelectField name="ligne" label="Ligne" state={state} options={options} empty="Choisissez une ligne" />
        <ChoiceField
          name="nature"
          label="Qu’est-ce qui est payé ?"
          state={state}
          options={[
            { value: 'purchase', label: 'Un achat' },
            { value: 'grant', label: 'Une subvention' },
          ]}
        />
        <TextField
          name="objet"
          label="Pour quoi"
          hint="Publié tel quel avec le paiement : n’écrivez le nom d’aucune personne."
          state={state}
          maxlength={300}
        />
        <MoneyField name="montant" label="Montant" state={state} />
        <PartyFields
          question="Qui est payé ?"
          natural="Une personne, ou une entreprise individuelle : son nom ne sera jamais publié"
          state={state}
        />
        <DecisionField state={state} />
        <OverYears authorisations={authorisations} state={state} />
        <TextArea
          name="conditions"
          label="Pièces et conditions à vérifier avant de payer"
          hint="Une par ligne, comme dans la convention. Pour un achat, laissez vide : le service fait est vérifié."
          state={state}
          rows={4}
        />
        <SubmitRow label="Envoyer la demande" ways={[{ label: 'Ne rien demander', href: BUDGET_DESK }]} />
      </Form>
    </DeskPage>
  )
}

function DecisionField({ state }: Pick<Props, 'state'>) {
  return (
    <TextField
      name="decision"
      label="Ce que la décision attribue"
      hint="Pour une subvention : le dossier, comme « dossier:0198… », tel qu’il est écrit dans le rapport."
      state={state}
      optional
      maxlength={80}
    />
  )
}

function OverYears({ authorisations, state }: Pick<Props, 'authorisations' | 'state'>) {
  const open = authorisations.filter(({ openedAt }) => openedAt !== null)
  if (open.length === 0) return null
  return (
    <FieldGroup
      title="Si la dépense dure plusieurs années"
      lead="Le montant au-dessus est celui de cette année ; ici, celui de toutes les années."
    >
      <SelectField
        name="autorisation"
        label="Autorisation (AE ou AP)"
        state={state}
        optional
        empty="Aucune : la dépense est de cette année"
        options={open.map(({ id, code, label, left }) => ({
          value: id,
          label: `${label}, ${code} (reste ${frenchCents(left ?? cents(0n))})`,
        }))}
      />
      <MoneyField
        name="pluriannuel"
        label="Montant de toutes les années"
        hint="0 si une autre année l’a déjà engagé."
        state={state}
        optional
      />
    </FieldGroup>
  )
}
