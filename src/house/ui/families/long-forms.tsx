import { ConflictForm } from '#ui/conflict'
import { EMPTY_FORM, TextField } from '#ui/form'
import { SavedDraft, SteppedForm } from '#ui/steps'
import type { Specimen } from '../specimen.tsx'

/** Forms that take more than one page, or more than one person. */
export const LONG_FORMS: readonly Specimen[] = [
  {
    id: 'etapes',
    title: 'Longs formulaires',
    lead: 'Un groupe de questions par page, le fil à côté, et le temps qu’il reste, dit honnêtement.',
    states: [
      {
        name: 'Au milieu',
        sample: (
          <SteppedForm
            name="Votre dossier"
            current={2}
            minutesLeft={8}
            steps={[
              { title: 'Vous', href: '#etapes', isDone: true },
              { title: 'Votre association', href: '#etapes', isDone: true },
              { title: 'Votre projet', isDone: false },
              { title: 'Le budget', isDone: false },
              { title: 'Vérifier et déposer', isDone: false },
            ]}
          >
            <TextField name="titre" label="Titre du projet" state={EMPTY_FORM} />
            <SavedDraft when="aujourd’hui à 14 h 05" />
          </SteppedForm>
        ),
      },
    ],
  },
  {
    id: 'deux-textes',
    title: 'Deux textes pour un',
    lead: 'Quelqu’un a enregistré pendant que vous écriviez : on montre les deux, on garde les deux.',
    states: [
      {
        name: 'Choisir celui qui reste',
        withoutText: true,
        sample: (
          <ConflictForm
            action="/ui/formulaires"
            keys={{ submission: '', token: '' }}
            who="Léa Martin"
            when="aujourd’hui à 14 h 05"
            differences={[
              {
                name: 'resume',
                label: 'Résumé du projet',
                mine: 'Un four à pain sur la place, allumé chaque premier samedi.',
                theirs: 'Un four à pain partagé, avec un atelier pour les écoles.',
              },
            ]}
          />
        ),
      },
    ],
  },
]
