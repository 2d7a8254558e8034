import { ConflictForm } from '#ui/conflict'
import { type DeskFrame, DeskPage } from '#ui/desk'
import { FileField } from '#ui/file-field'
import {
  BoxField,
  ChoiceField,
  FieldGroup,
  Form,
  type FormState,
  type HiddenKeys,
  SubmitRow,
  TextArea,
  TextField,
} from '#ui/form'
import { formatInstant } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { Notice } from '#ui/message'
import type { SiteFrame } from '#ui/page'
import type { SettingsVersion } from '../store/index.ts'
import { Colours } from './colours.tsx'
import { LABELS, LEVELS } from './labels.ts'

const PATH = '/agents/territoire'
const TITLE = 'Réglages du territoire'

type Shell = { readonly site: SiteFrame; readonly desk: DeskFrame; readonly keys: HiddenKeys }

type SettingsProps = Shell & {
  readonly state: FormState
  /** The version the form was read at. */
  readonly version: number
  readonly logo: boolean
  readonly isSaved: boolean
  readonly history: readonly SettingsVersion[]
}

/** `/agents/territoire`: what the territory says of itself on every page. */
export function SettingsPage(props: SettingsProps) {
  const { site, desk, keys, state, version, isSaved, history } = props
  return (
    <DeskPage
      site={site}
      desk={desk}
      title={TITLE}
      description="Ce que le territoire dit de lui sur chaque page."
      current={PATH}
    >
      <PageHeader title={TITLE} lead="Ce que chaque page dit de vous. Un changement se voit tout de suite, partout." />
      {isSaved && (
        <Notice kind="success" title="C’est enregistré.">
          <p>Les pages du site le disent déjà.</p>
        </Notice>
      )}
      <Form action={PATH} keys={keys} state={state} keep={{ version: String(version) }} files>
        <Identity state={state} />
        <Contact state={state} />
        <Accessibility state={state} />
        <Legal state={state} />
        <Household state={state} />
        <Colours state={state} />
        <Logo state={state} hasLogo={props.logo} />
        <SubmitRow label="Enregistrer les réglages" note="La version d’avant est gardée." />
      </Form>
      <History history={history} />
    </DeskPage>
  )
}

type Part = { readonly state: FormState }

function Identity({ state }: Part) {
  return (
    <FieldGroup title="Le nom">
      <TextField name="territoire" label={LABELS.territoire} state={state} maxlength={80} />
      <TextField name="service" label={LABELS.service} state={state} maxlength={40} />
    </FieldGroup>
  )
}

function Contact({ state }: Part) {
  return (
    <FieldGroup title="Vous joindre" lead="Le téléphone est sur chaque page : personne ne doit rester sans aide.">
      <TextField
        name="telephone"
        label={LABELS.telephone}
        state={state}
        type="tel"
        hint="Comme 03 21 00 00 00."
        optional
      />
      <TextField
        name="horaires"
        label={LABELS.horaires}
        state={state}
        hint="Comme : du lundi au vendredi, de 9 h à 17 h."
        optional
      />
      <TextField name="courriel" label={LABELS.courriel} state={state} type="email" optional />
      <TextArea name="adresse" label={LABELS.adresse} state={state} rows={3} maxlength={400} optional />
    </FieldGroup>
  )
}

function Accessibility({ state }: Part) {
  return (
    <FieldGroup title="L’accessibilité" lead="Le résultat du dernier audit RGAA. Sans audit, c’est « non conforme ».">
      <ChoiceField name="niveau" label={LABELS.niveau} state={state} options={LEVELS} />
      <TextField name="audit-date" label={LABELS['audit-date']} state={state} hint="Comme 2026-03-02." optional />
      <TextField name="audit-auteur" label={LABELS['audit-auteur']} state={state} optional />
      <TextField
        name="audit-taux"
        label={LABELS['audit-taux']}
        state={state}
        inputmode="decimal"
        width={6}
        hint="De 0 à 100."
        optional
      />
    </FieldGroup>
  )
}

function Legal({ state }: Part) {
  return (
    <FieldGroup title="Les mentions légales">
      <TextArea name="editeur" label={LABELS.editeur} state={state} rows={2} maxlength={400} optional />
      <TextField name="directeur" label={LABELS.directeur} state={state} optional />
      <TextArea name="hebergeur" label={LABELS.hebergeur} state={state} rows={2} maxlength={400} optional />
      <TextArea name="dpd" label={LABELS.dpd} state={state} rows={2} maxlength={400} optional />
    </FieldGroup>
  )
}

function Household({ state }: Part) {
  return (
    <FieldGroup
      title="Les foyers"
      lead="Une famille partage souvent une adresse e-mail. Au-delà de ce nombre, chacun entre quand même, et l’adresse s’inscrit dans « Personnes et rôles » pour qu’un agent regarde."
    >
      <TextField
        name="foyer"
        label={LABELS.foyer}
        state={state}
        inputmode="numeric"
        width={4}
        hint="De 1 à 100. Filigrane propose 8 ; aucune loi ne fixe ce nombre."
      />
    </FieldGroup>
  )
}

function Logo({ state, hasLogo }: Part & { readonly hasLogo: boolean }) {
  return (
    <FieldGroup title="Le logo" lead="Il se place à côté du nom, en haut de chaque page.">
      <FileField
        name="logo"
        label={hasLogo ? 'Changer le logo' : 'Choisir un logo'}
        state={state}
        limits={{ formats: ['SVG fait de formes'], accept: '.svg,image/svg+xml', largestBytes: 40_000 }}
        optional
      />
      {hasLogo && <BoxField name="logo-retirer" label="Retirer le logo" state={state} />}
    </FieldGroup>
  )
}

function History({ history }: { readonly history: readonly SettingsVersion[] }) {
  if (history.length === 0) return null
  return (
    <Section id="versions" title="Les versions" lead="Les dernières, la plus récente d’abord. Aucune n’est effacée.">
      <ol reversed>
        {history.map(({ version, setAt }) => (
          <li>
            Version {version}, {formatInstant(setAt)}
          </li>
        ))}
      </ol>
    </Section>
  )
}

type ConflictProps = Shell & {
  readonly fields: Readonly<Record<string, string>>
  readonly theirs: Readonly<Record<string, string>>
  readonly now: { readonly version: number; readonly setAt: Date | undefined }
  readonly disputed: readonly string[]
}

/** Two people changed the same setting: both texts, and the reader says which stands. */
export function ConflictPage({ site, desk, keys, fields, theirs, now, disputed }: ConflictProps) {
  const rest = Object.entries(fields).filter(
    ([name]) => !disputed.includes(name) && !name.startsWith('garder-') && name !== 'version',
  )
  return (
    <DeskPage
      site={site}
      desk={desk}
      title={TITLE}
      description="Deux personnes ont changé le même réglage."
      current={PATH}
    >
      <PageHeader title="Deux textes pour un réglage" />
      <ConflictForm
        action={PATH}
        keys={keys}
        who="Un autre agent"
        when={now.setAt === undefined ? 'à l’instant' : `le ${formatInstant(now.setAt)}`}
        keep={{ ...Object.fromEntries(rest), version: String(now.version) }}
        differences={disputed.map((name) => ({
          name,
          label: LABELS[name as keyof typeof LABELS],
          mine: fields[name] ?? '',
          theirs: theirs[name] ?? '',
        }))}
      />
    </DeskPage>
  )
}
