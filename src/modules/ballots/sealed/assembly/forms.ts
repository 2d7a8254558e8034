import { done, type Result, refuse } from '#kernel/result'
import {
  type Answer,
  type College,
  type CollegesRefusal,
  type Convocation,
  decideColleges,
  type MotionRule,
  type QuorumRule,
  readWeight,
} from '#kernel/weighted'
import { slugOf } from '../../model.ts'
import type { Question, QuestionRule, Voice } from './model.ts'

type Fields = Readonly<Record<string, string>>
type Errors = Record<string, string>

export type AssemblyDraft = {
  readonly title: string
  readonly place: string
  readonly convocation: Convocation
  readonly quorum: QuorumRule
  readonly proxyCap: number
  readonly colleges: readonly College[]
}

const COLLEGE_SENTENCES: Record<CollegesRefusal, string> = {
  none: 'Écrivez au moins un collège, par exemple : Tous les membres ; 1.',
  'weight-not-positive': 'Chaque collège a un poids plus grand que zéro.',
  'total-not-one': 'La somme des poids doit faire exactement 1, soit 100 %. Corrigez les poids.',
  'too-few': 'Une SCIC qui vote par collèges en a trois au moins. Ajoutez-en, ou décochez la case.',
  'weight-outside-the-law': 'Dans une SCIC, chaque collège pèse de 10 % à 50 % des voix (loi 47-1775, art. 19 octies).',
}

/** Reads the form of a new assembly, apart from its day. */
export function readAssembly(fields: Fields): Result<AssemblyDraft, Fields> {
  const errors: Errors = {}
  const title = lineOf(fields.titre)
  if (title === '') errors.titre = 'Donnez un titre à l’assemblée.'
  const colleges = readColleges(fields.colleges ?? '', fields.scic === 'oui')
  if (!colleges.ok) errors.colleges = colleges.refusal
  const part = (name: string) => {
    const read = readWeight(fields[name] ?? '')
    if (read && read.numerator <= read.denominator) return read
    errors[name] = 'Écrivez une part des membres, par exemple 1/4 ou 50 %. Écrivez 0 s’il n’y a pas de quorum.'
    return undefined
  }
  const [first, second] = [part('quorum-1'), part('quorum-2')]
  const cap = /^\d{1,2}$/.test((fields.procurations ?? '').trim()) ? Number(fields.procurations) : undefined
  if (cap === undefined)
    errors.procurations = 'Écrivez un nombre, par exemple 2. Écrivez 0 si personne ne peut en porter.'
  if (!first || !second || cap === undefined || !colleges.ok || Object.keys(errors).length > 0) return refuse(errors)
  return done({
    title,
    place: lineOf(fields.lieu),
    convocation: fields.convocation === '2' ? 2 : 1,
    quorum: { first, second, scope: fields.portee === 'each-college' ? 'each-college' : 'assembly' },
    proxyCap: cap,
    colleges: colleges.value,
  })
}

/** One college a line: « Salariés ; 3/10 ». */
function readColleges(text: string, isCooperative: boolean): Result<readonly College[], string> {
  const colleges: College[] = []
  for (const line of linesOf(text)) {
    const [name = '', weight = ''] = line.split(/[;\t]/).map((cell) => cell.trim())
    const read = readWeight(weight)
    if (name === '' || !read) {
      return refuse(`La ligne « ${line.slice(0, 60)} » ne se lit pas. Écrivez par exemple : Salariés ; 3/10.`)
    }
    const code = slugOf(name)
    if (colleges.some((college) => college.code === code)) return refuse(`Le collège « ${name} » est écrit deux fois.`)
    colleges.push({ code, name: name.slice(0, 100), weight: read })
  }
  const decision = decideColleges(colleges, isCooperative)
  return decision.ok ? decision : refuse(COLLEGE_SENTENCES[decision.refusal])
}

export type QuestionDraft = Pick<Question, 'title' | 'details' | 'rule'>

/** Reads the form of a question: a motion unless candidates are asked for. */
export function readQuestion(fields: Fields): Result<QuestionDraft, Fields> {
  const errors: Errors = {}
  const title = lineOf(fields.titre)
  if (title === '') errors.titre = 'Écrivez la question.'
  const rule = fields.genre === 'election' ? readElection(fields, errors) : readMotion(fields, errors)
  if (!rule || Object.keys(errors).length > 0) return refuse(errors)
  return done({ title, details: (fields.texte ?? '').replaceAll('\r\n', '\n').trim().slice(0, 5000), rule })
}

