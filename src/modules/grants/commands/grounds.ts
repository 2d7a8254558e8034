import type { Kysely, Transaction } from 'kysely'
import { enforceableSince, findDecision } from '#modules/decisions'
import type { DB } from '#platform/database'
import { deMinimisOf } from '../counters.ts'
import { bodyOf, type GrantDraft, type GrantGrounds, partOf } from '../model.ts'
import { centsOf, countOf } from '../settings.ts'
import * as store from '../store/index.ts'

type Reader = Kysely<DB> | Transaction<DB>

/**
 * What of others decides about a grant: its décision, and what its beneficiaries received already.
 *
 * @param excluded  the grant itself, when it is corrected
 */
export async function groundsOf(db: Reader, draft: GrantDraft, excluded?: string): Promise<GrantGrounds> {
  const decision = draft.decisionId === null ? undefined : await findDecision(db, draft.decisionId)
  return {
    enforceableSince: decision && enforceableSince(decision),
    exceedsDeMinimis: await exceedsDeMinimis(db, draft, excluded),
  }
}

/** The single undertaking of each beneficiary: the one it is part of, else itself. */
export async function headsOf(db: Reader, draft: GrantDraft): Promise<readonly string[]> {
  const bodies = draft.beneficiaries.map(bodyOf)
  const known = await store.membershipsAround(db, bodies)
  return bodies.map((body) => known.find(({ siren }) => siren === body)?.headSiren ?? body)
}

/** Whether a single undertaking would pass its ceiling: its parts of this grant together, with what it received already. */
async function exceedsDeMinimis(db: Reader, draft: GrantDraft, excluded: string | undefined): Promise<boolean> {
  const { deMinimis, grantedOn, totalCents, beneficiaries } = draft
  if (deMinimis === null) return false
  const settings = await store.readSettings(db)
  const ceiling = centsOf(settings, deMinimis === 'general' ? 'de-minimis-general-cents' : 'de-minimis-sieg-cents')
  const years = countOf(settings, 'de-minimis-years')
  const heads = await headsOf(db, draft)
  for (const head of new Set(heads)) {
    const own = beneficiaries.filter((_, index) => heads[index] === head)
    const parts = own.reduce((sum, { shareMillionths }) => sum + partOf(totalCents, shareMillionths), 0n)
    const received = deMinimisOf(await store.listDeMinimis(db, [head], excluded), deMinimis, grantedOn, years)
    if (received + parts > ceiling) return true
  }
  return false
}
