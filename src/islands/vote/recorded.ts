import { keeperOf } from './kept.ts'
import { show } from './parts.ts'

/** The end: the number of the ballot, which only this device knows, and « Personne suivante », which forgets it. */
export function mountRecorded(place: HTMLElement): void {
  const keeper = keeperOf(place)
  const number = keeper.readNumber()
  const line = place.querySelector('[data-number-text]')
  if (number !== undefined && line) {
    line.textContent = number
    show('data-number', true)
    show('data-number-place', true)
  }
  show('data-print', true)
  place.querySelector('[data-print]')?.addEventListener('click', () => print())
  for (const form of place.querySelectorAll<HTMLFormElement>('form[action$="/personne-suivante"]')) {
    form.addEventListener('submit', () => keeper.wipe())
  }
}
