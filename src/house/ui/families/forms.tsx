import { ConfirmField } from '#ui/confirm'
import {
  BoxesField,
  BoxField,
  ChoiceField,
  EMPTY_FORM,
  ErrorSummary,
  FieldGroup,
  SelectField,
  SubmitRow,
  SwitchField,
  TextArea,
  TextField,
} from '#ui/form'
import type { Family } from '../specimen.tsx'
import { LONG_FORMS } from './long-forms.tsx'
import { SPECIAL_FIELDS } from './special-fields.tsx'

const WAYS = [
  { value: 'mel', label: 'Par e-mail' },
  { value: 'lettre', label: 'Par lettre', hint: 'Comptez trois jours de plus.' },
  { value: 'guichet', label: 'Au guichet', closed: 'Le guichet de Lens est fermé en août.' },
]
const THEMES = [
  { value: 'culture', label: 'Culture' },
  { value: 'nature', label: 'Nature et jardins' },
  { value: 'lien', label: 'Lien entre voisins' },
]
const TOWNS = [
  { value: '62041', label: 'Arras' },
  { value: '62160', label: 'Boulogne-sur-Mer' },
  { value: '62498', label: 'Lens' },
]

/** Everything one fills in. */
export const FORMS: Family = {
  slug: 'formulaires',
  title: 'Remplir',
  lead: 'On ne demande que ce qui sert. L’aide vient avant la faute, la faute se dit à côté du champ et en haut de la page, et rien de ce qui est écrit ne se perd.',
  icon: 'edit',
  specimens: [
    {
      id: 'texte',
      title: 'Texte',
      lead: 'Une ligne ou plusieurs. La largeur du champ dit la longueur attendue.',
      states: [
        { name: 'Vide', sample: <TextField name="prenom" label="Prénom" state={EMPTY_FORM} /> },
        {
          name: 'Au clavier',
          focus: true,
          sample: <TextField name="prenom-clavier" label="Prénom" state={EMPTY_FORM} />,
        },
        {
          name: 'Rempli, avec une aide, facultatif',
          sample: (
            <TextField
              name="telephone"
              label="Téléphone"
              type="tel"
              width={16}
              autocomplete="tel"
              hint="Pour vous prévenir si le lieu change."
              optional
              state={{ values: { telephone: '06 12 34 56 78' }, errors: {} }}
            />
          ),
        },
        {
          name: 'En faute',
          sample: (
            <TextField
              name="mel"
              label="Adresse e-mail"
              type="email"
              autocomplete="email"
              hint="Elle sert à vous envoyer un code, rien d’autre."
              state={{
                values: { mel: 'lea.martin' },
                errors: { mel: 'Il manque la fin de l’adresse, par exemple @exemple.fr.' },
              }}
            />
          ),
        },
        {
          name: 'Plusieurs lignes',
          sample: (
            <TextArea
              name="idee"
              label="Votre idée en quelques phrases"
              hint="Quoi, pour qui, où. 600 signes au plus."
              rows={4}
              maxlength={600}
              state={{ values: { idee: 'Un four à pain sur la place, allumé chaque premier samedi.' }, errors: {} }}
            />
          ),
        },
      ],
    },
    {
      id: 'choix',
      title: 'Choix',
      lead: 'Jusqu’à sept réponses, chacune se voit. Le nœud se ferme quand on choisit.',
      states: [
        {
          name: 'Une réponse',
          sample: (
            <ChoiceField
              name="reponse"
              label="Comment vous répondre ?"
              options={WAYS}
              state={{ values: { reponse: 'mel' }, errors: {} }}
            />
          ),
        },
        {
          name: 'Une réponse, en faute',
          sample: (
            <ChoiceField
              name="reponse-fausse"
              label="Comment vous répondre ?"
              options={WAYS}
              state={{ values: {}, errors: { 'reponse-fausse': 'Choisissez une réponse.' } }}
            />
          ),
        },
        {
          name: 'Plusieurs réponses',
          sample: (
            <BoxesField
              name="themes"
              label="De quoi parle votre projet ?"
              hint="Cochez tout ce qui convient."
              options={THEMES}
              chosen={['nature', 'lien']}
              state={EMPTY_FORM}
            />
          ),
        },
        {
          name: 'Une chose à accepter',
          sample: (
            <BoxField
              name="reglement"
              label="J’ai lu le règlement"
              hint="Il tient en deux pages."
              state={{ values: {}, errors: { reglement: 'Lisez le règlement, puis cochez la case.' } }}
            />
          ),
        },
        {
          name: 'Marche ou arrêt',
          sample: (
            <SwitchField
              name="rappel"
              label="Me rappeler deux jours avant la fin"
              hint="Un seul message."
              state={{ values: { rappel: 'oui' }, errors: {} }}
            />
          ),
        },
        { name: 'À l’arrêt', sample: <SwitchField name="lettre" label="Recevoir la lettre" state={EMPTY_FORM} /> },
        {
          name: 'Longue liste',
          sample: <SelectField name="ville" label="Commune" empty="Choisissez" options={TOWNS} state={EMPTY_FORM} />,
        },
      ],
    },
    ...SPECIAL_FIELDS,
    {
      id: 'resume-des-fautes',
      title: 'Résumé des fautes',
      lead: 'En haut du formulaire revenu : il reçoit le curseur, et chaque ligne mène à son champ. Le formulaire le pose lui-même.',
      states: [
        {
          name: 'Deux fautes',
          withoutText: true,
          sample: (
            <ErrorSummary
              takesFocus={false}
              state={{ values: {}, errors: { mel: 'Il manque la fin de l’adresse.', debut: 'Ce jour n’existe pas.' } }}
            />
          ),
        },
      ],
    },
    {
      id: 'groupes',
      title: 'Groupes et fin',
      lead: 'Ce qui va ensemble porte un nom ; la fin dit ce qui va se passer, et laisse un chemin pour partir.',
      states: [
        {
          name: 'Un groupe',
          sample: (
            <FieldGroup title="Votre association" lead="Telle qu’elle est déclarée.">
              <TextField name="asso" label="Nom" state={EMPTY_FORM} />
              <TextField name="siret" label="SIRET" width={16} inputmode="numeric" optional state={EMPTY_FORM} />
            </FieldGroup>
          ),
        },
        {
          name: 'La fin',
          sample: (
            <SubmitRow
              label="Déposer mon dossier"
              note="Vous recevrez un accusé de réception. Vous pourrez corriger jusqu’au 20 mai."
              others={[{ label: 'Enregistrer le brouillon', name: 'geste', value: 'brouillon' }]}
              ways={[{ label: 'Annuler', href: '#groupes' }]}
            />
          ),
        },
        {
          name: 'Confirmer par un mot',
          sample: <ConfirmField name="mot" word="EFFACER" state={EMPTY_FORM} />,
        },
      ],
    },
    ...LONG_FORMS,
  ],
}
