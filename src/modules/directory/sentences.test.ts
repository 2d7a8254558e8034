import { expect, test } from 'vitest'
import { sentenceOfFault } from './sentences.ts'

const MISSING = { kind: 'columns-missing', file: 'esus.csv', missing: ['SIREN', 'Nom'] } as const

test('a table without its columns says which it has', () => {
  const said = sentenceOfFault({ ...MISSING, found: ['Raison sociale', 'Ville'] })
  expect(said).toBe('esus.csv : il manque les colonnes SIREN, Nom. Colonnes trouvées : Raison sociale, Ville.')
})

test.each(['n\u0000\u0007S', '\ufffd', 'a\u007fb'])(
  'what is no table at all is said so, without its bytes (%j)',
  (name) => {
    const said = sentenceOfFault({ ...MISSING, found: ['SIRET', name] })
    expect(said).toContain('n’est ni un tableau CSV')
    expect(said).not.toContain(name)
  },
)
