import { isRepeated } from './submissions.ts'

export type Chance = { random(bytes: number): Uint8Array }

const TRIES = 8
const FIRST_PAUSE_MS = 8

/**
 * Runs a transaction again when it lost against another one, at most 8 times in all, after a random pause that doubles
 * in expectation. What is run must begin from nothing each time.
 *
 * @throws  the last collision, or at once any other error
 */
export async function retrying<Value>(chance: Chance, run: () => Promise<Value>): Promise<Value> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run()
    } catch (error) {
      if (attempt === TRIES || !isCollision(error)) throw error
      await pause(FIRST_PAUSE_MS * 2 ** attempt * fraction(chance))
    }
  }
}

/** Serialization failure, deadlock, or a submission used before and forgotten since: the same try may pass now. */
export function isCollision(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false
  return error.code === '40001' || error.code === '40P01' || isRepeated(error)
}

function fraction(chance: Chance): number {
  return chance.random(1)[0]! / 256
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
