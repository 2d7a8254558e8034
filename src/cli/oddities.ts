import { type Oddity, sentenceOfOddity } from '#kernel/tally'
import { sayPlainly } from './command.ts'

const SHOWN = 5

/** The first remarks on a file; `--json` gives them all. */
export function sayOddities(oddities: readonly Oddity[]): void {
  for (const oddity of oddities.slice(0, SHOWN)) sayPlainly(`  Remarque : ${sentenceOfOddity(oddity)}`)
  const more = oddities.length - SHOWN
  if (more > 0) sayPlainly(`  … et ${more} ${more < 2 ? 'autre remarque' : 'autres remarques'} (toutes avec --json).`)
}
