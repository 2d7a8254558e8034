import { setTimeout as pause } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import type { Receipt } from '#kernel/ballot'
import type { Context } from '#platform/context'
import { actingAs, type DB } from '#platform/database'
import { voteChecks } from '../checks.vote.ts'
import { castBallot } from '../commands/casting/index.ts'
import type { Cast } from '../sealed/casting/model.ts'
import type { Pass } from '../sealed/pass.ts'
import type { SealedPoll } from '../sealed/poll.ts'
import { newCast, newPasses, sealedFor } from './casting.ts'
import { openPoll } from './sealed-poll.ts'

export type Simulated = {
  readonly count: number
  /** A number from 0, below. */
  readonly draw: (below: number) => number
  readonly isSealed: boolean
  /** Cuts a connection somewhere; gives how many it found at work. */
  readonly cut: () => Promise<number>
  /** A connection that sees everything. */
  readonly look: Kysely<DB>
  readonly say?: (line: string) => void
}

export type Report = {
  readonly ok: boolean
  readonly acknowledged: number
  readonly cuts: number
  /** People with a ballot that counts, as the log tells; and those who were told they have one. */
  readonly counted: number
  readonly admitted: number
  readonly lost: number
  readonly failing: readonly string[]
}

const TOGETHER = 200

type Tally = { readonly receipts: Receipt[]; readonly people: Set<string>; cuts: number }

/** Votes of `count` people in one poll, some of them impatient, until each has an answer. */
export async function simulateVotes(context: Context, asked: Simulated): Promise<Report> {
  const { poll } = await openPoll(context)
  const tally: Tally = { receipts: [], people: new Set(), cuts: 0 }
  for (let done = 0; done < asked.count; done += TOGETHER) {
    const names = Array.from({ length: Math.min(TOGETHER, asked.count - done) }, (_, at) => `Voisin ${done + at}`)
    const passes = await newPasses(context, poll, names)
    let isOver = false
    const voting = Promise.all(passes.map((pass) => voteAtLength(context, poll, pass, asked, tally))).finally(() => {
      isOver = true
    })
    // One person in twenty has a connection cut under them, at any statement; the others of the same transaction with them.
    const enough = tally.cuts + names.length / 20
    while (!isOver && tally.cuts < enough) {
      await pause(asked.draw(10))
      tally.cuts += await asked.cut()
    }
    await voting
    if (done % (TOGETHER * 50) === 0)
      asked.say?.(`${done + names.length} people, ${tally.receipts.length} acknowledged`)
  }
  return judge(context, poll, asked, tally)
}

// Votes, sends it again now and then at once or later, and votes anew one time in ten.
async function voteAtLength(
  context: Context,
  poll: SealedPoll,
  pass: Pass,
  { draw, isSealed }: Simulated,
  tally: Tally,
): Promise<void> {
  const votes = draw(10) === 0 ? 2 : 1
  for (let vote = 0; vote < votes; vote += 1) {
    const envelope = isSealed ? await sealedFor(context, poll, [draw(6)]) : undefined
    const cast = { ...newCast(context, poll, pass), ...(envelope && { envelope }) }
    const tabs = await Promise.all(Array.from({ length: draw(8) === 0 ? 2 : 1 }, () => until(context, cast)))
    tally.people.add(pass.id)
    tally.receipts.push(...tabs)
    if (draw(10) === 0) tally.receipts.push(await until(context, cast))
  }
}

/** Sends a ballot until it has an answer. */
async function until(context: Context, cast: Cast): Promise<Receipt> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const result = await castBallot(context, cast)
      if (!result.ok) throw new Refused(result.refusal)
      return result.value
    } catch (error) {
      if (error instanceof Refused || attempt > 50) throw error
    }
  }
}

class Refused extends Error {}

async function judge(context: Context, poll: SealedPoll, { look }: Simulated, tally: Tally): Promise<Report> {
  const { rows } = await sql<{ marks: bigint; counted: bigint }>`
    SELECT (SELECT count(*) FROM roll_entry WHERE poll_id = ${poll.id}) AS marks,
           count(*) FILTER (WHERE kind = 'envelope') - count(*) FILTER (WHERE kind = 'superseded') AS counted
    FROM log_leaf WHERE poll_id = ${poll.id}`.execute(look)
  const { marks, counted } = rows[0]!
  const { rows: lost } = await sql<{ lost: bigint }>`
    SELECT count(*) AS lost
    FROM unnest(${tally.receipts.map(({ envelopeHash }) => envelopeHash)}::text[],
                ${tally.receipts.map(({ leafIndex }) => leafIndex)}::bigint[]) AS told (hash, leaf)
    WHERE NOT EXISTS (SELECT FROM envelope AS e
                      WHERE e.poll_id = ${poll.id} AND e.leaf_index = told.leaf AND encode(e.hash, 'hex') = told.hash)`.execute(
    look,
  )
  const failing = await failingChecks(context)
  const figures = {
    acknowledged: tally.receipts.length,
    cuts: tally.cuts,
    counted: Number(counted),
    admitted: tally.people.size,
    lost: Number(lost[0]!.lost),
    failing,
  }
  const isOnePerPerson = figures.counted === figures.admitted && Number(marks) === figures.admitted
  return { ...figures, ok: isOnePerPerson && figures.lost === 0 && failing.length === 0 }
}

/** Names of the checks of votes that do not hold. */
export async function failingChecks({ db }: Pick<Context, 'db'>): Promise<readonly string[]> {
  const failing: string[] = []
  for (const { name, office, query } of voteChecks) {
    const { rows } = await db
      .transaction()
      .execute((transaction) =>
        office ? actingAs(transaction, office, (each) => query.execute(each)) : query.execute(transaction),
      )
    if (rows.length > 0) failing.push(name)
  }
  return failing
}
