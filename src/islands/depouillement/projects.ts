import { formatCount, formatInteger, formatShare } from '#ui/format'
import type { Desk } from './desk.ts'
import { make } from './dom.ts'
import { explained, failedHere } from './explained-view.ts'
import type { Count, OpenFile } from './messages.ts'
import { fundedBadge } from './notice.ts'
import { amountOf } from './outcome.ts'

type Line = { readonly project: number; readonly rank: number | undefined; readonly lack: string }
type Work = Pick<Desk, 'bar' | 'asking'>

/** Every project, the winners in the order of election; each opens on what made it win or lose. */
export function projectList(work: Work, file: OpenFile, count: Count): Node {
  const winners = count.winners.map((project, index) => ({ project, rank: index + 1, lack: '' }))
  const losers = count.losers.map(({ project, sentence }) => ({ project, rank: undefined, lack: sentence }))
  const lists = [
    make('h3', {}, formatCount(winners.length, 'projet financé', 'projets financés')),
    ...winners.map((line) => projectLine(work, file, line)),
    make('h3', {}, formatCount(losers.length, 'projet non financé', 'projets non financés')),
    ...losers.map((line) => projectLine(work, file, line)),
  ]
  return make('div', { class: 'projects' }, openAll(lists), ...lists, file.hasPlaces && places(work))
}

/** For who reads everything, or prints it. */
function openAll(lists: readonly HTMLElement[]): Node {
  const button = make('button', { type: 'button', class: 'button button-quiet' }, 'Ouvrir toutes les explications')
  button.addEventListener('click', () => {
    for (const one of lists) if (one instanceof HTMLDetailsElement) one.open = true
    button.remove()
    lists
      .find((one) => one instanceof HTMLDetailsElement)
      ?.querySelector('summary')
      ?.focus()
  })
  return button
}

function places({ bar, asking }: Work): Node {
  const told = make('div', { class: 'project-why' })
  const details = make(
    'details',
    { class: 'places' },
    make('summary', {}, 'Lieu par lieu : ce que les votants de chaque lieu ont financé'),
    told,
  )
  const tell = async () => {
    const failed = (error: unknown) => told.append(failedHere(error))
    const found = await bar.during(() => asking.ask('places', {}), failed)
    if (found) told.replaceChildren(...found.map(explained))
  }
  details.addEventListener('toggle', () => void tell(), { once: true })
  return details
}

function projectLine(work: Work, file: OpenFile, line: Line): HTMLElement {
  const { name, cost, votes } = file.projects[line.project]!
  const share = formatShare(votes, file.voters)
  const why = make('div', { class: 'project-why' }, line.lack !== '' && make('p', {}, line.lack))
  const details = make(
    'details',
    { class: 'project', 'data-state': line.rank === undefined ? undefined : 'won' },
    make(
      'summary',
      {},
      make('span', { class: 'project-rank' }, line.rank === undefined ? '' : `${line.rank}. `),
      make('span', { class: 'project-name' }, name),
      ' ',
      make('span', { class: 'project-cost' }, amountOf(file, cost)),
      ' ',
      make('span', { class: 'project-votes' }, `choisi par ${formatInteger(votes)} (${share})`),
      ' ',
      fundedBadge(line.rank !== undefined),
    ),
    why,
  )
  details.addEventListener('toggle', () => void explain(work, line, why), { once: true })
  return details
}

async function explain({ bar, asking }: Work, line: Line, why: HTMLElement): Promise<void> {
  const failed = (error: unknown) => why.append(failedHere(error))
  const told = await bar.during(() => asking.ask('project', { project: line.project }), failed)
  if (!told) return
  why.replaceChildren(explained(told), changeButton({ bar, asking }, line, failed))
}

/** Asks what would have changed the fate of a project: it takes many counts, so it waits to be asked. */
function changeButton(work: Work, line: Line, failed: (error: unknown) => void): Node {
  const question =
    line.rank === undefined ? 'Que lui aurait-il fallu pour gagner ?' : 'Jusqu’à quel prix restait-il financé ?'
  const button = make('button', { type: 'button', class: 'button button-quiet' }, question)
  const answer = make('div', { tabindex: -1 })
  const find = async () => {
    button.disabled = true
    const sentences = await work.bar.during(() => work.asking.ask('change', { project: line.project }), failed)
    button.disabled = false
    if (!sentences) return
    answer.replaceChildren(...sentences.map((sentence) => make('p', {}, sentence)))
    button.remove()
    // The button that had the focus is gone: the answer takes it, and is read.
    answer.focus()
  }
  button.addEventListener('click', () => void find())
  return make('div', { class: 'project-change' }, button, answer)
}
