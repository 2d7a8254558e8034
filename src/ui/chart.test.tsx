import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BudgetStrip } from '#ui/budget-strip'
import { BarChart, ChartWithTable } from '#ui/chart'

const BARS = [
  { label: 'Mare', value: 720, display: '720', kind: 'won' as const },
  { label: 'Verger', value: 360, display: '360', kind: 'lost' as const },
  { label: 'Banc', value: 0, display: '0', kind: 'lost' as const },
]

test('bars are as long as their values, the longest taking all the room', () => {
  const html = String(<BarChart title="Votes" description="La mare gagne." bars={BARS} />)
  const widths = [...html.matchAll(/<rect class="bar-fill[^"]*" x="0" y="50%" width="([\d.]+)%"/g)].map(
    (match) => match[1],
  )
  expect(widths).toEqual(['100', '50', '0'])
})

test('a screen reader hears one picture with its description, and finds the figures in a table', () => {
  const html = String(
    <ChartWithTable chart={<BarChart title="Votes" description="La mare gagne." bars={BARS} />} table={<table />} />,
  )
  expect(html).toContain('role="img" aria-label="Votes. La mare gagne."')
  expect(html).toContain('<summary>Lire les chiffres dans un tableau</summary><table>')
})

test('a chart without bars, or of zeros alone, is drawn all the same', () => {
  expect(String(<BarChart title="Votes" description="Rien." bars={[]} />)).not.toMatch(/NaN|Infinity/)
  expect(String(<BarChart title="Votes" description="Rien." bars={BARS.slice(2)} />)).not.toMatch(/NaN|Infinity/)
})

test('pieces of a budget follow one another, and never pass its end', () => {
  const amounts = fc.array(fc.bigInt({ min: 0n, max: 10n ** 15n }), { minLength: 1, maxLength: 40 })
  fc.assert(
    fc.property(amounts, fc.bigInt({ min: 1n, max: 10n ** 12n }), (parts, left) => {
      const pieces = piecesOf(
        parts,
        parts.reduce((sum, part) => sum + part, left),
      )
      for (const [index, piece] of pieces.entries()) {
        const next = pieces[index + 1]
        if (next) expect(Math.abs(piece.start + piece.width - next.start)).toBeLessThan(0.003)
        expect(piece.start + piece.width).toBeLessThanOrEqual(100)
      }
    }),
    { numRuns: 50 },
  )
})

test('what remains is said, and what is not named is counted', () => {
  const html = stripOf([60n, 30n], 100n)
  expect(html).toContain('<dt>Reste</dt><dd class="strip-amount">10 €</dd>')
  expect(html).toContain('<title>Projet 2 : 30</title>')
})

function piecesOf(amounts: readonly bigint[], budget: bigint) {
  const rects = stripOf(amounts, budget).matchAll(/class="strip-piece[^"]*" x="([\d.]+)%" y="0" width="([\d.]+)%"/g)
  return [...rects].map((match) => ({ start: Number(match[1]), width: Number(match[2]) }))
}

function stripOf(amounts: readonly bigint[], budget: bigint): string {
  const parts = amounts.map((amount, index) => ({ label: `Projet ${index + 1}`, amount, display: String(amount) }))
  return String(
    <BudgetStrip
      title="Budget"
      description="Tout."
      budget={budget}
      parts={parts}
      remainder={{ label: 'Reste', display: '10 €' }}
    />,
  )
}
