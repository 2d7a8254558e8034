import { expect, test } from 'vitest'
import { FileField, sentenceOfLimits } from '#ui/file-field'
import { EMPTY_FORM } from '#ui/form'

const LIMITS = { formats: ['PDF', 'JPEG', 'PNG'], accept: '.pdf,.jpg,.png', largestBytes: 10_000_000 }

test('what a file may be is told before one is too large', () => {
  expect(sentenceOfLimits(LIMITS)).toBe('PDF, JPEG ou PNG, 10\u00a0Mo au plus.')
  expect(sentenceOfLimits({ ...LIMITS, formats: ['PDF'], most: 3 })).toBe(
    '3 fichiers au plus, PDF, 10\u00a0Mo au plus chacun.',
  )
  const html = String(<FileField name="devis" label="Devis" limits={LIMITS} state={EMPTY_FORM} />)
  expect(html).toContain('accept=".pdf,.jpg,.png"')
  expect(html).toMatch(/aria-describedby="champ-devis-aide"/)
})
