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
