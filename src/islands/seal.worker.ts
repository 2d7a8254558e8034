import { encodeBallot, fingerprintOf, type Manifest, parseManifest, sealBallot, trackerText } from '#kernel/ballot'
import { base64Of, bytesOfHex } from '#kernel/merkle'
import type { FromSealer, SealFault, ToSealer } from './vote/messages.ts'

// Seals a ballot beside the page « Confirmez votre vote ». The key it seals to is that of the manifest whose fingerprint the
// page shows: a manifest that differs by one sign is refused.

type Prepared = { readonly manifest: Manifest; readonly fingerprint: string } | SealFault

let prepared: Promise<Prepared> | undefined

self.addEventListener('message', ({ data }: MessageEvent<ToSealer>) => {
  if (data.kind === 'prepare') prepared = prepare(data.manifest, data.fingerprint)
  else void answer(data.choices)
})

async function prepare(url: string, fingerprint: string): Promise<Prepared> {
  try {
    const given = await fetch(url)
    if (!given.ok) return 'manifest-missing'
    const text = await given.text()
    const read = fingerprintOf(text) === fingerprint ? parseManifest(text) : undefined
    return read?.ok ? { manifest: read.value, fingerprint } : 'manifest-differs'
  } catch {
    return 'manifest-missing'
  }
}

async function answer(choices: readonly string[]): Promise<void> {
  const ready = (await prepared) ?? 'manifest-missing'
  self.postMessage(typeof ready === 'string' ? { kind: 'fault', fault: ready } : await seal(ready, choices))
}

async function seal(
  { manifest, fingerprint }: Exclude<Prepared, SealFault>,
  codes: readonly string[],
): Promise<FromSealer> {
  try {
    const tracker = crypto.getRandomValues(new Uint8Array(16))
    const choices = manifest.options.flatMap(({ code }, position) => (codes.includes(code) ? [position] : []))
    const plaintext = encodeBallot({ choices, tracker }, manifest)
    const { enc, ciphertext } = await sealBallot(plaintext, bytesOfHex(manifest.bureau.publicKey), fingerprint)
    return {
      kind: 'sealed',
      ballot: { enc: base64Of(enc), ciphertext: base64Of(ciphertext), number: trackerText(tracker) },
    }
  } catch {
    return { kind: 'fault', fault: 'cannot-seal' }
  }
}
