import { expect, test } from 'vitest'
import { EMPTY_FORM, TextField } from '#ui/form'
import { typeset } from '#ui/typography'

test('a mark never begins a line: its space does not break', () => {
  expect(typeset('Qui vote ? Tout le monde : « oui » ; 50 % !')).toBe(
    'Qui vote\u202f? Tout le monde\u00a0: «\u00a0oui\u00a0»\u202f; 50\u202f%\u202f!',
  )
  expect(typeset("C'est 4 500 €.")).toBe('C’est 4 500\u00a0€.')
})

test('what is typeset already, an hour and an address stay as they are', () => {
  for (const text of ['Fait\u00a0: oui', '14:05', 'https://exemple.fr/?a=1', 'a : b'.replace(' : ', ':')])
    expect(typeset(text)).toBe(text)
})

test('labels and helps are typeset, what a person wrote is not', () => {
  const html = String(
    <TextField
      name="q"
      label="Pour qui ?"
      hint="Par exemple : les voisins"
      state={{ ...EMPTY_FORM, values: { q: 'Qui ?' } }}
    />,
  )
  expect(html).toContain('Pour qui\u202f?')
  expect(html).toContain('exemple\u00a0:')
  expect(html).toContain('value="Qui ?"')
})
