import { formatCount } from '#ui/format'
import { type Desk, say } from './desk.ts'
import { make, named, part } from './dom.ts'
import { explained, failedHere } from './explained-view.ts'
import type { ExplainedBallot } from './messages.ts'
import { fundedBadge } from './notice.ts'

/** Finds a ballot by its number and tells what became of it. The number typed is sent to nobody. */
export function ballotSearch(desk: Desk): void {
  const { root, bar, asking } = desk
  const form = part<HTMLFormElement>(root, '[data-form="ballot"]')
  const input = part<HTMLInputElement>(form, 'input')
  const place = named(root, 'ballot')

  async function find(): Promise<void> {
    const number = input.value.trim()
    if (number === '') return input.focus()
    const ballots = await bar.during(
      () => asking.ask('ballot', { number }),
      (error) => place.replaceChildren(failedHere(error)),
    )
    if (!ballots) return
    place.replaceChildren(
      ...(ballots.length === 0 ? [notFound(number)] : ballots.map((ballot) => told(number, ballot))),
    )
    say(desk, ballots.length === 0 ? `Aucun bulletin ne porte le numéro ${number}.` : `Bulletin ${number} trouvé.`)
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void find()
  })
}

function notFound(number: string): Node {
  return make(
    'div',
    { class: 'empty' },
    make('p', { class: 'empty-title' }, `Aucun bulletin ne porte le numéro « ${number} ».`),
    make('p', {}, 'Vérifiez le numéro dans la colonne « voter_id » du fichier, majuscules comprises.'),
  )
}

function told(number: string, ballot: ExplainedBallot): Node {
  const funded = ballot.choices.filter(({ isFunded }) => isFunded).length
  const title = `Bulletin ${number} : ${formatCount(ballot.choices.length, 'choix', 'choix')}, ${formatCount(funded, 'financé', 'financés')}`
  return make(
    'article',
    { class: 'ballot-told' },
    make('h3', {}, title),
    make(
      'ul',
      { class: 'desk-choices' },
      ...ballot.choices.map(({ name, isFunded }) => make('li', {}, fundedBadge(isFunded), ' ', name)),
    ),
    explained(ballot),
  )
}
