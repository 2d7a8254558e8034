import { slipsBetween } from '#kernel/place-names'

/** The words nearest to this one, the nearest first: one slip allowed in words of four letters, two in words of six. */
export function nearest(word: string, known: Iterable<string>, limit: number): readonly string[] {
  const most = word.length < 4 ? 0 : word.length < 6 ? 1 : 2
  return [...new Set(known)]
    .map((each) => ({ each, slips: slipsBetween(word, each, most) }))
    .filter(({ slips }) => slips <= most)
    .sort((a, b) => a.slips - b.slips || (a.each < b.each ? -1 : 1))
    .slice(0, limit)
    .map(({ each }) => each)
}
