/** In place of what the territory has not told yet: a page of the law is never silently incomplete. */
export function ToComplete() {
  return <em>à compléter par le territoire</em>
}
