import { expect, test } from 'vitest'
import { type Knot, Thread } from '#ui/thread'

const STORY: readonly Knot[] = [
  { state: 'past', title: 'Dépôt', when: 'jusqu’au 20 février' },
  { state: 'present', title: 'Vote', when: 'jusqu’au 4 mai' },
  { state: 'future', title: 'Bilan' },
]
const html = String(<Thread label="Le fil du scrutin" knots={STORY} />)

test('read aloud, the thread is a list in order that says what is done, what is happening, what will come', () => {
  const words = html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
  expect(words.trim()).toBe('Fait : Dépôt jusqu’au 20 février En ce moment : Vote jusqu’au 4 mai À venir : Bilan')
  expect(html).toContain('<ol aria-label="Le fil du scrutin">')
})

test('one knot alone is the present', () => expect(html.match(/aria-current="step"/g)).toHaveLength(1))

const LONG: readonly Knot[] = [
  ...Array.from({ length: 6 }, (_, index) => ({ state: 'past' as const, title: `Passé ${index + 1}` })),
  { state: 'present', title: 'Vote' },
]

test('a long story folds its oldest knots, and says how many', () => {
  const folded = String(<Thread label="Le fil" knots={LONG} recent={2} />)
  expect(folded).toContain('<summary>4\u00a0étapes plus anciennes</summary>')
  expect(folded.indexOf('Passé 4')).toBeLessThan(folded.indexOf('</details>'))
  expect(folded.indexOf('Passé 5')).toBeGreaterThan(folded.indexOf('</details>'))
})

test('read from the last moment, the oldest knots fold at the end', () => {
  const folded = String(<Thread label="Le fil" direction="up" knots={LONG.toReversed()} recent={2} />)
  expect(folded.indexOf('Passé 5')).toBeLessThan(folded.indexOf('<details>'))
  expect(folded.indexOf('Passé 4')).toBeGreaterThan(folded.indexOf('<details>'))
})

test('a knot that is told elsewhere leads there', () => {
  const linked = String(<Thread label="Le fil" knots={[{ state: 'past', title: 'Dépôt', href: '/depot' }]} />)
  expect(linked).toContain('<a class="knot-title" href="/depot">Dépôt</a>')
})
