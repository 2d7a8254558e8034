import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anySketch, fileOf } from '../elections.testing.ts'
import { readElection } from './read.ts'

/** A file as towns publish them: the number of votes announced, a name in quotes, accents. */
function published(sketch: Parameters<typeof fileOf>[0]): string {
  const ballots = sketch.ballots as readonly string[]
  const text = fileOf({ ...sketch, ballots, meta: { num_votes: String(ballots.length) } })
  return `${text.replace('budget', 'description;"Fête ; « été »"\nbudget')}\n`
}

describe('a file that was damaged', () => {
  test('cut anywhere before its last vote, it is refused', () => {
    fc.assert(
      fc.property(anySketch, fc.double({ min: 0, max: 1, noNaN: true }), (sketch, share) => {
        const bytes = new TextEncoder().encode(published(sketch))
        const lastLine = bytes.lastIndexOf(0x0a, bytes.length - 2)
        const cut = bytes.subarray(0, Math.floor(share * lastLine))
        expect(readElection(cut)).toMatchObject({ ok: false })
      }),
      { numRuns: 500 },
    )
  })

  test('with any bytes changed, it is read or refused with a line that exists: never does the reader break', () => {
    const change = fc.tuple(fc.nat(), fc.oneof(fc.nat(255), fc.constantFrom(0x22, 0x3b, 0x2c, 0x0a, 0x0d, 0x2d, 0x30)))
    fc.assert(
      fc.property(anySketch, fc.array(change, { minLength: 1, maxLength: 4 }), (sketch, changes) => {
        const bytes = new TextEncoder().encode(published(sketch))
        for (const [at, byte] of changes) bytes[at % bytes.length] = byte
        const result = readElection(bytes)
        const lines = bytes.filter((byte) => byte === 0x0a || byte === 0x0d).length + 1
        if (!result.ok) expect(result.refusal.line).toSatisfy((line: number) => line >= 1 && line <= lines)
        else expect(result.value.profile.groupOfVoter.length).toBe(result.value.voters.ids.length)
      }),
      { numRuns: 1000 },
    )
  })
})
