import { expect, test } from 'vitest'
import { FigureWithSource, type Source, SourceLine, StatList } from '#ui/figure'

const SOURCE: Source = {
  producer: 'Insee, Flores',
  status: 'cited',
  date: 'année 2022',
  url: 'https://www.insee.fr/',
  licence: 'Licence ouverte 2.0',
  scope: 'Établissements employeurs.',
}

test('a figure never stands without its unit, its meaning and its source', () => {
  const html = String(<FigureWithSource value="25 210" unit="emplois" label="dans l’ESS" source={SOURCE} />)
  expect(wordsOf(html)).toBe(
    '25 210 emplois dans l’ESS Chiffre cité, Insee, Flores Chiffre cité. Source : Insee, Flores, année 2022, Licence ouverte 2.0. Établissements employeurs.',
  )
})

test('an estimate says « environ », a secret and a missing figure say so in place of a number', () => {
  const shown = (status: Source['status']) =>
    wordsOf(String(<FigureWithSource value="120" unit="emplois" label="à Assen" source={{ ...SOURCE, status }} />))
  expect(shown('estimated')).toMatch(/^environ 120 emplois/)
  expect(shown('computed')).toMatch(/^120 emplois.*Chiffre calculé ici/)
  expect(shown('secret')).toMatch(/^secret à Assen/)
  expect(shown('missing')).toMatch(/^non disponible à Assen/)
})

test('a source leads to its producer, but never to an address that would run a program', () => {
  expect(String(<SourceLine source={SOURCE} />)).toContain('<a href="https://www.insee.fr/" rel="noreferrer">')
  expect(String(<SourceLine source={{ ...SOURCE, url: 'javascript:alert(1)' }} />)).not.toContain('javascript')
})

test('figures side by side each carry their name', () => {
  const html = String(
    <StatList
      stats={[
        { label: 'Votants', value: '6 586' },
        { label: 'Dépensé', value: '9 €', hint: '98 %' },
      ]}
    />,
  )
  expect(wordsOf(html)).toBe('Votants 6 586 Dépensé 9 € 98 %')
  expect(html.match(/<dt>/g)).toHaveLength(2)
})

function wordsOf(html: string): string {
  return html
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ([,.])/g, '$1')
    .trim()
}
