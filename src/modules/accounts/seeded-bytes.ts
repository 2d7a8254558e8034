import { createHmac } from 'node:crypto'
import type { Random } from './codes.ts'

/** Bytes that nobody guesses without the key, and the same again for the same seed. The seed is used for one thing. */
export function seededBytes(key: Uint8Array, seed: string): Random {
  let drawn = 0
  return (bytes) => {
    const blocks = Array.from({ length: Math.ceil(bytes / 32) }, () =>
      createHmac('sha256', key).update(`${seed} ${drawn++}`).digest(),
    )
    return new Uint8Array(Buffer.concat(blocks).subarray(0, bytes))
  }
}
