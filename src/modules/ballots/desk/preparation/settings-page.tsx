import { EVIDENCE_CLASSES } from '#kernel/ballot'
import { ConflictForm, type Difference } from '#ui/conflict'
import { DateField } from '#ui/date-field'
import { DeskPage } from '#ui/desk'
import { FileField } from '#ui/file-field'
import {
  BoxesField,
  BoxField,
  ChoiceField,
  FieldGroup,
  Form,
  type FormState,
  SubmitRow,
  TextArea,
  TextField,
} from '#ui/form'
import { PageHeader } from '#ui/heading'
import { MoneyField } from '#ui/money-field'
import { RULE_CHOICES } from '../../sealed/draft-form.ts'
import type { HeldPoll } from '../../store/sealed/index.ts'
import { POLLS, pathOf, type Shell } from './shell.ts'
import { EVIDENCE_WORDS } from './words.ts'

/** A règlement as it may be dropped: its hash is kept, not the file. */
export const REGLEMENT_LIMITS = { formats: ['PDF'], accept: '.pdf,application/pdf', largestBytes: 20_000_000 } as const

type Props = Shell & {
  readonly poll: HeldPoll
  readonly state: FormState
  readonly evidence: readonly string[]
  readonly version: number
}

/** `/agents/scrutins/:slug/reglages`: everything that decides the poll, but its options. */
export function SettingsPage({ site, desk, keysFor, poll, state, evidence, version }: Props) {
  const { title } = poll.draft
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Réglages du vote"
      description="Les règles du vote, avant sa publication."
      current={POLLS.href}
      trail={[POLLS, { label: title, href: pathOf(poll.slug) }]}
    >
      <PageHeader
        kicker={title}
        title="Réglages du vote"
        lead="Vous pouvez enregistrer même s’il manque des choses. À la publication, ces règles ne changeront plus."
      />
      <Form
        action={pathOf(poll.slug, 'reglages')}
        keys={keysFor()}
        state={state}
        keep={{ version: String(version) }}
        files
      >
        <Question state={state} />
        <Rule state={state} />
        <Dates state={state} />
        <Who state={state} evidence={evidence} />
        <Paper state={state} />
        <Law state={state} poll={poll} />
        <BureauSize state={state} poll={poll} />
        <SubmitRow label="Enregistrer" ways={[{ label: 'Revenir au vote', href: pathOf(poll.slug) }]} />
      </Form>
    </DeskPage>
  )
}

type Part = { readonly state: FormState }

function Question({ state }: Part) {
  return (
    <FieldGroup title="La question">
      <TextField name="titre" label="Titre du vote" state={state} maxlength={200} />
      <TextField name="organisateur" label="Qui organise" state={state} maxlength={200} />
      <TextField
        name="question"
        label="Question posée"
        hint="Comme on la lirait à voix haute à un enfant de 11 ans."
        state={state}
        maxlength={300}
      />
      <TextField name="choix-min" label="Choix au moins" state={state} inputmode="numeric" width={4} />
      <TextField name="choix-max" label="Choix au plus" state={state} inputmode="numeric" width={4} />
      <TextArea
        name="consultatif"
        label="Ce que le vote décide"
        hint="Affiché sur chaque page du vote."
        state={state}
        rows={2}
        maxlength={400}
      />
    </FieldGroup>
  )
}

function Rule({ state }: Part) {
  return (
    <FieldGroup title="La règle de calcul" lead="Elle est publiée avec le vote, et chacun peut recompter.">
      <ChoiceField name="regle" label="Règle" options={RULE_CHOICES} state={state} />
      <MoneyField name="budget" label="Montant à partager" state={state} />
    </FieldGroup>
  )
}

function Dates({ state }: Part) {
  return (
    <FieldGroup title="Les dates" lead="À l’heure de Paris. La fin pourra être reculée, jamais avancée.">
      <DateField name="ouverture" label="Jour d’ouverture" hint="Par exemple 1, 9 et 2027." state={state} />
      <TextField name="ouverture-heure" label="Heure d’ouverture" hint="Par exemple 9 h." state={state} width={8} />
      <DateField name="fin" label="Dernier jour" hint="Par exemple 30, 9 et 2027." state={state} />
      <TextField name="fin-heure" label="Heure de fin" hint="Par exemple 20 h." state={state} width={8} />
    </FieldGroup>
  )
}

