import { once } from 'node:events'
import { buffer } from 'node:stream/consumers'
import type { Rule } from '#kernel/tally'
import { type TellingKind, tellElection } from '#modules/ballots'

// A program of its own, started by explain.ts: a `.pb` file on stdin, the rule and the kind of telling as
// arguments; on stdout one part of what is told per line, as JSON.
const rule = JSON.parse(process.argv[2] ?? '') as Rule
const telling: TellingKind = process.argv[3] === 'margins' ? 'margins' : 'first'
const bytes = new Uint8Array(await buffer(process.stdin))
for (const part of tellElection(bytes, rule, telling, () => performance.now())) {
  if (!process.stdout.write(`${lineOf(part)}\n`)) await once(process.stdout, 'drain')
}

// To who reads lines, Unicode's two separators end one; JSON lets them stand in a text.
function lineOf(part: unknown): string {
  return JSON.stringify(part).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')
}
