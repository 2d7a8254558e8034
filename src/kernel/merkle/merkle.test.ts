import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  append,
  EMPTY,
  emptyRoot,
  frontierOf,
  type Hash,
  hexOf,
  leafHash,
  proofsFromTiles,
  rootOf,
  sha256,
  tileFiles,
  treeOf,
  verifyConsistency,
  verifyInclusion,
} from './index.ts'

const leaves = Array.from({ length: 70 }, (_, at) => leafHash(new TextEncoder().encode(`leaf ${at}`)))
const tree = treeOf(leaves)
const sizes = Array.from({ length: leaves.length + 1 }, (_, size) => size)

// The reference inputs of Certificate Transparency, and the roots that its implementations agree on.
const REFERENCE = [
  ['', '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
  ['00', 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'],
  ['10', 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77'],
  ['2021', 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7'],
  ['3031', '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4'],
  ['40414243', '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef'],
  ['5051525354555657', 'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c'],
  ['606162636465666768696a6b6c6d6e6f', '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'],
] as const

test('a hash is the one that everybody computes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(hexOf(sha256(bytes))).toBe(createHash('sha256').update(bytes).digest('hex'))
    }),
  )
})

test('roots are those of the published examples', () => {
  const hashes = REFERENCE.map(([leaf]) => leafHash(Buffer.from(leaf, 'hex')))
  expect(hexOf(emptyRoot())).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  for (const [at, [, root]] of REFERENCE.entries()) expect(hexOf(treeOf(hashes).root(at + 1))).toBe(root)
})

test('a log that grows leaf by leaf has the roots of the whole tree', () => {
  let frontier = EMPTY
  for (const size of sizes) {
    expect(hexOf(rootOf(frontier))).toBe(hexOf(tree.root(size)))
    if (size < leaves.length) frontier = append(frontier, leaves[size]!)
  }
  expect(frontierOf(leaves)).toEqual(frontier)
})

describe('proofs', () => {
  test('every leaf of every size up to 70 is proven where it is, and nowhere else', () => {
    for (const size of sizes) {
      for (let index = 0; index < size; index++) {
        const claim = {
          leafHash: leaves[index]!,
          index,
          size,
          proof: tree.inclusion(index, size),
          root: tree.root(size),
        }
        expect(verifyInclusion(claim)).toBe(true)
        expect(verifyInclusion({ ...claim, index: (index + 1) % size }) && size > 1).toBe(false)
        expect(verifyInclusion({ ...claim, leafHash: leafHash(new Uint8Array([index])) })).toBe(false)
        expect(verifyInclusion({ ...claim, proof: [...claim.proof, leaves[0]!] })).toBe(false)
        expect(verifyInclusion({ ...claim, proof: claim.proof.slice(1) }) && size > 1).toBe(false)
      }
    }
  })

  test('every log of up to 70 leaves is proven to begin with each of its pasts', () => {
    for (const to of sizes) {
      for (const from of sizes.slice(0, to + 1)) {
        const claim = { from, to, oldRoot: tree.root(from), newRoot: tree.root(to), proof: tree.consistency(from, to) }
        expect(verifyConsistency(claim)).toBe(true)
        expect(verifyConsistency({ ...claim, oldRoot: leaves[0]! }) && !(from === 1)).toBe(false)
        expect(verifyConsistency({ ...claim, proof: [...claim.proof, leaves[0]!] })).toBe(false)
        expect(verifyConsistency({ ...claim, newRoot: leaves[3]! })).toBe(from === 0 && to > 0)
      }
    }
  })

  test('a leaf changed, dropped or moved leaves no proof that the log only grew', () => {
    const mutations: readonly ((hashes: Hash[], at: number) => void)[] = [
      (hashes, at) => hashes.splice(at, 1, leafHash(new Uint8Array([1, 2, 3]))),
      (hashes, at) => hashes.splice(at, 1),
      (hashes, at) => hashes.splice(at, 2, hashes[at + 1]!, hashes[at]!),
    ]
    fc.assert(
      fc.property(fc.nat(50), fc.integer({ min: 1, max: 15 }), fc.constantFrom(...mutations), (at, more, mutate) => {
        const from = at + 2
        const changed = [...leaves]
        mutate(changed, at)
        const forged = treeOf(changed)
        const to = Math.min(from + more, forged.size)
        const claim = {
          from,
          to,
          oldRoot: tree.root(from),
          newRoot: forged.root(to),
          proof: forged.consistency(from, to),
        }
        expect(verifyConsistency(claim)).toBe(false)
      }),
    )
  })

  test('a claim about no tree at all is refused, not crashed on', () => {
    const root = tree.root()
    for (const index of [-1, 70, 0.5, Number.NaN]) {
      expect(verifyInclusion({ leafHash: leaves[0]!, index, size: 70, proof: [], root })).toBe(false)
    }
    expect(verifyConsistency({ from: 3, to: 2, oldRoot: root, newRoot: root, proof: [] })).toBe(false)
    expect(verifyConsistency({ from: 3, to: 5, oldRoot: root, newRoot: root, proof: [] })).toBe(false)
  })
})

describe('static files', () => {
  const many = Array.from({ length: 66_000 }, (_, at) => leafHash(new Uint8Array([at, at >> 8, at >> 16])))

  test('a log of 66 000 leaves has its files by 256, the last of each level in part', () => {
    const names = tileFiles(many).map((tile) => tile.name)
    expect(names).toHaveLength(258 + 2 + 1)
    expect(names.slice(0, 2)).toEqual(['0/000', '0/001'])
    expect(names.slice(256)).toEqual(['0/256', '0/257.p/208', '1/000', '1/001.p/1', '2/000.p/1'])
    expect(tileFiles(many.slice(0, 1234 * 256 - 1000 * 256 + 5)).at(233)!.name).toBe('0/233')
  })

  test('any proof can be made from the files alone', async () => {
    for (const size of [1, 2, 255, 256, 257, 600, 66_000]) {
      const files = new Map(tileFiles(many, size).map(({ name, content }) => [name, content]))
      const proofs = proofsFromTiles(async (name) => files.get(name), size)
      const whole = treeOf(many.slice(0, size))
      for (const index of new Set([0, size >> 1, size - 1])) {
        expect(await proofs.inclusion(index, size)).toEqual(whole.inclusion(index))
        expect(await proofs.consistency(index, size)).toEqual(whole.consistency(index))
        expect(await proofs.root(index)).toEqual(whole.root(index))
      }
    }
  })

  test('a log that grows writes again only what is not full', () => {
    const [old, now] = [600, 1400]
    const files = new Map(tileFiles(many, old).map(({ name, content }) => [name, content]))
    for (const { name, content } of tileFiles(many, now, old)) files.set(name, content)
    for (const { name, content } of tileFiles(many, now)) expect(files.get(name)).toEqual(content)
    expect(tileFiles(many, now, old).map(({ name }) => name)).not.toContain('0/001')
  })

  test('a file that is missing or cut is said by its name', async () => {
    const proofs = proofsFromTiles(async (name) => (name === '0/000.p/3' ? new Uint8Array(95) : undefined), 3)
    await expect(proofs.root(3)).rejects.toThrow('0/000.p/3')
  })

  test('a large index has its digits by three', () => {
    const names = tileFiles(many.slice(0, 256 * 2)).map(({ name }) => name)
    expect(names).toEqual(['0/000', '0/001', '1/000.p/2'])
  })
})
