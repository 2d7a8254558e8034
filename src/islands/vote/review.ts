import { drawChosen } from './chosen.ts'
import { keeperOf } from './kept.ts'
import { limitsOf, say, sentenceOfLeft, show } from './parts.ts'

/** The page where one reads one's choices again. */
export function mountReview(place: HTMLElement): void {
  const keeper = keeperOf(place)
  const limits = limitsOf(place)
  draw()
  addEventListener('storage', draw)
  addEventListener('pageshow', draw)
  place.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>('[data-remove]') : null
    if (button) remove(button.dataset.remove ?? '')
  })

  function remove(code: string): void {
    const kept = keeper.read()
    keeper.write({ choices: kept.choices.filter((each) => each !== code), ...(kept.hasCast && { hasCast: true }) })
    draw()
    // The button that had the focus is hidden: the next thing to do takes it.
    const next = place.querySelector<HTMLElement>('.chosen:not([hidden]) button, [data-empty]:not([hidden]) a')
    next?.focus()
  }

  function draw(): void {
    const { choices } = keeper.read()
    drawChosen(place, choices)
    say('data-left', choices.length === 0 ? '' : sentenceOfLeft(choices.length, limits))
    show('data-on', choices.length >= Math.max(1, limits.minimum))
  }
}
