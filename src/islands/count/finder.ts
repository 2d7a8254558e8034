import { make } from '../depouillement/dom.ts'
import type { ToldBallot } from './messages.ts'
import type { Recount } from './recount.ts'

/**
 * « Trouver mon bulletin »: the number is looked for in the worker, among the ballots received for the recount. It goes
 * into no request, no address and no storage.
 */
export function mountFinder(place: HTMLElement, recount: Recount): void {
  const input = make('input', {
    id: 'numero-bulletin',
    type: 'text',
    autocomplete: 'off',
    autocapitalize: 'none',
    spellcheck: 'false',
    required: true,
    'aria-describedby': 'numero-aide',
  })
  const found = make('div', { class: 'recount-found' })
  const status = make('p', { role: 'status' })
  const form = make(
    'form',
    {},
    make('label', { for: 'numero-bulletin' }, 'Le numéro de mon bulletin'),
    make(
      'div',
      { class: 'search-line' },
      input,
      make('button', { type: 'submit', class: 'button button-quiet' }, 'Trouver'),
    ),
    make(
      'p',
      { class: 'hint', id: 'numero-aide' },
      'Ce numéro reste dans votre navigateur. Il n’est envoyé à personne.',
    ),
  )
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void look(input.value.trim())
  })
  place.replaceChildren(form, status, found)

  async function look(number: string): Promise<void> {
    if (number === '') return
    found.replaceChildren()
    status.textContent = 'Recherche parmi les bulletins publiés…'
    try {
      const counter = await recount.run()
      const ballots = await counter.ask('ballot', { number })
      status.textContent = sentenceFor(ballots.length)
      found.replaceChildren(make('ul', { class: 'ballots' }, ...ballots.map((ballot) => drawn(ballot, number))))
    } catch {
      status.textContent = 'La recherche n’a pas pu se faire. Vérifiez votre connexion, puis réessayez.'
    }
  }
}

function sentenceFor(count: number): string {
  if (count === 0) return 'Aucun bulletin ne porte ce numéro. Vérifiez chaque caractère.'
  return count === 1 ? 'Votre bulletin est bien compté.' : `${count} bulletins portent ce numéro.`
}

function drawn({ choices, sentences, reckoning }: ToldBallot, number: string): HTMLElement {
  return make(
    'li',
    { class: 'ballot' },
    make('h3', { class: 'ballot-title' }, `Bulletin n° ${number}`),
    choices.length === 0 && make('p', {}, 'Ce bulletin ne choisit aucun projet.'),
    make('ul', { class: 'ballot-choices' }, ...choices.map(drawnChoice)),
    choices.length > 0 && drawnTelling(sentences, reckoning),
  )
}

function drawnTelling(sentences: readonly string[], reckoning: readonly string[]): HTMLElement {
  const told = make(
    'div',
    { class: 'telling' },
    ...sentences.map((each) => make('p', {}, each)),
    drawnReckoning(reckoning),
  )
  return make(
    'details',
    { open: true, class: 'why' },
    make('summary', {}, 'Ce que ma part a payé, choix par choix'),
    told,
  )
}

function drawnChoice({ name, isFunded }: ToldBallot['choices'][number]): HTMLElement {
  const badge = make(
    'span',
    { class: isFunded ? 'badge badge-won' : 'badge badge-not-funded' },
    isFunded ? 'Financé' : 'Non financé',
  )
  return make('li', {}, make('span', {}, name), badge)
}

function drawnReckoning(lines: readonly string[]): HTMLElement | false {
  if (lines.length === 0) return false
  const list = make('ul', { class: 'reckoning' }, ...lines.map((line) => make('li', {}, line)))
  return make('details', {}, make('summary', {}, 'Le calcul'), list)
}
