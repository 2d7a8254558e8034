import { expect, test } from 'vitest'
import { SpecimenSection } from '../specimen.tsx'
import { FAMILIES } from './index.ts'

test.each(FAMILIES.map((family) => [family.title, family] as const))('« %s » has each identifier once', (_, family) => {
  const html = family.specimens.map((specimen) => String(<SpecimenSection specimen={specimen} />)).join('')
  const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id)
  expect(ids.length).toBeGreaterThan(0)
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
})
