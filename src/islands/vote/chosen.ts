/** Shows, of all options drawn hidden, those that were chosen on this device. */
export function drawChosen(place: HTMLElement, choices: readonly string[]): void {
  for (const item of place.querySelectorAll<HTMLElement>('.chosen')) {
    item.hidden = !choices.includes(item.dataset.option ?? '')
  }
  for (const list of place.querySelectorAll<HTMLElement>('[data-list]')) list.hidden = choices.length === 0
  for (const empty of place.querySelectorAll<HTMLElement>('[data-empty]')) empty.hidden = choices.length > 0
}
