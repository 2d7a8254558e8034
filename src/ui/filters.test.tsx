import { expect, test } from 'vitest'
import { Filters } from '#ui/filters'

const FRAME = { action: '/projets', hrefWithoutAny: '/projets', found: '12 projets', total: '83' }

test('a narrowed list says how many are left out, which filters do it and how to see all', () => {
  const active = [
    { label: 'Lens', hrefWithout: '/projets?theme=culture' },
    { label: 'Culture', hrefWithout: '/projets?commune=lens' },
  ]
  const html = String(
    <Filters {...FRAME} active={active} keep={{ tri: 'nom' }}>
      …
    </Filters>,
  )
  expect(html).toMatch(/<strong>12 projets<\/strong> sur 83, avec 2\u00a0filtres/)
  expect(html).toContain('href="/projets?theme=culture"')
  expect(html).toContain('Enlever le filtre : ')
  expect(html).toContain('Tout voir')
  expect(html).toContain('<input type="hidden" name="tri" value="nom"/>')
})

test('without a filter nothing is said to be hidden', () => {
  const html = String(<Filters {...FRAME} active={[]} />)
  expect(html).not.toContain('sur 83')
  expect(html).not.toContain('Tout voir')
})
