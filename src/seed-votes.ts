import { createHash } from 'node:crypto'
import { z } from 'zod'
import { addDays, dayIn, instantsOf } from '#kernel/calendar'
import { assert } from '#kernel/result'
import { combine, commitmentOf, fromWords, type Share } from '#kernel/shares'
import { type ExamplePoll, holdExamplePoll, publishExamplePoll } from '#modules/ballots'
import type { Context } from '#platform/context'

const Euros = z.string().regex(/^\d+$/)
const Vote = z.strictObject({
  title: z.string().regex(/exemple/i),
  opensInDays: z.int().negative(),
  closesInDays: z.int(),
  budget: Euros,
  /** Code, name, what it changes, place, cost in euros. */
  options: z.array(z.tuple([z.string(), z.string().regex(/exemple/i), z.string(), z.string(), Euros])),
  /** How many invented voters chose these codes; none: the vote is open still. */
  ballots: z.array(z.tuple([z.int().positive(), z.string()])),
  /** Made once, its shares in words: a key serves one vote. */
  key: z.strictObject({ publicKey: z.string().regex(/^[0-9a-f]{64}$/), shares: z.array(z.string()) }),
})
const VotesFile = z.strictObject({
  note: z.string(),
  organiser: z.string(),
  deliberation: z.string().regex(/exemple/i),
  bureau: z.array(z.uuid()),
  commission: z.array(z.uuid()),
  threshold: z.int().positive(),
  votes: z.array(Vote),
})
type Vote = z.infer<typeof Vote>
type Bureau = Omit<z.infer<typeof VotesFile>, 'votes' | 'note'>

/** Who prepares and who confirms, in the demonstration. */
const PREPARERS = ['00000000-0000-7000-8000-000000000112', '00000000-0000-7000-8000-000000000111'] as const

/**
 * The votes of the demonstration, invented: one open from the first start for some days, one held to its result.
 *
 * @param file  what `data/demonstration/votes.json` holds
 * @returns     the addresses of those that are new
 */
export async function seedInventedVotes(context: Context, file: unknown): Promise<readonly string[]> {
  const { votes, note: _note, ...bureau } = VotesFile.parse(file)
  const fresh: string[] = []
  for (const vote of votes) {
    const slug = await seedOne(context, bureau, vote)
    if (slug !== undefined) fresh.push(slug)
  }
  return fresh
}

// It is prepared the day before it opens: what happens to it follows in the order of a vote's life.
async function seedOne(context: Context, bureau: Bureau, vote: Vote): Promise<string | undefined> {
  const opensAt = hourIn(context, vote.opensInDays, '09:00')
  const preparing = { ...context, now: () => new Date(opensAt.getTime() - 86_400_000) }
  const slug = await publishExamplePoll(
    preparing,
    exampleOf(bureau, vote, opensAt, hourIn(context, vote.closesInDays, '20:00')),
  )
  if (slug === undefined || vote.ballots.length === 0) return slug
  const ballots = vote.ballots.flatMap(([count, codes]) => Array.from({ length: count }, () => codes.split(' ')))
  await holdExamplePoll(context, slug, ballots, await secretKeyOf(vote, bureau.threshold))
  return slug
}

function exampleOf(bureau: Bureau, vote: Vote, opensAt: Date, closesAt: Date): ExamplePoll {
  const { organiser, deliberation, threshold } = bureau
  const shares = sharesOf(vote)
  const draft = {
    ...{ title: vote.title, organiser, deliberation },
    ...{ opensAt: opensAt.toISOString(), closesAt: closesAt.toISOString() },
    budget: { amount: vote.budget, currency: 'EUR', decimals: 0 },
    evidence: ['email', 'code', 'desk', 'paper'] as const,
    paper: 'paper-prevails' as const,
    reglement: { sha256: createHash('sha256').update(deliberation).digest('hex'), name: 'reglement-exemple.txt' },
    bureau: { members: shares.length, threshold, hasSpare: false },
  }
  return {
    ...{ draft, preparers: PREPARERS, bureau: bureau.bureau, commission: bureau.commission },
    options: vote.options.map(([code, name, summary, place, cost]) => {
      return { code, name, summary, place, cost: BigInt(cost) }
    }),
    // The shares are public: a salt would hide nothing.
    key: { publicKey: vote.key.publicKey, shares: shares.map((share) => commitmentOf(share, new Uint8Array(16))) },
  }
}

function sharesOf({ key }: Vote): readonly Share[] {
  return key.shares.map((words) => {
    const share = fromWords(words)
    assert(share.ok, 'the words of the example are a share')
    return share.value
  })
}

async function secretKeyOf(vote: Vote, threshold: number): Promise<Uint8Array> {
  const key = await combine(sharesOf(vote), threshold)
  assert(key.ok, 'the shares of the example rebuild its key')
  return key.value
}

function hourIn(context: Context, days: number, time: string): Date {
  return instantsOf({ day: addDays(dayIn(context.now()), days), time })[0]!
}
