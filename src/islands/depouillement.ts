import { addressOf, fieldsIn, requestOf } from './depouillement/address.ts'
import { askingWorker, StoppedError } from './depouillement/asking.ts'
import { ballotSearch } from './depouillement/ballot.ts'
import { comparisonView } from './depouillement/comparison.ts'
import { named, part } from './depouillement/dom.ts'
import { fileCard, refusedFile } from './depouillement/file-card.ts'
import { type Chosen, listenForFiles, openSample } from './depouillement/intake.ts'
import type { Count, OpenFile } from './depouillement/messages.ts'
import { notice } from './depouillement/notice.ts'
import { keepOffline } from './depouillement/offline.ts'
import { outcomeView } from './depouillement/outcome.ts'
import { projectList } from './depouillement/projects.ts'
import { ruleForm } from './depouillement/rule-form.ts'
import { takeAway } from './depouillement/take-away.ts'
import { workBar } from './depouillement/work-bar.ts'

type Open = { readonly chosen: Chosen; readonly file: OpenFile }

/** `/outils/depouillement`: the page drawn by the server comes to life. The file stays in this tab. */
class CountingDesk extends HTMLElement {
  connectedCallback(): void {
    startDesk(this)
  }
}
customElements.define('counting-desk', CountingDesk)

function startDesk(desk: HTMLElement): void {
  const { worker = '', offline = '' } = desk.dataset
  const bar = workBar(desk, () => asking.stop())
  const asking = askingWorker(worker, bar.tell)
  const form = ruleForm(part(desk, '[data-form="rule"]'), () => void count())
  let open: Open | undefined
  let counted: Count | undefined
  let turn = 0

  const say = (sentence: string) => {
    named(desk, 'said').textContent = sentence
  }
  const show = (name: string, isShown: boolean) => {
    named(desk, name).hidden = !isShown
  }

  async function take(chosen: Chosen): Promise<void> {
    say(`Lecture de ${chosen.name}…`)
    const outcome = await alone(async () => {
      const bytes = await chosen.read()
      return asking.ask('open', { bytes })
    })
    if (!outcome) return
    open = outcome.ok ? { chosen, file: outcome.value } : undefined
    named(desk, 'file').replaceChildren(
      outcome.ok ? fileCard(chosen.name, outcome.value) : refusedFile(chosen.name, outcome.refusal),
    )
    show('after-file', outcome.ok)
    writeAddress()
    if (!open) return say('')
    form.fit(open.file)
    named(desk, 'comparison').replaceChildren()
    await count()
  }

  async function count(): Promise<void> {
    if (!open) return
    const { file } = open
    writeAddress()
    const answer = await alone(() => asking.ask('count', { request: requestOf(form.fields()) }))
    if (!answer) return
    counted = answer.ok ? answer.value : undefined
    show('after-count', answer.ok)
    if (answer.ok) draw(file, answer.value)
    else refuse(answer.refusal)
  }

  /** Work that makes what was under way useless. @returns undefined when it failed, or became useless itself */
  async function alone<Value>(work: () => Promise<Value>): Promise<Value | undefined> {
    const mine = ++turn
    if (bar.isBusy()) asking.stop()
    const value = await bar.during(work, (error) => {
      if (mine === turn) failed(error)
    })
    return mine === turn ? value : undefined
  }

  function draw(file: OpenFile, result: Count): void {
    const { headline, view } = outcomeView(file, result)
    named(desk, 'result').replaceChildren(view)
    named(desk, 'projects').replaceChildren(projectList(file, result, bar, asking))
    named(desk, 'ballot').replaceChildren()
    named(desk, 'ballot-hint').textContent =
      `C’est le numéro de la colonne « voter_id » du fichier, par exemple ${file.someBallot}.`
    named(desk, 'command').textContent =
      result.command ?? 'La ligne de commande n’a pas encore d’option pour ce réglage.'
    named(desk, 'certificate-said').replaceChildren()
    say(headline)
  }

  function refuse(sentence: string): void {
    named(desk, 'result').replaceChildren(notice('error', 'Cette règle ne peut pas compter ces bulletins.', sentence))
    say('')
  }

  function failed(error: unknown): void {
    if (error instanceof StoppedError) {
      say('Calcul arrêté. Changez un réglage pour compter à nouveau.')
      return
    }
    named(desk, open ? 'result' : 'file').replaceChildren(
      notice(
        'error',
        'Le calcul n’a pas pu se faire.',
        'Rechargez la page, puis recommencez. Votre fichier n’a pas été envoyé.',
      ),
    )
    console.warn(error)
  }

  function writeAddress(): void {
    history.replaceState(null, '', addressOf(location.pathname, form.fields(), open?.chosen.sample))
  }

  const compare = async () => {
    if (!open) return
    const { file } = open
    const comparison = await bar.during(() => asking.ask('compare', { request: requestOf(form.fields()) }), failed)
    if (!comparison) return
    named(desk, 'comparison').replaceChildren(comparisonView(file, comparison))
    say('La comparaison des règles est prête.')
  }

  const query = new URLSearchParams(location.search)
  form.fill(fieldsIn(query))
  listenForFiles(desk, (chosen) => void take(chosen))
  ballotSearch(desk, bar, asking, say)
  takeAway(desk, bar, asking, () => open && counted && { name: open.chosen.name, file: open.file, count: counted })
  part(desk, '[data-act="compare"]').addEventListener('click', () => void compare())
  void keepOffline(offline, named(desk, 'offline'))
  openSample(desk, query.get('scrutin') ?? '')
}
