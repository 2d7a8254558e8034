import { fold } from '#kernel/search'

const LONGEST = 80

/**
 * An address for a new structure: its name; with its commune, then a number, when others have it already.
 *
 * @param taken  addresses in use; the new one is added
 */
export function slugFor(title: string, commune: string | undefined, taken: Set<string>): string {
  const name = words(title) || 'structure'
  const tries = [name, ...(commune === undefined ? [] : [`${name}-${words(commune)}`])]
  for (let number = 2; ; number += 1) {
    const free = tries.find((slug) => !taken.has(slug))
    if (free !== undefined) {
      taken.add(free)
      return free
    }
    tries.push(`${tries[tries.length > 1 && commune !== undefined ? 1 : 0]}-${number}`)
  }
}

function words(text: string): string {
  return fold(text)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, '')
}
