import {
  type AdmittedEnvelope,
  fingerprintOf,
  INVALID_REASONS,
  type InvalidReason,
  type Manifest,
  openAll,
  parseManifest,
  rebuildKey,
} from '#kernel/ballot'
import { base64Of, bytesOfBase64, hexOf, sha256 } from '#kernel/merkle'
import { assert } from '#kernel/result'
import type { FromOpener, OpenedHere, ToOpener } from './opening/messages.ts'

// Rebuilds the bureau's key and opens every ballot, beside the page. The key is made here, used here, and wiped here.

const send = (message: FromOpener) => self.postMessage(message)

self.addEventListener('message', ({ data }: MessageEvent<ToOpener>) => {
  open(data).then(send, () => send({ kind: 'failed' }))
})

async function open(asked: ToOpener): Promise<FromOpener> {
  const manifest = await readManifest(asked)
  const key = await rebuildKey(asked.shares, manifest.bureau)
  if (!key.ok) return { kind: 'wrong-shares', fault: key.refusal }
  const envelopes = await readEnvelopes(asked.ballots)
  send({ kind: 'progress', done: 0, of: envelopes.length })
  const opened = await openAll(envelopes, key.value, manifest, (done, of) => send({ kind: 'progress', done, of }))
  key.value.fill(0)
  const counts = INVALID_REASONS.map((reason) => [reason, opened.invalid[reason].length] as const)
  return {
    kind: 'opened',
    hash: hexOf(sha256(opened.bytes)),
    ballotCount: opened.ballots.length,
    invalid: Object.fromEntries(counts) as Readonly<Record<InvalidReason, number>>,
    packed: await packed(opened.bytes),
  } satisfies OpenedHere
}

async function readManifest({ manifest, fingerprint }: ToOpener): Promise<Manifest> {
  const text = await (await fetched(manifest)).text()
  const read = fingerprintOf(text) === fingerprint ? parseManifest(text) : undefined
  assert(read?.ok, 'the rules are those of the poster')
  return read.value
}

async function readEnvelopes(address: string): Promise<readonly AdmittedEnvelope[]> {
  const lines = (await (await fetched(address)).text()).split('\n').filter((line) => line !== '')
  return lines.map((line) => {
    const [sealed = '', college] = line.split(' ')
    const bytes = bytesOfBase64(sealed)
    assert(bytes, 'a sealed ballot is written in base 64')
    return { enc: bytes.slice(0, 32), ciphertext: bytes.slice(32), ...(college !== undefined && { college }) }
  })
}

async function fetched(address: string): Promise<Response> {
  const answer = await fetch(address)
  assert(answer.ok, 'the site gives what the bureau opens')
  return answer
}

async function packed(bytes: Uint8Array): Promise<string> {
  const stream = new Blob([Uint8Array.from(bytes)]).stream().pipeThrough(new CompressionStream('gzip'))
  return base64Of(new Uint8Array(await new Response(stream).arrayBuffer()))
}
