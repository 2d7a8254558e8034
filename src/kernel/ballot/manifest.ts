import { canonicalJson, type Json } from '#kernel/canonical-json'
import { french } from '#kernel/french'
import { hexOf, sha256 } from '#kernel/merkle'
import { done, type Result, refuse } from '#kernel/result'
import type { Manifest, ManifestFault } from './manifest-model.ts'
import { contradictionIn, MANIFEST } from './manifest-shape.ts'
import { longestBallot } from './plaintext.ts'
import { readCanonical } from './shape.ts'

/** Canonical JSON: what is published as `manifest.json`, byte for byte. */
export function manifestText(manifest: Manifest): string {
  return canonicalJson(manifest as unknown as Json)
}

/** @returns  the manifest, whose `manifestText` is the text */
export function parseManifest(text: string): Result<Manifest, ManifestFault> {
  const read = readCanonical(text)
  if (typeof read === 'string') return refuse({ kind: read, at: '' })
  const fault = MANIFEST(read.value, '')
  if (fault) return refuse({ kind: fault.kind, at: fault.at.slice(1) })
  const manifest = read.value as Manifest
  const at = contradictionIn(manifest, longestBallot(manifest))
  return at ? refuse({ kind: 'wrong-value', at: at.slice(1) }) : done(manifest)
}

/** SHA-256 of the text, in hexadecimal: what posters print. */
export function fingerprintOf(text: string): string {
  return hexOf(sha256(new TextEncoder().encode(text)))
}

/** The length that every ballot of this poll fits in, a multiple of 32 bytes: what is sealed tells nothing by its size. */
export function plaintextLengthFor(poll: Pick<Manifest, 'kind' | 'options' | 'choices'>): number {
  return Math.ceil(longestBallot(poll) / 32) * 32
}

export function sentenceOfManifestFault({ kind, at }: ManifestFault): string {
  return SENTENCES[kind](at)
}

const SENTENCES: Readonly<Record<ManifestFault['kind'], (at: string) => string>> = {
  'not-json': () => french`Le fichier du vote est illisible. Prenez-le à nouveau sur le site.`,
  'not-canonical': () =>
    french`Le fichier du vote a été écrit à nouveau. Prenez-le tel quel sur le site, sans l'ouvrir.`,
  missing: (at) => french`Il manque « ${at} » dans le fichier du vote. Complétez-le.`,
  'unknown-member': (at) => french`Le fichier du vote dit « ${at} », que personne ne lit. Retirez-le.`,
  'wrong-value': (at) => french`Dans le fichier du vote, « ${at} » n'est pas possible. Corrigez-le.`,
}
