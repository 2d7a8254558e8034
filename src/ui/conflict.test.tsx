import { expect, test } from 'vitest'
import { ConfirmField, isConfirmed } from '#ui/confirm'
import { ConflictForm } from '#ui/conflict'

test('when two people wrote the same text, both are shown and the reader’s own is kept in the form', () => {
  const html = String(
    <ConflictForm
      action="/fiche"
      keys={{ submission: 'e', token: 'j' }}
      who="Léa Martin"
      when="à 14 h 05"
      keep={{ version: '7' }}
      differences={[{ name: 'resume', label: 'Résumé', mine: 'Le four', theirs: 'Le verger' }]}
    />,
  )
  expect(html).toContain('Le verger')
  expect(html).toContain('<input type="hidden" name="resume" value="Le four"/>')
  expect(html).toContain('<input type="hidden" name="version" value="7"/>')
  expect(html).toMatch(/name="garder-resume" value="le-mien" checked=""/)
  expect(html.match(/type="radio"/g)).toHaveLength(2)
})

test('what cannot be undone waits for a word, accents and capitals aside', () => {
  expect(isConfirmed(' effacer ', 'EFFACER')).toBe(true)
  expect(isConfirmed('Clôturer  l’édition', "cloturer l'edition")).toBe(true)
  expect(isConfirmed('', 'EFFACER')).toBe(false)
  const html = String(<ConfirmField name="mot" word="EFFACER" state={{ values: {}, errors: {} }} />)
  expect(html).toContain('écrivez «\u00a0EFFACER\u00a0»')
})
