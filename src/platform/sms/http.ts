import type { SmsSender } from './types.ts'

const PATIENCE_MS = 10_000

/** An operator spoken to by HTTP. */
export type SmsServer = { readonly url: string; readonly secret: string }

/**
 * Sends by one POST of JSON, `{"to", "text", "reference"}`, with a bearer secret and an idempotency key: most operators take
 * it as it is, and a few lines of any relay give it another shape.
 *
 * A 2xx is a message taken. A 408, a 429, a 5xx or no answer is worth another try; any other 4xx is not.
 */
export function httpSender({ url, secret }: SmsServer, ask: typeof fetch = fetch): SmsSender {
  return {
    send: async ({ id, to, text }) => {
      const answer = await ask(url, {
        method: 'POST',
        headers: {
          Authorization: `Bearer ${secret}`,
          'Content-Type': 'application/json',
          'Idempotency-Key': id,
        },
        body: JSON.stringify({ to, text, reference: id }),
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE_MS),
      })
      await answer.body?.cancel()
      if (answer.ok) return 'sent'
      const isWorthWaiting = answer.status === 408 || answer.status === 429 || answer.status >= 500
      // Never what it answered: operators repeat the number there.
      if (isWorthWaiting) throw new Error(`The SMS operator answered ${answer.status}`)
      return 'refused'
    },
  }
}
