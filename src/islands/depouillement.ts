import { fieldsIn } from './depouillement/address.ts'
import { askingWorker } from './depouillement/asking.ts'
import { ballotSearch } from './depouillement/ballot.ts'
import { compare, count, type Desk, take } from './depouillement/desk.ts'
import { named, part } from './depouillement/dom.ts'
import { type Chosen, listenForFiles, openSample } from './depouillement/intake.ts'
import { keepOffline } from './depouillement/offline.ts'
import { ruleForm } from './depouillement/rule-form.ts'
import { takeAway } from './depouillement/take-away.ts'
import { workBar } from './depouillement/work-bar.ts'

/** `/outils/depouillement`: the page drawn by the server comes to life. The file stays in this tab. */
class CountingDesk extends HTMLElement {
  connectedCallback(): void {
    startDesk(this)
  }
}
customElements.define('counting-desk', CountingDesk)

function startDesk(root: HTMLElement): void {
  const { worker = '', offline = '' } = root.dataset
  const bar = workBar(root, () => asking.stop())
  const asking = askingWorker(worker, bar.tell)
  const form = ruleForm(part(root, '[data-form="rule"]'), () => void count(desk))
  const desk: Desk = { root, bar, asking, form, state: { open: undefined, counted: undefined, turn: 0 } }

  const query = new URLSearchParams(location.search)
  form.fill(fieldsIn(query))
  const takeIn = (chosen: Chosen) => void take(desk, chosen)
  listenForFiles(root, takeIn)
  ballotSearch(desk)
  takeAway(desk)
  part(root, '[data-act="compare"]').addEventListener('click', () => void compare(desk))
  void keepOffline(offline, named(root, 'offline'))
  openSample(root, query.get('scrutin') ?? '', takeIn)
}
