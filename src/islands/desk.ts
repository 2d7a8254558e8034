// Shortcuts of the desk: they only press links and fields that are there without them.

/** As `Alt+Shift+A` in `aria-keyshortcuts`; the key is told by its place or its letter. */
type Shortcut = { readonly element: HTMLElement; readonly keys: readonly string[] }

const shortcuts: readonly Shortcut[] = [...document.querySelectorAll<HTMLElement>('[aria-keyshortcuts]')].map(
  (element) => ({ element, keys: (element.getAttribute('aria-keyshortcuts') ?? '').split('+') }),
)
for (const list of document.querySelectorAll<HTMLElement>('.office-keys')) list.hidden = false

document.addEventListener('keydown', (event) => {
  const found = shortcuts.find(({ keys }) => isPressed(keys, event))
  if (!found) return
  event.preventDefault()
  if (found.element instanceof HTMLInputElement) found.element.select()
  found.element.focus()
  if (found.element instanceof HTMLAnchorElement) found.element.click()
})

// The letter is read from the key's own code when Alt changes what it writes.
function isPressed(keys: readonly string[], event: KeyboardEvent): boolean {
  const letter = keys.at(-1) ?? ''
  const isLetter = event.key.toUpperCase() === letter || event.code === `Key${letter}`
  return (
    isLetter &&
    event.altKey === keys.includes('Alt') &&
    event.shiftKey === keys.includes('Shift') &&
    event.ctrlKey === keys.includes('Control')
  )
}
