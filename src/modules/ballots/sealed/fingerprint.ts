/** In groups of four that two people can read to each other, as posters print it. */
export function readableFingerprint(fingerprint: string): string {
  return (fingerprint.match(/.{4}/g) ?? []).join(' ')
}