function Who({ state, evidence }: Part & { readonly evidence: readonly string[] }) {
  return (
    <FieldGroup title="Qui peut voter">
      <TextField name="qui" label="En une phrase" state={state} maxlength={300} />
      <TextField
        name="age"
        label="Âge minimum"
        hint="Vide : pas d’âge minimum."
        state={state}
        inputmode="numeric"
        width={4}
      />
      <DateField
        name="age-au"
        label="Jour où l’âge est regardé"
        hint="Vide : le jour de l’ouverture."
        state={state}
        optional
      />
      <BoxesField
        name="preuves"
        label="Comment on prouve qui on est"
        options={EVIDENCE_CLASSES.filter((each) => each !== 'paper').map((each) => ({
          value: each,
          ...EVIDENCE_WORDS[each],
        }))}
        chosen={evidence}
        state={state}
      />
      <TextField
        name="foyer"
        label="Personnes pour une même adresse ou un même téléphone"
        hint="Au-delà, le vote est accepté et signalé à la commission."
        state={state}
        inputmode="numeric"
        width={4}
      />
      <ChoiceField
        name="travail"
        label="Vérification faite par l’appareil avant d’envoyer un code"
        options={[
          { value: 'usual', label: 'Habituelle : 2 secondes au plus sur un téléphone de 2016' },
          { value: 'gentle', label: 'Légère : moitié moins, si beaucoup ont un vieux téléphone' },
        ]}
        state={state}
      />
      <ChoiceField
        name="revote"
        label="Peut-on changer d’avis avant la fin ?"
        options={[
          { value: 'last-counts', label: 'Oui, le dernier vote compte' },
          { value: 'refused', label: 'Non, on vote une seule fois' },
        ]}
        state={state}
      />
    </FieldGroup>
  )
}

function Paper({ state }: Part) {
  return (
    <FieldGroup title="Le vote sur papier">
      <ChoiceField
        name="papier"
        label="Y a-t-il des bulletins papier ?"
        options={[
          { value: 'none', label: 'Non' },
          { value: 'paper-prevails', label: 'Oui, et le papier l’emporte si une personne a voté deux fois' },
          { value: 'internet-prevails', label: 'Oui, et internet l’emporte si une personne a voté deux fois' },
        ]}
        state={state}
      />
      <ChoiceField
        name="controle"
        label="Comment la saisie est vérifiée"
        options={[
          { value: 'all', label: 'Chaque bulletin est saisi deux fois' },
          { value: 'sample', label: 'Une partie tirée au sort est saisie deux fois, si le règlement le prévoit' },
        ]}
        state={state}
      />
      <TextField
        name="controle-part"
        label="Part tirée au sort, en %"
        state={state}
        inputmode="numeric"
        width={4}
        optional
      />
      <TextField
        name="controle-seuil"
        label="Erreurs au-delà desquelles tout est saisi de nouveau, en %"
        state={state}
        inputmode="numeric"
        width={4}
        optional
      />
    </FieldGroup>
  )
}

function Law({ state, poll }: Part & { readonly poll: HeldPoll }) {
  const { reglement } = poll.draft
  return (
    <FieldGroup title="Les textes">
      <TextField
        name="deliberation"
        label="Délibération qui adopte le règlement"
        hint="Son numéro et sa date, comme « n° 2027-12 du 26 janvier 2027 »."
        state={state}
        maxlength={200}
      />
      <FileField
        name="reglement"
        label="Règlement du vote"
        hint={
          reglement
            ? `Déposé : « ${reglement.name} ». Un nouveau fichier le remplace.`
            : 'Son empreinte est publiée : personne ne pourra dire qu’il a changé.'
        }
        state={state}
        limits={REGLEMENT_LIMITS}
        optional
      />
      <TextField
        name="tableau"
        label="Référence du tableau de gestion"
        hint={
          poll.isFictitious
            ? 'Ce vote est fictif : elle n’est pas demandée.'
            : 'Donnée par les Archives : sans elle, un vrai vote ne peut pas ouvrir.'
        }
        state={state}
        maxlength={100}
        optional={poll.isFictitious}
      />
    </FieldGroup>
  )
}

function BureauSize({ state, poll }: Part & { readonly poll: HeldPoll }) {
  return (
    <FieldGroup
      title="Le bureau de dépouillement"
      lead="La clé qui ouvre les votes est partagée entre ses membres. Une seule personne ne peut rien ouvrir."
    >
      <TextField name="membres" label="Membres" state={state} inputmode="numeric" width={4} />
      <TextField name="seuil" label="Parts nécessaires pour ouvrir" state={state} inputmode="numeric" width={4} />
      <BoxField name="reserve" label="Une part de réserve, gardée sous scellé" state={state} />
      <TextField
        name="cle-perdue"
        label="Ce que le règlement prévoit si la clé est perdue"
        hint="Par exemple « Si trop de parts sont perdues, le vote est annulé et recommencé dans les trois mois »."
        state={state}
        maxlength={300}
        optional={poll.isFictitious}
      />
    </FieldGroup>
  )
}

/** Somebody saved the same settings meanwhile: both texts, field by field. */
export function SettingsConflictPage(
  props: Shell & {
    readonly poll: HeldPoll
    readonly differences: readonly Difference[]
    readonly keep: Readonly<Record<string, string>>
  },
) {
  const { site, desk, keysFor, poll, differences, keep } = props
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Deux textes à départager"
      description="Deux personnes ont changé ce vote en même temps."
      current={POLLS.href}
      trail={[POLLS, { label: poll.draft.title, href: pathOf(poll.slug) }]}
    >
      <PageHeader kicker={poll.draft.title} title="Deux textes à départager" />
      <ConflictForm
        action={pathOf(poll.slug, 'reglages')}
        keys={keysFor()}
        who="Une autre personne"
        when="pendant que vous écriviez"
        differences={differences}
        keep={keep}
      />
    </DeskPage>
  )
}
