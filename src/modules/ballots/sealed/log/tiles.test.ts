import fc from 'fast-check'
import { expect, test } from 'vitest'
import { leafHash, tileFiles } from '#kernel/merkle'
import { firstNeeded, newTiles } from './tiles.ts'

const LEAVES = Array.from({ length: 65_600 }, (_, at) => leafHash(Uint8Array.of(at, at >> 8, at >> 16)))

async function expectSame(sizes: readonly number[]): Promise<void> {
  const files = new Map<string, Uint8Array>()
  let before = 0
  for (const size of sizes) {
    const read = async (name: string) => files.get(name)!
    const tiles = await newTiles({ before, size, leaves: LEAVES.slice(firstNeeded(before), size), read })
    for (const { name, content } of tiles) {
      expect(files.has(name), name).toBe(false)
      files.set(name, content)
    }
    before = size
  }
  for (const { name, content } of tileFiles(LEAVES, before)) expect(files.get(name), name).toEqual(content)
}

test('files made hour after hour are those that would be made at once', async () => {
  const sizes = fc.uniqueArray(fc.integer({ min: 1, max: 1200 }), { minLength: 1, maxLength: 5 })
  const grown = (drawn: readonly number[]) => expectSame(drawn.toSorted((one, other) => one - other))
  await fc.assert(fc.asyncProperty(sizes, grown), { numRuns: 15 })
})

test('so are those of a log of three levels', () => expectSame([256, 65_500, 65_600]))
