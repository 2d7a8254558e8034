import { expect, test } from 'vitest'
import { DownloadList, EntryList, Pagination, SearchField } from '#ui/list'

test('one page alone has no pagination; the first has no page before it, the last none after', () => {
  const hrefOf = (page: number) => `?page=${page}`
  const at = (page: number, pageCount: number) => String(<div>{<Pagination {...{ page, pageCount, hrefOf }} />}</div>)
  expect(at(1, 1)).toBe('<div></div>')
  expect(at(1, 3)).not.toContain('Page précédente')
  expect(at(2, 3)).toMatch(/\?page=1.*Page précédente.*Page 2 sur 3.*\?page=3/s)
  expect(at(3, 3)).not.toContain('Page suivante')
})

test('a search is asked by address, has a label, and keeps the order asked before', () => {
  const html = String(
    <SearchField
      action="/scrutins"
      label="Chercher un scrutin"
      value={'"><script>'}
      hint="Un mot suffit."
      keep={{ tri: 'votes' }}
    />,
  )
  expect(html).toContain('method="get"')
  expect(html).toContain('<label for="champ-q">Chercher un scrutin</label>')
  expect(html).toContain('aria-describedby="aide-q"')
  expect(html).toContain('name="tri" value="votes"')
  expect(html).not.toContain('<script>')
})

test('a download says its format, its weight and what is inside', () => {
  const html = String(
    <DownloadList
      downloads={[{ href: '/a.csv', format: 'CSV', label: 'Projets', what: 'Un projet par ligne.', bytes: 9_800 }]}
    />,
  )
  expect(html.replaceAll('\u00a0', ' ').replaceAll(/<[^>]+>/g, '')).toContain('(CSV, 9,8 ko)')
  expect(html).toContain('Un projet par ligne.')
})

test('each thing of a list is opened by its title, at the level of heading asked', () => {
  const entries = [{ href: '/scrutins/a', title: 'Assen 2024', facts: [{ label: 'Votants', value: '12' }] }]
  expect(String(<EntryList entries={entries} />)).toContain(
    '<h2 class="entry-title"><a href="/scrutins/a">Assen 2024</a></h2>',
  )
  expect(String(<EntryList entries={entries} level={3} />)).toContain('<h3')
})
