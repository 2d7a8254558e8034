import { type ReadFile, verifyBundle } from '#kernel/ballot'
import type { FromVerifier, ToVerifier } from './verify-bundle/messages.ts'

// The whole verification of a published vote, beside the page « Vérifier un vote »: the function of the command line.

self.addEventListener('message', ({ data }: MessageEvent<ToVerifier>) => {
  const send = (message: FromVerifier) => self.postMessage(message)
  verify(data).then(send, () => send({ kind: 'failed' }))
})

async function verify({ source, fingerprint, receipt }: ToVerifier): Promise<FromVerifier> {
  const found = 'files' in source ? fromFiles(source.files) : await fromSite(source.archive)
  if (!found) return { kind: 'missing' }
  const held = {
    ...(fingerprint !== undefined && { fingerprint }),
    ...(receipt && { receipts: [receipt] }),
  }
  return { kind: 'verified', told: await verifyBundle(found.read, found.names, held) }
}

type Found = { readonly names: readonly string[]; readonly read: ReadFile }

function fromFiles(files: ReadonlyMap<string, File>): Found {
  const read: ReadFile = async (name) => {
    const file = files.get(name)
    return file && new Uint8Array(await file.arrayBuffer())
  }
  return { names: [...files.keys()], read }
}

async function fromSite(archive: string): Promise<Found | undefined> {
  const listed = await fetch(`${archive}.json`)
  if (!listed.ok) return undefined
  const names = (await listed.json()) as readonly string[]
  const read: ReadFile = async (name) => {
    const answer = await fetch(`${archive}/${name}`)
    return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : undefined
  }
  return { names, read }
}
