/** Somebody: a knot with their initials, their name, what they do here. */
export function PersonChip(props: {
  readonly name: string
  /** As « agent, mission ESS ». */
  readonly what?: string | undefined
  readonly href?: string | undefined
}) {
  const { name, what, href } = props
  return (
    <span class="person">
      <span class="person-initials" aria-hidden="true">
        {initialsOf(name)}
      </span>
      <span class="person-words">
        {href === undefined ? <span class="person-name">{name}</span> : <a href={href}>{name}</a>}
        {what !== undefined && <span class="person-what">{what}</span>}
      </span>
    </span>
  )
}

/** « LM » for Léa Martin, « JD » for Jean de Dreux: first letters of the first and the last word. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean)
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined]
  return letters
    .flatMap((word) => [...(word ?? '')].slice(0, 1))
    .join('')
    .toLocaleUpperCase('fr')
}
