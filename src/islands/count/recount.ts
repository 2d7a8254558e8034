import { frenchNumber } from '#kernel/french'
import type { TallyReport } from '#kernel/tally'
import { make } from '../depouillement/dom.ts'
import type { Counter } from './counter.ts'
import type { Counted, Opened, Progress } from './messages.ts'

/** Addresses of what was published, and what its ballots must hash to. */
export type PublishedFiles = {
  readonly ballots: string
  /** Of the ballots, in bytes. */
  readonly size: number | undefined
  readonly report: string
  readonly certificate: string
  readonly sha256: string
}

/** A count made again once, whoever asks first: the button, or somebody who looks for a ballot. */
export type Recount = { run(): Promise<Counter> }

type Verdict = { readonly isRight: boolean; readonly sentence: string }

/** Draws the button, then the progress and what was found, in the place the server left. */
export function mountRecount(place: HTMLElement, files: PublishedFiles, open: () => Counter): Recount {
  const view = drawView(place)
  const { button, further, verdicts, tell } = view
  let running: Promise<Counter> | undefined

  const conclude = (verdict: Verdict) => verdicts.append(drawn(verdict))
  const check = async (counter: Counter) => {
    const verdict = await certificateVerdict(counter, files.certificate, tell)
    if (verdict) conclude(verdict)
  }
  const count = async (counter: Counter) => {
    verdicts.replaceChildren()
    further.hidden = true
    const ballots = await countAgain(counter, files, tell, conclude)
    button.textContent = 'Recompter encore'
    if (ballots <= CHECKED_AT_ONCE) await check(counter)
    else further.hidden = false
  }
  const run = () => {
    running = work(view, open, count)
    // After a failure the next who asks starts again.
    running.catch(() => {
      running = undefined
    })
    return running
  }

  button.addEventListener('click', () => void run())
  further.addEventListener('click', () => {
    further.hidden = true
    work(view, open, check).catch(() => {
      further.hidden = false
    })
  })
  return { run: () => running ?? run() }
}

type View = ReturnType<typeof drawView>

function drawView(place: HTMLElement) {
  const button = make('button', { type: 'button', class: 'button button-main' }, 'Recompter dans mon navigateur')
  const further = make('button', { type: 'button', class: 'button button-quiet', hidden: true })
  further.textContent = 'Contrôler aussi le certificat'
  const progress = make('progress', { max: 1, hidden: true, 'aria-label': 'Avancement du compte' })
  const status = make('p', { role: 'status' })
  const verdicts = make('ul', { class: 'verdicts' })
  place.replaceChildren(button, progress, status, verdicts, further)
  const tell = ({ step, share }: Progress) => {
    if (share === undefined) progress.removeAttribute('value')
    else progress.value = share
    if (status.textContent !== STEPS[step]) status.textContent = STEPS[step]
  }
  return { button, further, progress, status, verdicts, tell }
}

/** Does long work under the progress bar, then says what all verdicts so far amount to. */
async function work(view: View, open: () => Counter, act: (counter: Counter) => Promise<void>): Promise<Counter> {
  const { button, further, progress, status, verdicts } = view
  button.disabled = further.disabled = true
  progress.hidden = false
  try {
    const counter = open()
    await act(counter)
    status.textContent = verdicts.querySelector('.verdict-wrong')
      ? 'Quelque chose diffère. Signalez-le-nous, avec le nom de cette page.'
      : 'C’est vérifié : vous trouvez le même résultat.'
    return counter
  } catch (error) {
    status.textContent = 'Le compte n’a pas pu se faire. Vérifiez votre connexion, puis réessayez.'
    throw error
  } finally {
    progress.hidden = true
    button.disabled = further.disabled = false
  }
}

// The checker is written to be read, not to be quick: beyond, it takes long enough to be asked for.
const CHECKED_AT_ONCE = 20_000

/**
 * Each thing found is told as soon as it is known.
 *
 * @returns how many ballots were counted; 0 when they were not
 */
async function countAgain(
  counter: Counter,
  files: PublishedFiles,
  tell: (progress: Progress) => void,
  conclude: (verdict: Verdict) => void,
): Promise<number> {
  const { ballots, size } = files
  const [opened, report] = await Promise.all([counter.ask('fetch', { url: ballots, size }, tell), textAt(files.report)])
  if (report === undefined) throw new Error('the published report is not there')
  if (!opened.ok) {
    conclude({ isRight: false, sentence: 'Le fichier des bulletins ne se lit plus.' })
    return 0
  }
  conclude(readVerdict(opened, files))

  const { rule } = JSON.parse(report) as TallyReport
  const counted = await counter.ask('count', { rule }, tell)
  if (!counted.ok) {
    conclude({ isRight: false, sentence: 'La règle publiée ne s’applique pas à ces bulletins.' })
    return 0
  }
  conclude(countVerdict(counted.value, report))
  return opened.value.voterCount
}

function readVerdict(opened: Opened & { readonly ok: true }, { sha256 }: PublishedFiles): Verdict {
  const { voterCount, milliseconds, sha256: found } = opened.value
  if (found !== undefined && found !== sha256) {
    return { isRight: false, sentence: 'Le fichier reçu n’est pas celui qui a été publié avec le résultat.' }
  }
  const read = `${frenchNumber(voterCount)} bulletins lus en ${seconds(milliseconds)}`
  const sentence = found ? `${read}. Le fichier est bien celui du résultat.` : `${read}.`
  return { isRight: true, sentence }
}

function countVerdict({ report: ours, milliseconds }: Counted, published: string): Verdict {
  if (ours !== published) return { isRight: false, sentence: 'Le compte fait ici ne donne pas le résultat publié.' }
  const sentence = `Comptés en ${seconds(milliseconds)} : ${winnersOf(ours)}, le résultat publié, au caractère près.`
  return { isRight: true, sentence }
}

/** @returns nothing when there is no certificate (yet) */
async function certificateVerdict(
  counter: Counter,
  url: string,
  tell: (progress: Progress) => void,
): Promise<Verdict | undefined> {
  const certificate = await textAt(url)
  if (certificate === undefined) return undefined
  const checked = await counter.ask('check', { certificate }, tell)
  const sentence = checked.ok
    ? 'Un second calcul, écrit à part, contrôle chaque paiement du certificat : tout est juste.'
    : `Le certificat publié ne tient pas. ${checked.sentence}`
  return { isRight: checked.ok, sentence }
}

/** @returns undefined when it is not published (yet) */
async function textAt(url: string): Promise<string | undefined> {
  const response = await fetch(url, { credentials: 'omit' })
  if (response.status === 404) return undefined
  if (!response.ok) throw new Error(`${url} answers ${response.status}`)
  return response.text()
}

function drawn({ isRight, sentence }: Verdict): HTMLElement {
  return make('li', { class: isRight ? 'verdict' : 'verdict verdict-wrong' }, sentence)
}

function winnersOf(report: string): string {
  const { winners } = JSON.parse(report) as TallyReport
  return winners.length < 2 ? `${winners.length} projet financé` : `${winners.length} projets financés`
}

function seconds(milliseconds: number): string {
  return milliseconds < 1000
    ? `${Math.max(1, Math.round(milliseconds))} millièmes de seconde`
    : `${(milliseconds / 1000).toFixed(1).replace('.', ',')} s`
}

const STEPS: Readonly<Record<Progress['step'], string>> = {
  fetching: 'Réception des bulletins…',
  reading: 'Lecture des bulletins…',
  counting: 'Compte des bulletins…',
  checking: 'Contrôle du certificat…',
  explaining: 'Lecture de ce que chaque bulletin a payé…',
}
