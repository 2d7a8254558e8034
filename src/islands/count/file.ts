/**
 * Fetches a file of this site, telling how much of it has come.
 *
 * @param size   expected, in bytes; without it the share is not told
 * @throws       when the network or the site fails
 */
export async function fetchFile(
  url: string,
  size: number | undefined,
  tell: (share: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(url, { credentials: 'omit' })
  if (!response.ok || !response.body) throw new Error(`${url} answers ${response.status}`)
  const parts: Uint8Array[] = []
  let received = 0
  for (const reader = response.body.getReader(); ; ) {
    const { done, value } = await reader.read()
    if (done) break
    parts.push(value)
    received += value.length
    if (size) tell(Math.min(received / size, 1))
  }
  const bytes = new Uint8Array(received)
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

/** In hexadecimal; undefined where the browser gives none, as on a page over plain http. */
export async function sha256Of(bytes: Uint8Array): Promise<string | undefined> {
  // The type says it is always there; outside a secure context it is not.
  const subtle = crypto.subtle as SubtleCrypto | undefined
  if (!subtle) return undefined
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
