import { frenchCents } from '#kernel/money'
import { Button } from '#ui/action'
import { DeskPage } from '#ui/desk'
import { BoxField, ChoiceField, FieldGroup, Form, SelectField, SubmitRow, TextArea, TextField } from '#ui/form'
import { PageHeader } from '#ui/heading'
import { Notice } from '#ui/message'
import { MoneyField } from '#ui/money-field'
import { ACTIVITY_WORDS, DE_MINIMIS_WORDS } from '../sentences.ts'
import { centsOf, type Settings } from '../settings.ts'
import { GRANTS, type Sent, type Shell } from './parts.ts'
import { rowCountOf } from './record-form.ts'

export type Choice = { readonly value: string; readonly label: string }

type Props = Shell &
  Sent & {
    readonly action: string
    readonly title: string
    readonly decisions: readonly Choice[]
    readonly settings: Settings
    /** Of the grant that is corrected. */
    readonly keep: Readonly<Record<string, string>>
  }

/** `/agents/subventions/nouvelle` and `…/:id/corriger`: everything a grant says, then « relire ». */
export function RecordPage(props: Props) {
  const { site, desk, action, title, state, keys, keep } = props
  const count = String(rowCountOf(state.values))
  return (
    <DeskPage
      site={site}
      desk={desk}
      title={title}
      description="Inscrire une subvention : qui reçoit, combien, sur quelle décision."
      current={GRANTS.href}
      trail={[GRANTS]}
    >
      <PageHeader
        title={title}
        lead="Vous relirez tout, avec les deux totaux qui comptent, avant d’enregistrer. Rien n’est publié ici."
      />
      <Form action={action} keys={keys} state={state} keep={{ ...keep, lignes: count, etape: 'saisie' }}>
        <FieldGroup title="Pour quoi">
          <TextField name="objet" label="Ce que la subvention soutient" state={state} maxlength={256} />
          <TextField name="dispositif" label="Dispositif" state={state} optional maxlength={200} />
        </FieldGroup>
        <Beneficiaries state={state} />
        <Amounts state={state} />
        <Grounds {...props} />
        <Payment state={state} />
        <SubmitRow label="Relire avant d’enregistrer" ways={[{ label: 'Abandonner', href: GRANTS.href }]} />
      </Form>
    </DeskPage>
  )
}

type State = Pick<Sent, 'state'>

function Beneficiaries({ state }: State) {
  const rows = Array.from({ length: rowCountOf(state.values) }, (_, index) => index + 1)
  return (
    <>
      {rows.map((row) => (
        <FieldGroup title={rows.length === 1 ? 'Qui reçoit' : `Bénéficiaire ${row}`}>
          <TextField name={`nom-${row}`} label="Nom de l’organisation" state={state} maxlength={300} />
          <TextField
            name={`numero-${row}`}
            label="SIRET ou numéro RNA"
            hint="14 chiffres, ou W et neuf chiffres."
            state={state}
            width={20}
          />
          <TextField
            name={`part-${row}`}
            label="Sa part, en pour cent"
            hint={row === 1 ? 'Seul, il reçoit tout : laissez vide.' : 'Toutes les parts font 100.'}
            state={state}
            inputmode="decimal"
            optional={rows.length === 1}
            width={10}
          />
          <BoxField
            name={`entrepreneur-${row}`}
            label="C’est un entrepreneur individuel"
            hint="Une personne n’est jamais publiée par son nom."
            state={state}
          />
        </FieldGroup>
      ))}
      <p>
        <Button weight="quiet" name="suite" value="ajouter">
          Ajouter un bénéficiaire
        </Button>
      </p>
    </>
  )
}

function Amounts({ state }: State) {
  return (
    <FieldGroup title="Combien">
      <MoneyField name="argent" label="En argent" state={state} optional />
      <MoneyField
        name="nature"
        label="Valeur de ce qui est donné en nature"
        hint="Une salle prêtée, un véhicule, du temps d’agent."
        state={state}
        optional
      />
    </FieldGroup>
  )
}

function Grounds({ state, decisions, settings }: Pick<Props, 'state' | 'decisions' | 'settings'>) {
  return (
    <FieldGroup title="Sur quelle base">
      {decisions.length === 0 && (
        <Notice kind="info" title="Aucune décision n’est encore publiée ici.">
          <p>Vous pouvez inscrire la subvention sans convention, et la corriger le jour où elle est signée.</p>
        </Notice>
      )}
      <SelectField name="decision" label="Décision" state={state} options={decisions} empty="Aucune ici" optional />
      <TextField
        name="reference"
        label="Référence de la décision"
        hint="Si elle n’est pas dans la liste."
        state={state}
        optional
        maxlength={500}
      />
      <TextField name="accordee" label="Accordée le" type="date" state={state} width={14} />
      <TextField
        name="convention"
        label="Convention signée le"
        hint="Vide tant qu’elle ne l’est pas. La décision doit être exécutoire : transmise à l’État et publiée."
        type="date"
        state={state}
        optional
        width={14}
      />
      <TextField name="base" label="Base légale" hint="L’article et la compétence." state={state} maxlength={500} />
      <ChoiceField
        name="activite"
        label="Ce qui est payé"
        state={state}
        options={Object.entries(ACTIVITY_WORDS).map(([value, label]) => ({ value, label }))}
      />
      <TextArea
        name="base-economique"
        label="Ce que le service juridique a écrit"
        hint="Pour une activité économique seulement."
        state={state}
        optional
        rows={3}
        maxlength={500}
      />
      <Minimis state={state} settings={settings} />
    </FieldGroup>
  )
}

function Minimis({ state, settings }: Pick<Props, 'state' | 'settings'>) {
  const ceiling = (name: 'de-minimis-general-cents' | 'de-minimis-sieg-cents') => frenchCents(centsOf(settings, name))
  return (
    <ChoiceField
      name="minimis"
      label="Aide de minimis"
      state={state}
      options={[
        { value: '', label: 'Non' },
        {
          value: 'general',
          label: DE_MINIMIS_WORDS.general,
          hint: `Plafond : ${ceiling('de-minimis-general-cents')}.`,
        },
        { value: 'sieg', label: DE_MINIMIS_WORDS.sieg, hint: `Plafond : ${ceiling('de-minimis-sieg-cents')}.` },
      ]}
    />
  )
}

function Payment({ state }: State) {
  return (
    <FieldGroup title="Comment elle est versée">
      <ChoiceField
        name="conditions"
        label="Versement"
        state={state}
        options={[
          { value: 'unique', label: 'En une fois' },
          { value: 'échelonné', label: 'En plusieurs fois' },
          { value: 'autre', label: 'Autrement' },
        ]}
      />
      <TextField name="autres-conditions" label="Comment, si c’est autrement" state={state} optional maxlength={256} />
      <TextField name="verse-du" label="Le, ou à partir du" type="date" state={state} width={14} />
      <TextField name="verse-au" label="Jusqu’au" type="date" state={state} optional width={14} />
      <TextField
        name="rae"
        label="Numéro au répertoire des aides aux entreprises"
        state={state}
        optional
        width={8}
        maxlength={5}
      />
      <BoxField name="notifiee" label="Notifiée à la Commission européenne comme aide de minimis" state={state} />
    </FieldGroup>
  )
}
