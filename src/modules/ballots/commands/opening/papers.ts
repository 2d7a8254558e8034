import type { DestructionLeaf } from '#kernel/ballot'
import { hexOf, sha256 } from '#kernel/merkle'
import { assert } from '#kernel/result'
import type { Context } from '#platform/context'
import { readAs } from '#platform/database'
import { makePdf } from '#platform/documents'
import { certificateOf } from '../../sealed/after/certificate.ts'
import type { Counted, CountWork } from '../../sealed/count.ts'
import { minutesOf } from '../../sealed/minutes.ts'
import type { SealedPoll, Seat } from '../../sealed/poll.ts'
import { listLogPieces, listPublishedHeads } from '../../store/casting/index.ts'
import * as store from '../../store/opening/index.ts'
import { listPaperBallots } from '../../store/paper/index.ts'
import { listSeats } from '../../store/sealed/index.ts'

export const MINUTES_FILE = 'minutes.pdf'

/** What a vote is counted from, read once it is closed: none of it changes any more. */
export async function workOf(context: Context, poll: SealedPoll): Promise<Omit<CountWork, 'bytes'>> {
  const { db } = context
  const heads = await listPublishedHeads(db, poll.id)
  return {
    poll,
    log: await listLogPieces(db, poll.id),
    paper: await readAs(db, 'opener', (opener) => listPaperBallots(opener, poll.id)),
    heads: heads.map(({ head }) => head),
    stamp: { id: context.newId(), at: context.now(), place: context.settings.territoryName },
  }
}

/** The documents of an opening, and how many machines they tell of. */
export type Papers = {
  readonly minutes: Uint8Array
  readonly minutesHash: string
  readonly linkCertificate: Uint8Array
  readonly linkLeaf: DestructionLeaf
  readonly comparisonCount: number
}

type Opened = { readonly counted: Counted; readonly personId: string; readonly at: Date }

/** The minutes, and the certificate of what the opening destroys: the tie between the roll and the ballots. */
export async function papersOf(context: Context, poll: SealedPoll, { counted, personId, at }: Opened): Promise<Papers> {
  const { db, settings } = context
  const close = await store.readClose(db, poll.id)
  assert(close, 'what is opened was closed')
  const seats = await listSeats(db, poll.id, at)
  const comparisons = await store.listComparisons(db, poll.id)
  const publishedBy = seatOf(seats, personId)
  const minutes = await makePdf(
    'report',
    minutesOf(
      {
        ...{ poll, close: close.leaf, counted, at, publishedBy },
        bureau: numbersOf(seats, 'bureau'),
        commission: numbersOf(seats, 'commission'),
        closedBy: close.people.map((each) => seatOf(seats, each)),
        comparedBy: comparisons
          .filter((each) => each.comparedBy !== personId)
          .map((each) => ({ seat: seatOf(seats, each.comparedBy), at: each.comparedAt })),
      },
      settings,
    ),
  )
  const by = [publishedBy, 'service'] as const
  const linkCertificate = await makePdf('certificate', certificateOf({ poll, what: 'link', at, by, settings }))
  return {
    minutes,
    minutesHash: hexOf(sha256(minutes)),
    linkCertificate,
    linkLeaf: { kind: 'destruction', what: 'link', at: at.toISOString(), record: hexOf(sha256(linkCertificate)), by },
    comparisonCount: comparisons.length,
  }
}

function numbersOf(seats: readonly Seat[], office: Seat['office']): readonly number[] {
  return seats.filter((seat) => seat.office === office).map(({ number }) => number)
}

/** « bureau-1 »; who holds no seat of the bureau hosts it. */
function seatOf(seats: readonly Seat[], personId: string): string {
  const held = seats.filter((seat) => seat.personId === personId && seat.office !== 'operator')
  const seat = held.find(({ office }) => office === 'bureau') ?? held[0]
  return seat ? `${seat.office}-${seat.number}` : 'agent'
}
