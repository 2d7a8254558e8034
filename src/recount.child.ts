import { buffer } from 'node:stream/consumers'
import { type Rule, readElection, reportOf, reportText, tally } from '#kernel/tally'

// A program of its own, started by recount.ts: a `.pb` file on stdin, the rule as argument, the report on stdout.
const rule = JSON.parse(process.argv[2] ?? '') as Rule
const read = readElection(new Uint8Array(await buffer(process.stdin)))
if (!read.ok) throw new Error('A published file can no longer be read', { cause: read.refusal })
process.stdout.write(reportText(reportOf(read.value, tally(read.value, rule))))
