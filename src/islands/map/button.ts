/** A map that was opened, and what to do before its button comes back. */
export type OpenedMap = {
  readonly canvas: HTMLElement
  /** Calls back when the reader returns to the drawn map; absent where both are shown. */
  readonly onClosed?: (comeBack: () => void) => void
}

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
      const opened = await open(place, told)
      // Who landed here by a shared address was not on the button: the focus stays where it is.
      if (document.activeElement === button) opened.canvas.focus()
      button.hidden = true
      opened.onClosed?.(() => {
        button.hidden = false
        button.removeAttribute('aria-disabled')
        button.focus()
      })
    } catch {
      place.querySelector('.moving-map-canvas')?.remove()
      button.removeAttribute('aria-disabled')
      told.textContent =
        'Votre appareil n’a pas pu ouvrir cette carte. Celle qui est dessinée, et sa liste, disent la même chose.'
    }
  })
  if (isShared(place)) button.click()
}

async function open(place: HTMLElement, told: HTMLElement): Promise<OpenedMap> {
  const { openMap } = await (place.dataset.points === undefined ? import('./moving.ts') : import('./structures.ts'))
  return openMap(place, told)
}

// An address that holds a view was copied from the map that moves: following it asks for that map.
function isShared({ dataset }: HTMLElement): boolean {
  return dataset.points !== undefined && new URLSearchParams(location.hash.slice(1)).has('vue')
}
