import type { Child } from 'hono/jsx'
import { type DeskFrame, DeskPage } from '#ui/desk'
import { BoxField, FieldGroup, Form, type FormState, type HiddenKeys, SubmitRow, TextArea, TextField } from '#ui/form'
import { PageHeader } from '#ui/heading'
import type { SiteFrame } from '#ui/page'
import { DESK, DRAFT } from './submitting.ts'

export type Shell = { readonly site: SiteFrame; readonly desk: DeskFrame; readonly keys: HiddenKeys }

/** A form that changes the draft. */
export type DraftForm = Shell & {
  readonly title: string
  readonly action: string
  readonly state: FormState
  /** Edition of the draft it was read at. */
  readonly edition: number
  /** What it stands under, when it is new. */
  readonly under?: string | undefined
  readonly canRemove?: boolean
}

function DraftFormPage(props: DraftForm & { readonly lead: string; readonly children?: Child }) {
  const { site, desk, keys, title, action, state, edition, under } = props
  const keep = { edition: String(edition), ...(under === undefined ? {} : { sous: under }) }
  return (
    <DeskPage
      site={site}
      desk={desk}
      title={title}
      description="Écrire le brouillon du programme."
      current={DESK}
      trail={[
        { label: 'Programme', href: DESK },
        { label: 'Brouillon', href: DRAFT },
      ]}
    >
      <PageHeader title={title} lead={props.lead} />
      <Form action={action} keys={keys} state={state} keep={keep}>
        {props.children}
        <SubmitRow
          label="Enregistrer dans le brouillon"
          note="Rien n’est publié : le brouillon n’est lu que des agents."
          others={props.canRemove ? [{ label: 'Retirer du brouillon', name: 'geste', value: 'retirer' }] : []}
          ways={[{ label: 'Revenir au brouillon', href: DRAFT }]}
        />
      </Form>
    </DeskPage>
  )
}

export function HeadPage(props: DraftForm) {
  const { state } = props
  return (
    <DraftFormPage {...props} lead="Le document qui porte la politique, et l’acte qui l’a adopté.">
      <TextField name="titre" label="Titre du document" state={state} maxlength={200} />
      <TextField name="premiere" label="Première année" state={state} inputmode="numeric" width={6} maxlength={4} />
      <TextField name="derniere" label="Dernière année" state={state} inputmode="numeric" width={6} maxlength={4} />
      <FieldGroup
        title="Délibération"
        lead="À remplir si elle a été prise avant la plateforme. Sinon, le programme est dit « proposé » jusqu’à ce qu’une décision soit inscrite."
      >
        <TextField name="delib-numero" label="Numéro" state={state} optional width={20} maxlength={60} />
        <TextField
          name="delib-jour"
          label="Date de la délibération"
          hint={DAY_HINT}
          state={state}
          optional
          width={12}
          maxlength={10}
        />
      </FieldGroup>
      <OriginFields state={state} />
    </DraftFormPage>
  )
}

export function AimPage(props: DraftForm) {
  const { state } = props
  return (
    <DraftFormPage {...props} lead="Ce que le territoire veut, dans les mots du document.">
      <TextField
        name="numero"
        label="Numéro"
        hint="Celui du document, par exemple 13."
        state={state}
        optional
        width={6}
        maxlength={10}
      />
      <TextField name="titre" label="Titre" state={state} maxlength={300} />
      <TextArea
        name="texte"
        label="Texte"
        hint="Seulement ce qui est écrit dans le document."
        state={state}
        optional
        rows={4}
      />
      <OriginFields state={state} />
    </DraftFormPage>
  )
}

export function ActionFormPage(props: DraftForm) {
  const { state } = props
  return (
    <DraftFormPage {...props} lead="Ce qui est fait, par qui, avec quel argent, sur quelle base.">
      <TextField name="titre" label="Titre" state={state} maxlength={200} />
      <TextArea name="texte" label="Ce qu’elle fait" hint="Deux ou trois phrases simples." state={state} rows={4} />
      <TextField name="service" label="Service qui la conduit" state={state} maxlength={200} />
      <TextArea
        name="partenaires"
        label="Partenaires"
        hint="Un par ligne : son nom, puis « ; » et son SIREN s’il est dans l’annuaire."
        state={state}
        optional
        rows={3}
      />
      <LegalBasisFields state={state} />
      <TextArea
        name="lignes"
        label="Lignes de budget"
        hint="Un code par ligne. Une ligne de budget ne paie qu’une action."
        state={state}
        optional
        rows={3}
      />
      <TextField
        name="odd"
        label="Objectifs de développement durable"
        hint="Leurs numéros, de 1 à 17, séparés par des virgules."
        state={state}
        optional
        width={20}
      />
      <TextField name="debut" label="Début" hint={DAY_HINT} state={state} optional width={12} maxlength={10} />
      <TextField name="fin" label="Fin" hint={DAY_HINT} state={state} optional width={12} maxlength={10} />
      <TextArea
        name="lieux"
        label="Lieux"
        hint="Un code par ligne (commune ou EPCI). Vide : tout le territoire."
        state={state}
        optional
        rows={3}
      />
      <OriginFields state={state} />
    </DraftFormPage>
  )
}

function LegalBasisFields({ state }: { readonly state: FormState }) {
  return (
    <FieldGroup title="Base légale" lead="Sans elle, la version ne peut pas être publiée.">
      <TextField
        name="article"
        label="Article"
        hint="Par exemple CGCT, article L3211-1."
        state={state}
        maxlength={200}
      />
      <TextField
        name="competence"
        label="Compétence"
        hint="Par exemple solidarités territoriales."
        state={state}
        maxlength={200}
      />
    </FieldGroup>
  )
}

export function IndicatorPage(props: DraftForm) {
  const { state } = props
  return (
    <DraftFormPage
      {...props}
      lead="Ce qui se mesure, d’où l’on part, où l’on va. Les valeurs se notent ensuite, dans le suivi."
    >
      <TextField name="titre" label="Ce qui est mesuré" state={state} maxlength={200} />
      <TextField
        name="unite"
        label="Unité"
        hint="Par exemple structures, euros, habitants."
        state={state}
        width={20}
        maxlength={60}
      />
      <FieldGroup title="Au départ">
        <TextField name="depart" label="Valeur de départ" state={state} inputmode="decimal" optional width={12} />
        <TextField
          name="depart-annee"
          label="Année de départ"
          state={state}
          inputmode="numeric"
          optional
          width={6}
          maxlength={4}
        />
      </FieldGroup>
      <FieldGroup title="La cible">
        <TextField name="cible" label="Valeur visée" state={state} inputmode="decimal" optional width={12} />
        <TextField
          name="cible-annee"
          label="Année visée"
          state={state}
          inputmode="numeric"
          optional
          width={6}
          maxlength={4}
        />
      </FieldGroup>
    </DraftFormPage>
  )
}

/** Where a statement comes from: nothing is shown without it. */
export function OriginFields({ state }: { readonly state: FormState }) {
  return (
    <FieldGroup title="Source">
      <TextField name="source" label="D’où cela vient-il ?" state={state} maxlength={300} />
      <TextField name="adresse" label="Adresse de la page" type="url" state={state} optional />
      <BoxField name="fictif" label="C’est inventé, pour la démonstration" state={state} />
    </FieldGroup>
  )
}

export const DAY_HINT = 'Année, mois et jour, par exemple 2026-03-31.'
