import { done, type Result, refuse } from '#kernel/result'
import {
  type Election,
  type ReadingFault,
  type Rule,
  type RuleRequest,
  readElection,
  reportOf,
  sentenceOfCountRefusal,
  type Tally,
  type TallyReport,
  tryTally,
} from '#kernel/tally'
import type { Context } from '#platform/context'
import { broadcast, inTransaction, type SubmissionRefusal } from '#platform/database'
import type { ImportRefusal, ImportReport, ImportWords, Poll, Publication } from './model.ts'
import * as model from './model.ts'
import { officialRuleOf } from './official-rule.ts'
import { optionsOf } from './options.ts'
import * as store from './store/index.ts'

export type ImportInput = ImportWords & {
  /** The `.pb` file. */
  readonly bytes: Uint8Array
  /** The rule to count by; that of the file when nothing is said. */
  readonly rule?: RuleRequest | undefined
}

/** An election read and counted, ready to be published; nothing is written yet. */
export type Draft = {
  readonly election: Election
  readonly rule: Rule
  readonly tally: Tally
  readonly words: ImportWords & { readonly slug: string; readonly title: string }
}

/**
 * Reads and counts a Pabulib file without writing anything: what a dry run shows, and the first half of an import.
 *
 * @returns the draft, or why the file cannot be published, with its line
 */
export function prepareElection(input: ImportInput): Result<Draft, ImportRefusal> {
  const read: Result<Election, ReadingFault> = readElection(input.bytes)
  if (!read.ok) return refuse({ kind: 'file-unreadable', fault: read.refusal })

  const kept = model.decideKeeping(read.value)
  if (!kept.ok) return kept

  const election = kept.value
  const rule = officialRuleOf(election, input.rule ?? {})
  if (!rule.ok) return rule
  const counted = tryTally(election, rule.value)
  if (!counted.ok) return refuse({ kind: 'rule-impossible', sentence: sentenceOfCountRefusal(counted.refusal) })
  return done({ election, rule: rule.value, tally: counted.value, words: wordsOf(election, input) })
}

/**
 * Publishes an election held elsewhere: its file, its options, its count, all at once, then asks for a recount.
 * The same file under the same rule and name is published once: the second time the earlier poll is given back.
 */
export async function importElection(
  context: Context,
  input: ImportInput,
): Promise<Result<ImportReport, ImportRefusal | SubmissionRefusal>> {
  const prepared = prepareElection(input)
  if (!prepared.ok) return prepared
  const draft = prepared.value

  const publication = publicationOf(context, draft, input.bytes)
  const { oddities } = draft.election
  const twin = await store.findPollByFingerprint(context.db, publication.poll.fingerprint)
  if (twin) return done({ slug: twin.slug, title: twin.title, oddities, isNew: false })

  const submission = { key: publication.poll.fingerprint, body: publication.poll.manifest }
  return inTransaction(context, submission, async (transaction) => {
    const isWritten = await store.insertPublication(transaction, publication)
    if (!isWritten) return refuse({ kind: 'slug-taken', slug: publication.poll.slug })

    await context.enqueue(transaction, 'ballots.recount', { pollId: publication.poll.id })
    await broadcast(transaction, 'published', publication.poll.slug)
    return done({ slug: publication.poll.slug, title: publication.poll.title, oddities, isNew: true })
  })
}

/** Counts a published file again, elsewhere than in this process. */
export type Recounter = (file: Uint8Array, rule: Rule) => Promise<{ readonly report: string; readonly ms: number }>

/**
 * Counts a published poll again from its stored file and records whether the result is the same, byte for byte.
 *
 * @throws when the poll, its file or its result is missing: a publication writes all three
 */
export async function recount(context: Context, pollId: string, countAgain: Recounter): Promise<void> {
  const [poll, file, result] = await Promise.all([
    store.findPollById(context.db, pollId),
    store.findFile(context.db, pollId, model.BALLOTS_FILE),
    store.findResult(context.db, pollId),
  ])
  if (!poll || !file || !result) throw new Error(`The poll ${pollId} has no published file or result`)

  const again = await countAgain(file.content, ruleOf(poll))
  const isIdentical = again.report === result.reportText
  await store.insertRecount(context.db, context.newId(), pollId, {
    recountedAt: context.now(),
    isIdentical,
    durationMs: Math.round(again.ms),
  })
  await broadcast(context.db, 'published', poll.slug)
}

function ruleOf(poll: Poll): Rule {
  return (JSON.parse(poll.manifest) as { readonly rule: Rule }).rule
}

function wordsOf(election: Election, input: ImportWords): Draft['words'] {
  const meta = (key: string) => election.meta.get(key)?.trim()
  const title = input.title ?? meta('description') ?? [meta('unit'), meta('instance')].filter(Boolean).join(' ')
  const dated = [title, meta('instance')].filter((part, n) => n === 0 || !title.includes(part ?? '')).join(' ')
  return { ...input, title, slug: input.slug ?? model.slugOf(dated) }
}

function publicationOf(context: Context, draft: Draft, bytes: Uint8Array): Publication {
  const { election, rule, words } = draft
  const meta = (key: string) => election.meta.get(key)?.trim() || undefined
  const manifest = model.manifestOf(election, words, rule, model.sha256(bytes))
  const report: TallyReport = reportOf(election, draft.tally)
  return {
    poll: {
      id: context.newId(),
      slug: words.slug,
      title: words.title,
      organiser: words.organiser ?? meta('unit') ?? words.title,
      place: words.place ?? [meta('unit'), meta('country')].filter(Boolean).join(', '),
      beganOn: model.isoDateOf(meta('date_begin')),
      endedOn: model.isoDateOf(meta('date_end')),
      note: meta('comment'),
      voteType: election.voteType,
      currency: election.currency ?? '',
      decimals: election.decimals,
      budget: election.budget,
      voterCount: election.profile.voterCount,
      officialRule: meta('rule'),
      source: words.source,
      manifest,
      fingerprint: model.fingerprintOf(manifest),
      publishedAt: context.now(),
    },
    options: optionsOf(election),
    files: [{ name: model.BALLOTS_FILE, mediaType: 'text/plain; charset=utf-8', content: bytes }],
    report,
    cost: draft.tally.cost,
  }
}
