/** What the address keeps of the map behind its « # »: the view, and the structure that was chosen. */
export function keptParts(): URLSearchParams {
  return new URLSearchParams(location.hash.slice(1))
}

export function rememberChoice(slug: string): void {
  const parts = keptParts()
  parts.set('structure', slug)
  history.replaceState(history.state, '', `#${parts.toString().replaceAll('%2F', '/')}`)
}

export function forgetView(): void {
  history.replaceState(history.state, '', location.pathname + location.search)
}

/** A filter opens the page again: with this it comes back on the same view. */
export function carryView(): void {
  document.addEventListener('click', carryByLink)
  document.addEventListener('submit', carryByForm)
}

function carryByLink({ target }: Event): void {
  const link = (target as Element).closest<HTMLAnchorElement>('a[href^="/carte"]')
  if (link) link.hash = location.hash
}

function carryByForm({ target }: Event): void {
  const form = target as HTMLFormElement
  if (form.getAttribute('action')?.startsWith('/carte')) form.action = `/carte${location.hash}`
}
