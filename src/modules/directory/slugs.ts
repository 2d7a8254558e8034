import { fold } from '#kernel/search'

// Of what the routes take; a number comes behind.
const LONGEST = 100
const LONGEST_NAME = 80
const ROOM_FOR_NUMBER = 6

/** Words that follow `/annuaire/` or `/agents/annuaire/` in an address of the site: a structure so named gets another. */
export const RESERVED: ReadonlySet<string> = new Set([
  'ajouter',
  'cadre',
  'carte',
  'csv',
  'declarations',
  'demandes',
  'imports',
  'integrer',
  'reconnaissances',
  'json',
  'nouveau',
  'notre-page',
  'reglages',
  'relecture',
  'revendiquer',
  'revue',
  'signalement',
  'signalements',
  'signaler',
  'territoires',
])

/**
 * An address for a new structure: its name; with its commune, then a number, when others have it already or the site needs
 * it for a page of its own.
 *
 * @param taken  addresses in use; the new one is added
 */
export function slugFor(title: string, commune: string | undefined, taken: Set<string>): string {
  const name = words(title) || 'structure'
  const tries = [name, ...(commune === undefined ? [] : [withCommune(name, words(commune))])]
  for (let number = 2; ; number += 1) {
    const free = tries.find((slug) => !taken.has(slug) && !RESERVED.has(slug))
    if (free !== undefined) {
      taken.add(free)
      return free
    }
    tries.push(`${tries[tries.length > 1 && commune !== undefined ? 1 : 0]}-${number}`)
  }
}

function withCommune(name: string, commune: string): string {
  const room = LONGEST - ROOM_FOR_NUMBER - commune.length - 1
  return `${name.slice(0, room).replace(/-+$/, '')}-${commune}`
}

function words(text: string): string {
  return fold(text)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_NAME)
    .replace(/^-+|-+$/g, '')
}
