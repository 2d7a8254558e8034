import { votersOf } from '#kernel/weighted'
import { Button } from '#ui/action'
import { DeskPage } from '#ui/desk'
import { ChoiceField, FieldGroup, Form, SelectField, SubmitRow, TextArea, TextField } from '#ui/form'
import { formatCount } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { QuestionResult, ruleWords } from '../../pages/assemblies/result.tsx'
import { VoiceFields } from '../../pages/assemblies/voter-page.tsx'
import type { Asked } from '../../sealed/assembly/model.ts'
import { ASSEMBLIES_PATH, type Held, pathOf, QUESTION_WORDS, trailOf } from './shell.ts'

type Props = Held & { readonly question: Asked }

/** `/agents/assemblees/:slug/questions/:number`: opened, typed for who has no phone, closed, told. */
export function QuestionPage(props: Props) {
  const { site, desk, assembly, room, question } = props
  return (
    <DeskPage
      site={site}
      desk={desk}
      title={question.title}
      description="Une question posée à l’assemblée."
      current={ASSEMBLIES_PATH}
      trail={trailOf(assembly)}
    >
      <PageHeader
        kicker={`Question ${question.number}, ${QUESTION_WORDS[question.state].toLowerCase()}`}
        title={question.title}
        lead={ruleWords(question.rule)}
      />
      {question.details !== '' && <p>{question.details}</p>}
      {question.state === 'waiting' && assembly.state !== 'over' && (
        <Act {...props} act="ouvrir" label="Ouvrir le vote" />
      )}
      {question.state === 'open' && <OpenSection {...props} />}
      {question.state === 'closed' && (
        <Section id="resultat" title="Résultat">
          <QuestionResult assembly={assembly} members={room.members} question={question} />
        </Section>
      )}
    </DeskPage>
  )
}

function Act(props: Props & { readonly act: 'ouvrir' | 'fermer'; readonly label: string }) {
  const { assembly, question, keys, state, act, label } = props
  // A fault is told once: by the form of the votes when there is one.
  const own = question.state === 'waiting' ? state : undefined
  return (
    <Form action={pathOf(assembly, `questions/${question.number}/${act}`)} keys={keys} state={own}>
      <SubmitRow label={label} />
    </Form>
  )
}

function OpenSection(props: Props) {
  const { assembly, room, question, keys, state } = props
  const voters = votersOf(room.proxies, room.present)
  const options = room.members.filter(({ id }) => voters.has(id)).map(({ id, name }) => ({ value: id, label: name }))
  return (
    <>
      <Section
        id="voix"
        title="Voix reçues"
        lead={`${formatCount(question.votes.length, 'voix', 'voix')} pour ${formatCount(voters.size, 'votant', 'votants')}.`}
      >
        <Act {...props} act="fermer" label="Fermer le vote" />
      </Section>
      <Section id="saisir" title="Voter pour un membre sans téléphone" lead="Il vous dit sa réponse, devant tous.">
        <Form action={pathOf(assembly, `questions/${question.number}/voix`)} keys={keys} state={state}>
          <SelectField name="membre" label="Membre" state={state} options={options} empty="Choisir" />
          <VoiceFields question={question} state={state} />
          <div class="submit-row">
            <Button weight="quiet">Noter sa voix</Button>
          </div>
        </Form>
      </Section>
    </>
  )
}

/** `/agents/assemblees/:slug/questions/nouvelle`. */
export function NewQuestionPage({ site, desk, assembly, keys, state }: Held) {
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Ajouter une question"
      description="Une question à poser à l’assemblée."
      current={ASSEMBLIES_PATH}
      trail={trailOf(assembly)}
    >
      <PageHeader kicker={assembly.title} title="Ajouter une question" lead="Une fois ajoutée, elle ne change plus." />
      <Form action={pathOf(assembly, 'questions/nouvelle')} keys={keys} state={state}>
        <TextField name="titre" label="La question" hint="Par exemple : Approuver les comptes 2026." state={state} />
        <TextArea name="texte" label="Le texte soumis au vote" state={state} rows={4} optional />
        <ChoiceField
          name="genre"
          label="On y répond"
          state={state}
          options={[
            { value: 'motion', label: 'Par pour, contre ou abstention' },
            { value: 'election', label: 'En choisissant des candidats' },
          ]}
        />
        <MotionFields state={state} />
        <FieldGroup title="Si on choisit des candidats">
          <TextArea
            name="candidats"
            label="Candidats"
            hint="Un par ligne. À égalité, le premier de la liste passe devant."
            state={state}
            optional
          />
          <TextField name="sieges" label="Nombre de sièges" inputmode="numeric" width={4} state={state} optional />
        </FieldGroup>
        <ChoiceField
          name="silence"
          label="Si un collège ne vote pas"
          state={state}
          options={[
            { value: 'shared', label: 'Son poids va aux autres', hint: 'En proportion de leurs poids.' },
            { value: 'lost', label: 'Son poids est perdu', hint: 'Il compte alors comme des voix contre.' },
          ]}
        />
        <SubmitRow label="Ajouter la question" ways={[{ label: 'Revenir à l’assemblée', href: pathOf(assembly) }]} />
      </Form>
    </DeskPage>
  )
}

function MotionFields({ state }: Pick<Held, 'state'>) {
  return (
    <FieldGroup title="Si on répond par pour ou contre">
      <TextField
        name="seuil"
        label="Part des voix à atteindre"
        hint="Par exemple 1/2 ou 2/3."
        width={8}
        state={state}
      />
      <ChoiceField
        name="atteint"
        label="Il en faut"
        state={state}
        options={[
          { value: 'plus', label: 'Plus que cette part' },
          { value: 'au-moins', label: 'Au moins cette part' },
        ]}
      />
      <ChoiceField
        name="base"
        label="La part se compte"
        state={state}
        options={[
          { value: 'expressed', label: 'Sur les voix pour et contre' },
          {
            value: 'present',
            label: 'Sur les présents et représentés',
            hint: 'L’abstention pèse alors comme un contre.',
          },
        ]}
      />
    </FieldGroup>
  )
}