function readMotion(fields: Fields, errors: Errors): QuestionRule | undefined {
  const threshold = readWeight(fields.seuil ?? '')
  if (!threshold || threshold.numerator > threshold.denominator) {
    errors.seuil = 'Écrivez la part des voix à atteindre, par exemple 1/2 ou 2/3.'
    return undefined
  }
  const motion: MotionRule = {
    threshold,
    isStrict: fields.atteint !== 'au-moins',
    of: fields.base === 'present' ? 'present' : 'expressed',
    silent: silentOf(fields),
  }
  return { kind: 'motion', motion }
}

function readElection(fields: Fields, errors: Errors): QuestionRule | undefined {
  const candidates = linesOf(fields.candidats ?? '').map((name) => name.slice(0, 100))
  const seats = /^\d{1,3}$/.test((fields.sieges ?? '').trim()) ? Number(fields.sieges) : 0
  if (candidates.length === 0) errors.candidats = 'Écrivez un candidat par ligne.'
  if (candidates.length > 200) errors.candidats = 'Une élection a 200 candidats au plus.'
  if (new Set(candidates).size < candidates.length) errors.candidats = 'Un nom est écrit deux fois. Distinguez-les.'
  if (seats < 1) errors.sieges = 'Écrivez le nombre de sièges, par exemple 3.'
  return { kind: 'election', election: { seats, silent: silentOf(fields) }, candidates }
}

function silentOf(fields: Fields): MotionRule['silent'] {
  return fields.silence === 'lost' ? 'lost' : 'shared'
}

/** What a voter's form says: a button for a motion, boxes for an election. Undefined: no answer to this question. */
export function readVoice(
  { rule }: Question,
  fields: Fields,
  lists: Readonly<Record<string, readonly string[]>>,
  suffix = '',
): Voice | undefined {
  if (rule.kind === 'motion') {
    const answer = (['yes', 'no', 'abstain'] satisfies Answer[]).find((each) => each === fields[`reponse${suffix}`])
    return answer && { kind: 'motion', answer }
  }
  const chosen = lists[`choix${suffix}`] ?? []
  return chosen.every((rank) => /^\d{1,3}$/.test(rank)) ? { kind: 'election', choices: chosen.map(Number) } : undefined
}

/** A member of a list, or why a line cannot be taken. */
export type ReadMember = { readonly name: string; readonly college: string }
export type MembersFile = {
  readonly members: readonly ReadMember[]
  readonly faults: readonly { readonly line: number; readonly sentence: string }[]
}

const MOST_MEMBERS = 5000

/** One member a line, « Nom ; collège », typed or from a table saved as CSV; a first line of titles is passed over. */
export function readMembers(text: string, colleges: readonly College[]): MembersFile {
  const members: ReadMember[] = []
  const faults: { line: number; sentence: string }[] = []
  const seen = new Map<string, number>()
  const codes = new Map(colleges.flatMap(({ code, name }) => [[code, code] as const, [slugOf(name), code] as const]))
  text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .forEach((line, index) => {
      const [name = '', college = ''] = line.split(/[;\t]/).map((cell) => lineOf(cell.replaceAll('"', '')))
      if (line.trim() === '' || (index === 0 && /^nom\b/i.test(name))) return
      const code =
        college === '' && colleges.length === 1
          ? colleges[0]!.code
          : college === ''
            ? undefined
            : codes.get(slugOf(college))
      const before = seen.get(name.toLocaleLowerCase('fr'))
      if (name === '') faults.push({ line: index + 1, sentence: 'Il manque le nom.' })
      else if (code === undefined) {
        faults.push({
          line: index + 1,
          sentence: `Le collège « ${college} » n’existe pas dans cette assemblée. Écrivez : Nom ; collège.`,
        })
      } else if (before !== undefined) {
        faults.push({
          line: index + 1,
          sentence: `« ${name} » est déjà à la ligne ${before}. Distinguez les deux personnes.`,
        })
      } else if (members.length >= MOST_MEMBERS) {
        faults.push({ line: index + 1, sentence: 'Une assemblée a 5 000 membres au plus.' })
      } else {
        seen.set(name.toLocaleLowerCase('fr'), index + 1)
        members.push({ name: name.slice(0, 150), college: code })
      }
    })
  return { members, faults }
}

function linesOf(text: string): readonly string[] {
  return text
    .split(/\r?\n/)
    .map(lineOf)
    .filter((line) => line !== '')
}

function lineOf(text: string | undefined): string {
  return (text ?? '').replace(/\s+/g, ' ').trim().slice(0, 200)
}
