import { assert } from '#kernel/result'
import { reportOf, reportText, tally } from '#kernel/tally'
import type { Manifest } from './manifest-model.ts'
import { type Published, readPublished } from './pb.ts'
import { weightedText } from './weighted.ts'

/**
 * `result.json`: the count of the published file by the manifest's rule, in canonical JSON. For a rule of #kernel/tally
 * it is its report (`TallyReport`), else that of `weighted.ts`.
 *
 * @throws  when the file is not one that `ballotsPb` writes for this manifest
 */
export function resultText(manifest: Manifest, file: Uint8Array): string {
  const read = readPublished(manifest, file)
  assert(read.ok, 'what is counted is the published file')
  return countedText(manifest, read.value)
}

/** The same from ballots that were read already. */
export function countedText(manifest: Manifest, { election, ballots }: Published): string {
  if (manifest.rule.kind !== 'tally') return weightedText(manifest, ballots)
  return reportText(reportOf(election, tally(election, manifest.rule.rule)))
}
