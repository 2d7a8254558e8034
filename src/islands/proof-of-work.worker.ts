import { type Challenge, solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'

// What a form asks to be worked out before a code is sent, beside the page: whoever types is not slowed.

self.addEventListener('message', ({ data }: MessageEvent<string>) => void work(data))

async function work(asked: string): Promise<void> {
  try {
    const challenge = JSON.parse(asked) as Challenge
    const solution = await solveChallenge({ challenge, deriveKey })
    self.postMessage(solution ? JSON.stringify({ challenge, solution }) : '')
  } catch {
    // Without a secure address a browser works nothing out: the form goes without it.
    self.postMessage('')
  }
}
