import type { Kysely } from 'kysely'
import { bundleFiles, certificateFile, type Leaf } from '#kernel/ballot'
import { type DB, readAs } from '#platform/database'
import type { SealedPoll } from '../../sealed/poll.ts'
import { listCertificates } from '../after/index.ts'
import { findLastHead, listLeaves } from '../casting/index.ts'
import { listSealedPolls } from '../sealed/index.ts'
import { listFiles, type VoteFiles } from './publication.ts'

/** The public bundle of a published vote, by name of file, whole in memory; `undefined` before its result. */
export async function readBundle(db: Kysely<DB>, poll: SealedPoll): Promise<VoteFiles | undefined> {
  const files = await listFiles(db, poll.id)
  if (files.size === 0) return undefined
  const certificates = await listCertificates(db, poll.id)
  const lines = await listLeaves(db, poll.id, { from: 0, to: Number.MAX_SAFE_INTEGER })
  const last = await readAs(db, 'caster', (caster) => findLastHead(caster, poll.id))
  if (!last) return undefined
  const leaves = lines.map((line) => JSON.parse(line) as Leaf)
  return bundleFiles({
    manifest: poll.manifest,
    leaves,
    head: { poll: poll.fingerprint, ...last },
    files: new Map([...files, ...certificates.map(({ what, content }) => [certificateFile(what), content] as const)]),
  })
}

/** The same of the vote of that address, or of the last one published. */
export async function readPublishedBundle(
  db: Kysely<DB>,
  now: Date,
  slug: string | undefined,
): Promise<{ readonly title: string; readonly files: VoteFiles } | undefined> {
  const published = (await listSealedPolls(db, now))
    .filter((poll) => poll.facts.resultAt && (slug === undefined || poll.slug === slug))
    .toSorted((one, other) => Number(other.facts.resultAt) - Number(one.facts.resultAt))
  const [poll] = published
  const files = poll && (await readBundle(db, poll))
  return poll && files && { title: poll.manifest.title, files }
}
