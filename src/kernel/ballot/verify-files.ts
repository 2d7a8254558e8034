import { french } from '#kernel/french'
import { hexOf, sha256 } from '#kernel/merkle'
import { certificateFile, FILES, HEAD_FILE, keysText, LEAVES_FILE, TILES_FOLDER } from './bundle.ts'
import { fingerprintOf, parseManifest, sentenceOfManifestFault } from './manifest.ts'
import type { Manifest } from './manifest-model.ts'
import type { Log } from './verify-log.ts'

export type Files = ReadonlyMap<string, Uint8Array>

/** What was read, when it could be, and what is wrong with it. */
export type Reading<Value> = { readonly value: Value | undefined; readonly faults: readonly string[] }

export function readManifest(files: Files): Reading<Manifest> & { readonly fingerprint: string } {
  const text = textOf(files, 'manifest.json')
  if (text === undefined) return { value: undefined, faults: [missing('manifest.json')], fingerprint: '' }
  const parsed = parseManifest(text)
  const fingerprint = fingerprintOf(text)
  return parsed.ok
    ? { value: parsed.value, faults: [], fingerprint }
    : { value: undefined, faults: [sentenceOfManifestFault(parsed.refusal)], fingerprint }
}

/** Every file is named in the result leaf with its hash, is the certificate a later leaf records, or is the log's own. */
export function checkFiles(files: Files, manifest: Manifest, { story }: Log): readonly string[] {
  if (!story.result) return [french`Le résultat n'est pas encore dans le journal.`]
  const published = Object.entries(story.result.files)
  const certificates = Array.from(story.destructions, ([what, record]) => [certificateFile(what), record] as const)
  const named = new Map([...published, ...certificates])
  const isOfLog = (name: string) => name === LEAVES_FILE || name === HEAD_FILE || name.startsWith(TILES_FOLDER)
  const changed = Array.from(named).flatMap(([name, hash]) => {
    const content = files.get(name)
    if (!content) return [missing(name)]
    return hexOf(sha256(content)) === hash ? [] : [french`« ${name} » a changé.`]
  })
  return [
    ...FILES.filter((name) => !named.has(name)).map((name) => french`Le journal n'annonce pas « ${name} ».`),
    ...published
      .filter(([name]) => name.startsWith('destruction/'))
      .map(([name]) => french`Le résultat ne peut pas annoncer « ${name} ».`),
    ...[...named.keys()].filter(isOfLog).map((name) => french`Le journal ne peut pas annoncer « ${name} ».`),
    ...changed,
    ...[...files.keys()]
      .filter((name) => !named.has(name) && !isOfLog(name))
      .map((name) => french`« ${name} » n'est annoncé nulle part.`),
    ...(textOf(files, 'keys.json') === keysText(manifest) ? [] : [french`« keys.json » ne dit pas les clés du vote.`]),
  ]
}

/** @returns  `undefined` when the file is missing or not UTF-8 */
export function textOf(files: Files, name: string): string | undefined {
  const content = files.get(name)
  if (!content) return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content)
  } catch {
    return undefined
  }
}

export function missing(name: string): string {
  return french`« ${name} » manque ou est illisible.`
}
