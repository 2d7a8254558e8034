import type { Commitment } from '#kernel/shares'

/** The public half of a bureau's key, as its ceremony made it. */
export type PollKey = {
  readonly id: string
  /** In hexadecimal. */
  readonly publicKey: string
  readonly threshold: number
  /** The last share belongs to no member: it lies under seal. */
  readonly hasSpare: boolean
  readonly shares: readonly Commitment[]
  readonly madeAt: Date
  /** When the rehearsal passed with this key. */
  readonly rehearsedAt: Date | null
}

export type ShareFact = { readonly number: number; readonly kind: 'rehearsed' | 'proven' | 'lost'; readonly at: Date }

/** What is known of one share: its last facts. */
export type ShareState = {
  readonly number: number
  readonly isSpare: boolean
  readonly rehearsedAt: Date | null
  readonly provenAt: Date | null
  readonly lostAt: Date | null
}

/** A share proven again after it was said lost is found. */
export function sharesOf(
  key: Pick<PollKey, 'shares' | 'hasSpare'>,
  facts: readonly ShareFact[],
): readonly ShareState[] {
  return key.shares.map((_, index) => {
    const number = index + 1
    const last = (kind: ShareFact['kind']) =>
      facts
        .filter((fact) => fact.number === number && fact.kind === kind)
        .map(({ at }) => at)
        .toSorted((one, other) => other.getTime() - one.getTime())[0] ?? null
    const [rehearsedAt, provenAt, lostAt] = [last('rehearsed'), last('proven'), last('lost')]
    const isFound = lostAt !== null && provenAt !== null && provenAt > lostAt
    return {
      number,
      isSpare: key.hasSpare && number === key.shares.length,
      rehearsedAt,
      provenAt,
      lostAt: isFound ? null : lostAt,
    }
  })
}

/** How many shares are left, and how many more may be lost before nobody can open. Negative: it is too late. */
export function marginOf(shares: readonly ShareState[], threshold: number) {
  const left = shares.filter(({ lostAt }) => lostAt === null).length
  return { left, threshold, spareLosses: left - threshold }
}

/** What remains possible, in numbers. */
export function sentenceOfMargin({ left, threshold, spareLosses }: ReturnType<typeof marginOf>): string {
  const held = `Il reste ${left} ${left > 1 ? 'parts' : 'part'}, et il en faut ${threshold} pour dépouiller.`
  if (spareLosses < 0) {
    return `${held} Le dépouillement n’est plus possible avec cette clé : cherchez encore les parts perdues, et prévenez tout de suite un administrateur.`
  }
  if (spareLosses === 0) return `${held} Plus aucune ne peut manquer : mettez chacune à l’abri.`
  return `${held} On peut encore en perdre ${spareLosses}.`
}

/** Days before the close from which each holder proves their share again. */
export const PROOF_DAYS = 10
