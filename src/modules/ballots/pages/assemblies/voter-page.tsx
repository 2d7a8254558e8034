import { Button, ButtonLink } from '#ui/action'
import { FocusPage } from '#ui/focus'
import {
  BoxesField,
  ChoiceField,
  EMPTY_FORM,
  Form,
  type FormState,
  type HiddenKeys,
  SubmitRow,
  TextField,
} from '#ui/form'
import { formatDay } from '#ui/format'
import { Notice } from '#ui/message'
import type { SiteFrame } from '#ui/page'
import { votesOf } from '../../sealed/assembly/decide.ts'
import type { Asked, Assembly, Member, Question, Room } from '../../sealed/assembly/model.ts'
import { ANSWER_WORDS, QuestionResult, ruleWords, voiceWords } from './result.tsx'

type Props = {
  readonly site: SiteFrame
  readonly assembly: Assembly
  readonly keys: HiddenKeys
  readonly state: FormState
}

const LEAVE = { label: 'Quitter le vote', href: '/' }

/** `/assemblees/:slug/voter` for who has not said who they are: nothing of the assembly but its name. */
export function CodePage({ site, assembly, keys, state }: Props) {
  return (
    <FocusPage
      site={site}
      kicker={assembly.title}
      title="Votez ici"
      description="Voter dans une assemblée, avec le code reçu."
      lead={`Assemblée du ${formatDay(assembly.heldOn)}. Tapez le code de votre feuille.`}
      leave={LEAVE}
    >
      <Form action={votePath(assembly)} keys={keys} state={state}>
        <TextField
          name="code"
          label="Votre code"
          hint="Douze lettres et chiffres, par exemple 7KX4 9TQM 2BRA."
          state={state}
          width={18}
          autocomplete="off"
          spellcheck={false}
        />
        <SubmitRow label="Entrer" />
      </Form>
    </FocusPage>
  )
}

type MemberProps = Props & {
  readonly member: Member
  readonly room: Room
  readonly questions: readonly Asked[]
  /** The form that came back: question and member. */
  readonly failed?: { readonly member: string } | undefined
  readonly isSaved: boolean
}

/** The same address for a member: the question that is open, then what was decided. */
export function MemberVotePage(props: MemberProps) {
  const { site, assembly, member, room, questions } = props
  const open = questions.find(({ state }) => state === 'open')
  const closed = questions.filter(({ state }) => state === 'closed').toReversed()
  return (
    <FocusPage
      site={site}
      kicker={assembly.title}
      title={open ? open.title : 'Aucune question n’est ouverte'}
      description="Voter dans une assemblée."
      lead={`Vous êtes ${member.name}.`}
      leave={LEAVE}
    >
      {props.isSaved && <Notice kind="success" title="Votre vote est enregistré." />}
      {isUnplaced(props, open) && <Notice kind="error" title={props.state.problem ?? ''} />}
      {open ? <OpenQuestion {...props} question={open} /> : <Waiting assembly={assembly} />}
      {!room.present.has(member.id) && assembly.state !== 'over' && (
        <Notice kind="warning" title="Votre présence n’est pas notée.">
          <p>Pour voter, signez la feuille de présence à l’accueil, puis rechargez cette page.</p>
        </Notice>
      )}
      {closed.map((question) => (
        <section aria-labelledby={`question-${question.number}`}>
          <h2 id={`question-${question.number}`}>
            {question.number}. {question.title}
          </h2>
          <QuestionResult assembly={assembly} members={room.members} question={question} />
        </section>
      ))}
      <Form action={`${votePath(assembly)}/quitter`} keys={props.keys}>
        <div class="submit-row">
          <Button weight="quiet">Ce n’est pas moi, ou j’ai fini</Button>
        </div>
      </Form>
    </FocusPage>
  )
}

/** What went wrong with a form that is no longer on the page. */
function isUnplaced({ state, failed, room, member }: MemberProps, open: Asked | undefined): boolean {
  if (state.problem === undefined) return false
  const hasForms = open !== undefined && room.present.has(member.id)
  return !hasForms || !votesOf(room, member.id).some(({ id }) => id === failed?.member)
}

function Waiting({ assembly }: Pick<Props, 'assembly'>) {
  if (assembly.state === 'over') return <p>L’assemblée est finie. Voici ce qui a été décidé.</p>
  return (
    <>
      <p>Quand le bureau ouvrira une question, rechargez cette page pour voter.</p>
      <p>
        <ButtonLink href={votePath(assembly)}>Recharger</ButtonLink>
      </p>
    </>
  )
}

function OpenQuestion(props: MemberProps & { readonly question: Asked }) {
  const { member, room, question } = props
  if (!room.present.has(member.id)) return null
  return (
    <>
      {question.details !== '' && <p>{question.details}</p>}
      <p>{ruleWords(question.rule)} Ce vote est public : l’assemblée verra qui a voté quoi.</p>
      {votesOf(room, member.id).map((voter) => (
        <OneVoter {...props} voter={voter} isOwn={voter.id === member.id} />
      ))}
    </>
  )
}

function OneVoter(props: MemberProps & { readonly question: Asked; readonly voter: Member; readonly isOwn: boolean }) {
  const { assembly, keys, question, voter, isOwn } = props
  const given = question.votes.find(({ memberId }) => memberId === voter.id)
  const failed = props.failed?.member === voter.id ? props.state : undefined
  return (
    <section aria-labelledby={`voix-${voter.number}`}>
      <h2 id={`voix-${voter.number}`}>{isOwn ? 'Votre vote' : `Le vote de ${voter.name}, que vous représentez`}</h2>
      {given && (
        <p>
          Vote enregistré : <strong>{voiceWords(given, question)}</strong>. Vous pouvez changer jusqu’à la fermeture.
        </p>
      )}
      <Form
        action={`${votePath(assembly)}/questions/${question.number}`}
        keys={keys}
        state={failed}
        keep={{ membre: voter.id, rang: String(voter.number) }}
      >
        <VoiceFields question={question} state={failed ?? EMPTY_FORM} suffix={`-${voter.number}`} />
        <SubmitRow label={given ? 'Changer ce vote' : 'Voter'} />
      </Form>
    </section>
  )
}

/** The answers to a question, as fields of a form. */
export function VoiceFields(props: {
  readonly question: Question
  readonly state: FormState
  /** Tells the fields of several forms of one page apart. */
  readonly suffix?: string
}) {
  const { question, state, suffix = '' } = props
  const { rule } = question
  if (rule.kind === 'motion') {
    const options = (['yes', 'no', 'abstain'] as const).map((value) => ({ value, label: ANSWER_WORDS[value] }))
    return <ChoiceField name={`reponse${suffix}`} label="Réponse" state={state} options={options} />
  }
  const { seats } = rule.election
  return (
    <BoxesField
      name={`choix${suffix}`}
      label="Candidats"
      hint={seats === 1 ? 'Un seul, ou aucun pour voter blanc.' : `${seats} au plus, ou aucun pour voter blanc.`}
      state={state}
      chosen={[]}
      options={rule.candidates.map((label, rank) => ({ value: String(rank), label }))}
    />
  )
}

export function votePath({ slug }: Pick<Assembly, 'slug'>): string {
  return `/assemblees/${slug}/voter`
}
