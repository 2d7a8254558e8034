import { keeperOf } from './kept.ts'

/** After the close: who had chosen here and never confirmed is told so. */
export function mountClosed(place: HTMLElement): void {
  const { choices, hasCast } = keeperOf(place).read()
  place.hidden = choices.length === 0 || hasCast === true
}
