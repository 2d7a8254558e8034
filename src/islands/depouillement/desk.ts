import { refuse } from '#kernel/result'
import { formatBytes } from '#ui/format'
import { addressOf, requestOf } from './address.ts'
import { type Asking, StoppedError } from './asking.ts'
import { comparisonView } from './comparison.ts'
import { make, named } from './dom.ts'
import { fileCard, refusedFile } from './file-card.ts'
import type { Chosen } from './intake.ts'
import type { Count, OpenFile } from './messages.ts'
import { notice } from './notice.ts'
import { outcomeView } from './outcome.ts'
import { projectList } from './projects.ts'
import type { RuleForm } from './rule-form.ts'
import type { WorkBar } from './work-bar.ts'

/** The page, what works for it, and what it shows now. */
export type Desk = {
  readonly root: HTMLElement
  readonly bar: WorkBar
  readonly asking: Asking
  readonly form: RuleForm
  readonly state: DeskState
}

type DeskState = {
  open: { readonly chosen: Chosen; readonly file: OpenFile } | undefined
  counted: Count | undefined
  /** Rises with each file and each rule: an answer to an earlier one comes too late. */
  turn: number
}

/** As the reader of files, in bytes. */
const LARGEST = 128 * 2 ** 20

/** Reads a file, then counts it. */
export async function take(desk: Desk, chosen: Chosen): Promise<void> {
  const { root, form, state } = desk
  say(desk, `Lecture de ${chosen.name}…`)
  const act = { place: 'file', again: () => take(desk, chosen) } as const
  const read = await alone(desk, act, async () => {
    // What could not be counted is not even brought into memory.
    if (chosen.bytes > LARGEST) return refuse(tooLarge(chosen.bytes))
    return desk.asking.ask('open', { bytes: await chosen.read() })
  })
  if (!read) return
  state.open = read.ok ? { chosen, file: read.value } : undefined
  named(root, 'file').replaceChildren(
    read.ok ? fileCard(chosen.name, read.value) : refusedFile(chosen.name, read.refusal),
  )
  named(root, 'after-file').hidden = !read.ok
  if (read.ok) form.fit(read.value)
  writeAddress(desk)
  if (read.ok) await count(desk)
  else say(desk, '')
}

/** Counts the open file by the rule of the form. */
export async function count(desk: Desk): Promise<void> {
  const { root, asking, form, state } = desk
  if (!state.open) return
  const { file } = state.open
  writeAddress(desk)
  const act = { place: 'result', again: () => count(desk) } as const
  const counted = await alone(desk, act, () => asking.ask('count', { request: requestOf(form.fields()) }))
  if (!counted) return
  state.counted = counted.ok ? counted.value : undefined
  named(root, 'after-count').hidden = !counted.ok
  if (counted.ok) form.explain(counted.value.effective)
  if (counted.ok) return draw(desk, file, counted.value)
  const title = 'Cette règle ne peut pas compter ces bulletins.'
  named(root, 'result').replaceChildren(notice('error', title, counted.refusal))
  say(desk, '')
}

export async function compare(desk: Desk): Promise<void> {
  const { root, bar, asking, form, state } = desk
  if (!state.open) return
  const { file } = state.open
  const work = () => asking.ask('compare', { request: requestOf(form.fields()) })
  const comparison = await bar.during(work, (error) => {
    failed(desk, { place: 'comparison', again: () => compare(desk) }, error)
  })
  if (!comparison) return
  named(root, 'comparison').replaceChildren(comparisonView(file, comparison))
  say(desk, 'La comparaison des règles est prête.')
}

/** Tells who does not see the page what has just changed on it. */
export function say({ root }: Pick<Desk, 'root'>, sentence: string): void {
  named(root, 'said').textContent = sentence
}

function tooLarge(bytes: number): string {
  return `Le fichier pèse ${formatBytes(bytes)} et la limite est de ${formatBytes(LARGEST)}. Vérifiez que c’est bien un fichier de votes.`
}

function draw(desk: Desk, file: OpenFile, result: Count): void {
  const { root } = desk
  const { headline, view } = outcomeView(file, result)
  named(root, 'result').replaceChildren(view)
  named(root, 'projects').replaceChildren(projectList(desk, file, result))
  // What was told of another count.
  for (const name of ['ballot', 'comparison', 'certificate-said']) named(root, name).replaceChildren()
  named(root, 'ballot-hint').textContent =
    `C’est le numéro de la colonne « voter_id » du fichier, par exemple ${file.someBallot}.`
  named(root, 'command').textContent = result.command ?? 'La ligne de commande n’a pas encore d’option pour ce réglage.'
  say(desk, headline)
}

/** Something long: where its failure is told, and what takes it up again. */
type Act = { readonly place: 'file' | 'result' | 'comparison'; readonly again: () => Promise<void> }

const RELOAD = ['Le calcul n’a pas pu se faire.', 'Rechargez la page, puis recommencez. Rien n’a été envoyé.'] as const
const FAILURES = {
  file: ['Ce fichier n’a pas pu être ouvert.', 'Vérifiez votre connexion, ou choisissez un fichier de votre appareil.'],
  result: RELOAD,
  comparison: RELOAD,
} as const satisfies Readonly<Record<Act['place'], readonly [title: string, advice: string]>>

/** Work that makes what was under way useless. @returns undefined when it failed, or became useless itself */
async function alone<Value>(desk: Desk, act: Act, work: () => Promise<Value>): Promise<Value | undefined> {
  const { bar, asking, state } = desk
  const mine = ++state.turn
  if (bar.isBusy()) asking.stop()
  const value = await bar.during(work, (error) => {
    if (mine === state.turn) failed(desk, act, error)
  })
  return mine === state.turn ? value : undefined
}

/** An earlier result never stays under a rule that did not give it. */
function failed(desk: Desk, { place, again }: Act, error: unknown): void {
  const { root, state } = desk
  if (place === 'result') named(root, 'after-count').hidden = true
  if (place === 'file') {
    state.open = undefined
    named(root, 'after-file').hidden = true
  }
  if (error instanceof StoppedError) {
    const button = make('button', { type: 'button', class: 'button button-quiet' }, 'Reprendre le calcul')
    button.addEventListener('click', () => void again())
    named(root, place).replaceChildren(notice('info', 'Calcul arrêté.', button))
    say(desk, 'Calcul arrêté.')
    return
  }
  const [title, advice] = FAILURES[place]
  named(root, place).replaceChildren(notice('error', title, advice))
  say(desk, '')
  console.warn(error)
}

function writeAddress({ form, state }: Desk): void {
  history.replaceState(null, '', addressOf(location.pathname, form.fields(), state.open?.chosen.sample))
}
