/**
 * The ballots of a poll laid out on pages that can be read without JavaScript: one walks to a ballot by the beginning
 * of its number. Numbers are folded first (see `foldNumber`), so that any file gives addresses that can be typed.
 */
export type BallotPage = {
  /** Beginning of the numbers, folded: '' for the first page, then two characters, then as many as it takes. */
  readonly prefix: string
  /** From 1; more than one only when many ballots bear the same number. */
  readonly page: number
  readonly pageCount: number
  /** Where longer beginnings lead. */
  readonly children: readonly { readonly prefix: string; readonly ballots: number }[]
  /** Positions of the voters whose ballots are on this page, at most `BALLOTS_A_PAGE`. */
  readonly voters: readonly number[]
}

/** What one screen and one small download hold. */
export const BALLOTS_A_PAGE = 50

const LONGEST_PREFIX = 60

/**
 * Small letters, digits, and « - » for anything else: safe in an address, whatever a file calls its voters. Never '':
 * that is the first page.
 */
export function foldNumber(number: string): string {
  const folded = number.toLowerCase().replace(/[^a-z0-9]/g, '-')
  return folded.slice(0, LONGEST_PREFIX) || '-'
}

/** @param numbers  voter numbers as the file writes them, in file order */
export function ballotPagesOf(numbers: readonly string[]): readonly BallotPage[] {
  const keys = numbers.map(foldNumber)
  const all = numbers.map((_, voter) => voter).sort((a, b) => byNumber.compare(numbers[a]!, numbers[b]!) || a - b)
  const groups = groupBy(all, (voter) => keys[voter]!.slice(0, 2))
  const first = { prefix: '', page: 1, pageCount: 1, children: childrenOf(groups), voters: [] }
  return [first, ...groups.flatMap(([prefix, voters]) => pagesOf(prefix, voters, keys))]
}

type Group = readonly [prefix: string, voters: readonly number[]]

function pagesOf(prefix: string, voters: readonly number[], keys: readonly string[]): readonly BallotPage[] {
  if (voters.length <= BALLOTS_A_PAGE) return [{ prefix, page: 1, pageCount: 1, children: [], voters }]

  // A beginning that all of them share is no choice to offer: the next one is where they part.
  const shared = sharedBeginning(voters.map((voter) => keys[voter]!))
  const here = voters.filter((voter) => keys[voter] === shared)
  const longer = voters.filter((voter) => keys[voter] !== shared)
  const groups = groupBy(longer, (voter) => keys[voter]!.slice(0, shared.length + 1))
  const pageCount = Math.max(1, Math.ceil(here.length / BALLOTS_A_PAGE))
  const own = Array.from({ length: pageCount }, (_, n) => ({
    prefix,
    page: n + 1,
    pageCount,
    children: n === 0 ? childrenOf(groups) : [],
    voters: here.slice(n * BALLOTS_A_PAGE, (n + 1) * BALLOTS_A_PAGE),
  }))
  return [...own, ...groups.flatMap(([child, members]) => pagesOf(child, members, keys))]
}

function childrenOf(groups: readonly Group[]): BallotPage['children'] {
  return groups.map(([prefix, voters]) => ({ prefix, ballots: voters.length }))
}

function groupBy(voters: readonly number[], keyOf: (voter: number) => string): readonly Group[] {
  const groups = new Map<string, number[]>()
  for (const voter of voters) {
    const key = keyOf(voter)
    const group = groups.get(key)
    if (group) group.push(voter)
    else groups.set(key, [voter])
  }
  return [...groups].sort(([a], [b]) => byNumber.compare(a, b))
}

function sharedBeginning(keys: readonly string[]): string {
  const first = keys[0] ?? ''
  let length = first.length
  for (const key of keys) {
    while (!key.startsWith(first.slice(0, length))) length--
  }
  return first.slice(0, length)
}

const byNumber = new Intl.Collator('en', { numeric: true })
