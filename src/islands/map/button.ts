/** Puts the button that opens the map that moves; without WebGL it says why, and the drawn map stays. */
export function openButton(place: HTMLElement): void {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'button button-quiet'
  button.textContent = place.dataset.label ?? ''
  const told = document.createElement('p')
  told.className = 'moving-map-told'
  told.setAttribute('role', 'status')
  place.append(button, told)

  button.addEventListener('click', async () => {
    if (button.getAttribute('aria-disabled') === 'true') return
    button.setAttribute('aria-disabled', 'true')
    told.textContent = 'La carte arrive.'
    try {
      const { openMap } = await import('./moving.ts')
      await openMap(place, told)
      button.remove()
    } catch {
      place.querySelector('.moving-map-canvas')?.remove()
      button.removeAttribute('aria-disabled')
      told.textContent =
        'Votre appareil n’a pas pu ouvrir cette carte. Celle qui est dessinée, et sa liste, disent la même chose.'
    }
  })
}
