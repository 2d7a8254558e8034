import { type Answer, type ElectionCount, type MotionCount, type Term, writtenFraction } from '#kernel/weighted'
import { Disclosure } from '#ui/disclosure'
import { DataTable } from '#ui/table'
import { countedVotes } from '../../sealed/assembly/decide.ts'
import type { Asked, Assembly, Member, QuestionRule, Vote } from '../../sealed/assembly/model.ts'
import { resultOf, writtenTerm, writtenTerms } from '../../sealed/assembly/results.ts'

export type ResultProps = {
  readonly assembly: Assembly
  readonly members: readonly Member[]
  readonly question: Asked
}

export const ANSWER_WORDS: Readonly<Record<Answer, string>> = { yes: 'Pour', no: 'Contre', abstain: 'Abstention' }

/** What a closed question gave, with every fraction, and who voted what: for the assembly alone. */
export function QuestionResult(props: ResultProps) {
  const result = resultOf(props.assembly, props.members, props.question)
  if (!result) return null
  return (
    <>
      <p>
        <strong>{outcomeWords(props)}</strong>
      </p>
      {result.kind === 'motion' ? (
        <MotionTable {...props} count={result.count} />
      ) : (
        <ElectionTable {...props} count={result.count} candidates={result.candidates} />
      )}
      <NamedVotes {...props} />
    </>
  )
}

/** The outcome in a sentence. */
export function outcomeWords({ assembly, members, question }: ResultProps): string {
  const result = resultOf(assembly, members, question)
  if (!result) return 'Le vote n’est pas fini.'
  if (result.kind === 'election') {
    const names = result.count.elected.map((rank) => result.candidates[rank])
    const tied = result.count.tied.map((rank) => result.candidates[rank])
    const elected = names.length === 0 ? 'Personne n’est élu.' : `Élus : ${names.join(', ')}.`
    return tied.length === 0
      ? elected
      : `${elected} À égalité pour le dernier siège : ${tied.join(', ')}. L’ordre de la liste a départagé.`
  }
  const { share, isAdopted } = result.count
  if (share === null) return 'Rejetée : aucune voix ne compte.'
  return `${isAdopted ? 'Adoptée' : 'Rejetée'} : ${writtenFraction(share)} des voix. ${ruleWords(question.rule)}`
}

/** What it takes, in a sentence. */
export function ruleWords(rule: QuestionRule): string {
  if (rule.kind === 'election') {
    return rule.election.seats === 1 ? 'Un siège à pourvoir.' : `${rule.election.seats} sièges à pourvoir.`
  }
  const { threshold, isStrict, of } = rule.motion
  const voices = of === 'expressed' ? 'des voix exprimées' : 'des présents et représentés'
  return `Il en faut ${isStrict ? 'plus de' : 'au moins'} ${writtenFraction(threshold)} ${voices}.`
}

/** « Pour », or the names of the candidates chosen. */
export function voiceWords({ voice }: Pick<Vote, 'voice'>, { rule }: Pick<Asked, 'rule'>): string {
  if (voice.kind === 'motion') return ANSWER_WORDS[voice.answer]
  const names = rule.kind === 'election' ? voice.choices.map((rank) => rule.candidates[rank]) : []
  return names.length === 0 ? 'Blanc' : names.join(', ')
}

function MotionTable({ assembly, question, count }: ResultProps & { readonly count: MotionCount }) {
  return (
    <>
      <DataTable
        caption={`Voix par collège, question ${question.number}`}
        rows={count.terms}
        columns={[
          { header: 'Collège', namesRow: true, cell: (term) => collegeName(assembly, term) },
          { header: 'Poids', align: 'end', cell: ({ weight }) => writtenFraction(weight) },
          { header: 'Pour', align: 'end', cell: ({ yes }) => yes },
          { header: 'Contre', align: 'end', cell: ({ no }) => no },
          { header: 'Abstention', align: 'end', cell: ({ abstain }) => abstain },
          { header: 'Ce que le collège apporte', align: 'end', cell: writtenTerm },
        ]}
      />
      {isSomebodySilent(count) && (
        <p>
          {silentOf(question.rule) === 'shared'
            ? 'Un collège où aucune voix ne compte donne son poids aux autres, en proportion des leurs.'
            : 'Le poids d’un collège où aucune voix ne compte est perdu, comme l’a voulu la règle.'}
        </p>
      )}
      <p>
        Le calcul : {writtenTerms(count.terms)} = {count.share ? writtenFraction(count.share) : 'rien'}.
      </p>
    </>
  )
}

function isSomebodySilent({ share, terms }: MotionCount): boolean {
  return share !== null && terms.some(({ base }) => base === 0)
}

function silentOf(rule: QuestionRule) {
  return rule.kind === 'motion' ? rule.motion.silent : rule.election.silent
}

function ElectionTable(props: ResultProps & { readonly count: ElectionCount; readonly candidates: readonly string[] }) {
  const { question, count, candidates } = props
  return (
    <DataTable
      caption={`Voix par candidat, question ${question.number}`}
      rows={count.candidates.map((share, rank) => ({ ...share, rank }))}
      columns={[
        { header: 'Candidat', namesRow: true, cell: ({ rank }) => candidates[rank] },
        { header: 'Part des voix', align: 'end', cell: ({ share }) => (share ? writtenFraction(share) : 'aucune') },
        { header: 'Le calcul', align: 'end', cell: ({ terms }) => writtenTerms(terms) },
        { header: 'Résultat', cell: ({ rank }) => (count.elected.includes(rank) ? 'Élu' : 'Non élu') },
      ]}
    />
  )
}

function NamedVotes({ assembly, members, question }: ResultProps) {
  const byId = new Map(members.map((member) => [member.id, member]))
  const rows = countedVotes(question).toSorted(
    (one, other) => (byId.get(one.memberId)?.number ?? 0) - (byId.get(other.memberId)?.number ?? 0),
  )
  return (
    <Disclosure summary={`Qui a voté quoi (${rows.length})`}>
      <DataTable
        caption={`Votes nominatifs, question ${question.number}`}
        captionHidden
        rows={rows}
        columns={[
          { header: 'Membre', namesRow: true, cell: ({ memberId }) => byId.get(memberId)?.name },
          { header: 'Collège', cell: ({ memberId }) => nameOf(assembly, byId.get(memberId)?.college) },
          { header: 'Vote', cell: (vote) => voiceWords(vote, question) },
          {
            header: 'Par procuration',
            cell: ({ memberId, castBy }) => (castBy === memberId ? 'Non' : `Oui, ${byId.get(castBy)?.name}`),
          },
        ]}
        empty={<p>Personne n’a voté.</p>}
      />
    </Disclosure>
  )
}

function collegeName(assembly: Assembly, { college }: Term): string {
  return nameOf(assembly, college)
}

export function nameOf({ colleges }: Assembly, code: string | undefined): string {
  return colleges.find((college) => college.code === code)?.name ?? ''
}
