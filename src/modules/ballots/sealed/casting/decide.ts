import type { Manifest } from '#kernel/ballot'
import { done, type Result, refuse } from '#kernel/result'
import { type PollFacts, stageOf } from '../stage.ts'
import type { Cast, CastDecision, CastRefusal, Known } from './model.ts'

/** Length of what HPKE adds to a plaintext: the tag of AES-GCM, in bytes. */
const TAG_LENGTH = 16

/**
 * Whether a ballot goes into the urn. What was cast with the same key is answered again, whatever happened since: its voter
 * may have lost the answer, not the vote.
 *
 * @param facts  of the poll, as they are once its log is locked
 */
export function decideCast(
  manifest: Manifest,
  facts: PollFacts,
  { envelope }: Pick<Cast, 'envelope'>,
  { repeated, isKnownEnvelope, mark }: Known,
  now: Date,
): Result<CastDecision, CastRefusal> {
  if (repeated?.isSamePerson) return done({ kind: 'repeat', leafIndex: repeated.leafIndex, hash: repeated.hash })
  const stage = stageOf(facts, now)
  if (stage !== 'open') return refuse(stage === 'draft' || stage === 'waiting' ? 'not-open-yet' : 'closed')
  if (!isWhole(manifest, envelope)) return refuse('wrong-length')
  if (repeated || isKnownEnvelope) return refuse('envelope-already-cast')
  if (!mark) return done({ kind: 'write' })
  if (!mark.last) {
    return manifest.paper === 'internet-prevails' ? done({ kind: 'write', markId: mark.id }) : refuse('voted-on-paper')
  }
  // Who voted again would undo what two people of the commission decided.
  if (mark.last.isAnnulled) return refuse('vote-annulled')
  if (manifest.revote === 'refused') return refuse('already-voted')
  return done({ kind: 'write', markId: mark.id, supersedes: mark.last.leafIndex })
}

function isWhole({ plaintextLength }: Manifest, { enc, ciphertext }: Cast['envelope']): boolean {
  return enc.length === 32 && ciphertext.length === plaintextLength + TAG_LENGTH
}

/**
 * The time of the vote. One clock serves every process, the database's: a machine whose own clock jumped by an hour, or is in
 * another zone, opens and closes nothing. Only a process that lives in a time of its own, as tests do, keeps it.
 */
export function timeOfVote(processNow: Date, databaseNow: Date): Date {
  return Math.abs(processNow.getTime() - databaseNow.getTime()) < SAME_TIME_MS ? databaseNow : processNow
}

/** Any zone of the Earth against any other, and an hour more. */
const SAME_TIME_MS = 27 * 3_600_000
