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
import type { ExplanationPart, TellingKind } from '../explanations/model.ts'
import type { ImportRefusal, ImportReport, ImportWords, Poll, Publication } from '../model.ts'
import * as model from '../model.ts'
import { officialRuleOf } from '../official-rule.ts'
import { optionsOf } from '../options.ts'
import * as explanations from '../store/explanations.ts'
import * as store from '../store/index.ts'
import { findHeldPoll } from '../store/sealed/index.ts'

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
    // The address of a vote held here waits for its own result.
    const isHeld = (await findHeldPoll(transaction, publication.poll.slug)) !== undefined
    const isWritten = !isHeld && (await store.insertPublication(transaction, publication))
    if (!isWritten) return refuse({ kind: 'slug-taken', slug: publication.poll.slug })

    await followPublication(context, transaction, publication.poll)
    return done({ slug: publication.poll.slug, title: publication.poll.title, oddities, isNew: true })
  })
}

/** What comes after any publication, in its transaction: a recount, what is told of the result, pages made anew. */
export async function followPublication(
  context: Context,
  transaction: Parameters<Context['enqueue']>[0],
  { id, slug }: Pick<Poll, 'id' | 'slug'>,
): Promise<void> {
  await context.enqueue(transaction, 'ballots.recount', { pollId: id })
  await enqueueExplanations(context, transaction, id)
  await broadcast(transaction, 'published', slug)
}

/** Whether this very file is published under that name, by whichever rule: known without counting it. */
export function isPublished(context: Context, slug: string, bytes: Uint8Array): Promise<boolean> {
  return store.isFilePublished(context.db, slug, model.BALLOTS_FILE, model.sha256(bytes))
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

/**
 * Computes what is told of a result, elsewhere than in this process, part by part.
 *
 * @param telling  `first`: ballots and projects, in seconds; `margins`: projects again, with how many more votes each
 *                 needed and at which cost it would have won, in minutes
 */
export type Explainer = (file: Uint8Array, rule: Rule, telling: TellingKind) => AsyncIterable<ExplanationPart>

/**
 * Computes what is told of a published result from its stored file, once: why each project won or lost, what became of
 * each ballot, what other rules would have funded. Started again after a crash it writes what was missing.
 *
 * @throws when the poll or its file is missing, or the computation fails
 */
export async function explain(
  context: Context,
  pollId: string,
  telling: TellingKind,
  explainAll: Explainer,
): Promise<void> {
  const hasMargins = telling === 'margins'
  if (await explanations.isTold(context.db, pollId, hasMargins)) return
  const [poll, file] = await Promise.all([
    store.findPollById(context.db, pollId),
    store.findFile(context.db, pollId, model.BALLOTS_FILE),
  ])
  if (!poll || !file) throw new Error(`The poll ${pollId} has no published file`)

  const startedAt = context.now().getTime()
  for await (const part of explainAll(file.content, ruleOf(poll), telling)) {
    if (part.kind === 'page') await explanations.insertBallotPage(context.db, pollId, part, part.content)
    else {
      const computedAt = context.now()
      const durationMs = Math.max(0, computedAt.getTime() - startedAt)
      const { explanations: told, certificate } = part
      await explanations.insertExplanations(context.db, pollId, {
        told,
        hasMargins,
        certificate,
        computedAt,
        durationMs,
      })
    }
  }
  await broadcast(context.db, 'published', poll.slug)
}

/**
 * Tells the results that are not told in full yet: published before a new way of telling, or whose job was lost.
 *
 * @param patienceMs  polls younger than that have their own jobs
 */
export async function explainUntold(context: Context, patienceMs: number, explainAll: Explainer): Promise<void> {
  const untold = await explanations.listUntold(context.db, new Date(context.now().getTime() - patienceMs))
  for (const telling of ['first', 'margins'] as const) {
    for (const { id } of untold) await explain(context, id, telling, explainAll)
  }
}

// One computation at a time, all first tellings before the long ones: a reader waits seconds.
async function enqueueExplanations(
  context: Context,
  transaction: Parameters<Context['enqueue']>[0],
  pollId: string,
): Promise<void> {
  const queue = 'ballots.explain'
  await context.enqueue(transaction, queue, { pollId, telling: 'first' }, { queue })
  await context.enqueue(transaction, queue, { pollId, telling: 'margins' }, { queue, priority: 1 })
}

// The manifest of a poll held here says more rules than those of the tally.
function ruleOf(poll: Poll): Rule {
  const { rule } = JSON.parse(poll.manifest) as {
    readonly rule: Rule | { readonly kind: 'tally'; readonly rule: Rule }
  }
  return rule.kind === 'tally' ? rule.rule : rule
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
