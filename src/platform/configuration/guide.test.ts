import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { variables } from './variables.ts'

const GUIDE = readFileSync(new URL('../../../docs/guides/install.md', import.meta.url), 'utf8')

test.each(Object.entries(variables.shape))('the install guide explains %s as the code does', (name, schema) => {
  const line = GUIDE.split('\n').find((each) => each.startsWith(`| \`${name}\``))
  expect(line).toContain(schema.description)
})
