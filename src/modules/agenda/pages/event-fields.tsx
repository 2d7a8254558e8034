import { type CommuneChoice, CommuneField } from '#ui/commune-field'
import { DateField } from '#ui/date-field'
import { BoxField, ChoiceField, FieldGroup, type FormState, TextArea, TextField } from '#ui/form'
import { LONGEST } from '../event-form.ts'
import { KIND_WORDS, KINDS } from '../model.ts'

const DAY_HINT = 'Par exemple 12, 5 et 2027.'

type Part = { readonly state: FormState }

/** The fields of an event: the same for who proposes one and for the desk. */
export function EventFields(props: Part & { readonly choices: readonly CommuneChoice[] }) {
  const { state, choices } = props
  return (
    <>
      <FieldGroup title="Quoi">
        <ChoiceField
          name="genre"
          label="De quoi s’agit-il ?"
          state={state}
          options={KINDS.map((kind) => ({ value: kind, label: KIND_WORDS[kind] }))}
        />
        <TextField name="titre" label="Titre" state={state} maxlength={LONGEST.titre} />
        <TextArea
          name="description"
          label="Description"
          state={state}
          optional
          rows={6}
          maxlength={LONGEST.description}
        />
        <TextField
          name="accueil"
          label="Qui accueille ?"
          hint="Le nom de l’organisation."
          state={state}
          optional
          maxlength={LONGEST.accueil}
        />
      </FieldGroup>
      <When state={state} />
      <FieldGroup title="Où">
        <CommuneField name="commune" label="Commune" state={state} optional choices={choices} />
        <TextField
          name="lieu"
          label="Lieu"
          hint="Par exemple : salle des fêtes."
          state={state}
          optional
          maxlength={LONGEST.lieu}
        />
        <TextField name="rue" label="Adresse" state={state} optional maxlength={LONGEST.rue} />
        <TextArea
          name="acces"
          label="Pour entrer"
          hint="Ascenseur, boucle magnétique, stationnement, bus."
          state={state}
          optional
          rows={3}
          maxlength={LONGEST.acces}
        />
      </FieldGroup>
      <Registrations state={state} />
    </>
  )
}

function When({ state }: Part) {
  return (
    <FieldGroup title="Quand" lead="Les heures s’écrivent comme vous les dites : 18h30.">
      <DateField name="jour" label="Jour" hint={DAY_HINT} state={state} />
      <TextField name="debut" label="Début" hint="Par exemple 18h30." state={state} width={8} />
      <TextField name="fin" label="Fin" hint="Rien à écrire pour une date limite." state={state} width={8} />
      <DateField name="dernier" label="Dernier jour, si c’est un autre" hint={DAY_HINT} state={state} optional />
      <TextArea
        name="seances"
        label="Séances"
        hint="Une par ligne : 14h-15h30 | Son titre | Qui l’anime | 12 places. Sans nombre de places, on y vient sans choisir."
        state={state}
        optional
        rows={4}
      />
    </FieldGroup>
  )
}

function Registrations({ state }: Part) {
  return (
    <FieldGroup title="Inscriptions">
      <BoxField name="inscriptions" label="On s’inscrit pour venir" state={state} />
      <TextField
        name="places"
        label="Nombre de places"
        hint="Vide : pas de limite. Quand c’est complet, une liste d’attente s’ouvre."
        state={state}
        optional
        inputmode="numeric"
        width={6}
      />
      <DateField
        name="dernier-inscription"
        label="Dernier jour pour s’inscrire"
        hint={DAY_HINT}
        state={state}
        optional
      />
      <TextField
        name="cloture"
        label="Dernière heure ce jour-là"
        hint="Vide : jusqu’à minuit."
        state={state}
        optional
        width={8}
      />
    </FieldGroup>
  )
}
