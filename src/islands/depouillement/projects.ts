import { formatCount, formatInteger, formatShare } from '#ui/format'
import type { Asking } from './asking.ts'
import { make } from './dom.ts'
import { explained, failedHere } from './explained-view.ts'
import type { Count, OpenFile } from './messages.ts'
import { fundedBadge } from './notice.ts'
import { amountOf } from './outcome.ts'
import type { WorkBar } from './work-bar.ts'

type Line = { readonly project: number; readonly rank: number | undefined; readonly lack: string }
type Desk = { readonly file: OpenFile; readonly bar: WorkBar; readonly asking: Asking }

/** Every project, the winners in the order of election; each opens on what made it win or lose. */
export function projectList(file: OpenFile, count: Count, bar: WorkBar, asking: Asking): Node {
  const desk = { file, bar, asking }
  const winners = count.winners.map((project, index) => ({ project, rank: index + 1, lack: '' }))
  const losers = count.losers.map(({ project, sentence }) => ({ project, rank: undefined, lack: sentence }))
  return make(
    'div',
    { class: 'projects' },
    make('h3', {}, formatCount(winners.length, 'projet financé', 'projets financés')),
    ...winners.map((line) => projectLine(desk, line)),
    make('h3', {}, formatCount(losers.length, 'projet non financé', 'projets non financés')),
    ...losers.map((line) => projectLine(desk, line)),
  )
}

function projectLine(desk: Desk, line: Line): HTMLElement {
  const { file } = desk
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
  details.addEventListener('toggle', () => void explain(desk, line, why), { once: true })
  return details
}

async function explain({ bar, asking }: Desk, line: Line, why: HTMLElement): Promise<void> {
  const failed = (error: unknown) => why.append(failedHere(error))
  const told = await bar.during(() => asking.ask('project', { project: line.project }), failed)
  if (!told) return
  if (told.sentences.length > 0) why.replaceChildren(explained(told))
  if (line.rank === undefined) why.append(changeButton({ bar, asking }, line.project, failed))
}

function changeButton(desk: Pick<Desk, 'bar' | 'asking'>, project: number, failed: (error: unknown) => void): Node {
  const button = make(
    'button',
    { type: 'button', class: 'button button-quiet' },
    'Que lui aurait-il fallu pour gagner ?',
  )
  const answer = make('div', { role: 'status' })
  const find = async () => {
    button.disabled = true
    const sentences = await desk.bar.during(() => desk.asking.ask('change', { project }), failed)
    button.disabled = false
    if (!sentences) return
    answer.replaceChildren(...sentences.map((sentence) => make('p', {}, sentence)))
    button.remove()
  }
  button.addEventListener('click', () => void find())
  return make('div', { class: 'project-change' }, button, answer)
}
