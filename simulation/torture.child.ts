// An application that casts until it is killed: one line an acknowledgement, written before anything else is done.
import { readFileSync, writeSync } from 'node:fs'
import { receiptText } from '#kernel/ballot'
import { castBallot } from '../src/modules/ballots/commands/casting/index.ts'
import type { Pass } from '../src/modules/ballots/sealed/pass.ts'
import { findSealedPoll } from '../src/modules/ballots/store/sealed/index.ts'
import { castOf, openTortured, SLUG } from './torture-vote.ts'

const [folder, file] = process.argv.slice(2)
type Asked = { readonly at: number; readonly pass: Pass & { readonly key: string } }
const asked = JSON.parse(readFileSync(file!, 'utf8')) as readonly Asked[]
const { context } = await openTortured(folder!)
const poll = (await findSealedPoll(context.db, SLUG, context.now()))!
await Promise.all(
  asked.map(async ({ at, pass }) => {
    const cast = castOf(poll, { ...pass, key: Buffer.from(pass.key, 'hex') } as Pass, at)
    // PostgreSQL may be the one that is killed: then this process is too, a moment later.
    const result = await castBallot(context, cast).catch(() => undefined)
    if (result?.ok) writeSync(1, `${at} ${receiptText(result.value)}\n`)
  }),
)
writeSync(1, 'all\n')
setInterval(() => {}, 60_000)
