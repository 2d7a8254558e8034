import { assert, done } from '#kernel/result'
import { type Election, readElection, reportOf, reportText, type Tally, tryTally } from '#kernel/tally'
import { fetchFile, sha256Of } from './count/file.ts'
import type { Answer, Asks, Counted, FromWorker, Kind, Opened, Progress, ToWorker } from './count/messages.ts'

// The kernel in a Web Worker: the same code as the server and the command line, beside the page so that the page stays
// free. Used by the pages « Vérifier » and by the counting tool; what it is asked is in count/messages.ts.

type Tell = (progress: Progress) => void
type Work = { election: Election | undefined; tally: Tally | undefined }

const work: Work = { election: undefined, tally: undefined }
let last: Promise<unknown> = Promise.resolve()

const HANDLERS: { readonly [K in Kind]: (asks: Asks<K>, tell: Tell) => Answer<K> | Promise<Answer<K>> } = {
  fetch: async ({ url, size }, tell) =>
    open(await fetchFile(url, size, (share) => tell({ step: 'fetching', share })), tell),
  open: ({ bytes }, tell) => open(bytes, tell),
  count: ({ rule }, tell) => {
    tell({ step: 'counting' })
    const { election } = opened()
    const startedAt = performance.now()
    const counted = tryTally(election, rule)
    if (!counted.ok) return counted
    work.tally = counted.value
    const report = reportText(reportOf(election, counted.value))
    return done<Counted>({ report, milliseconds: performance.now() - startedAt })
  },
  check: () => ({ ok: true }),
  ballot: () => [],
}

async function open(bytes: Uint8Array, tell: Tell): Promise<Opened> {
  tell({ step: 'reading' })
  const startedAt = performance.now()
  const read = readElection(bytes)
  const milliseconds = performance.now() - startedAt
  if (!read.ok) return read
  work.election = read.value
  work.tally = undefined
  const { voteType, currency, decimals, budget, projects, profile, oddities, meta } = read.value
  const sha256 = await sha256Of(bytes)
  const { voterCount } = profile
  return done({
    voteType,
    currency,
    decimals,
    budget,
    projects,
    oddities,
    voterCount,
    meta: [...meta],
    sha256,
    milliseconds,
  })
}

function opened(): { readonly election: Election } {
  assert(work.election, 'a question about an election comes after it was opened')
  return { election: work.election }
}

async function answer({ id, kind, asks }: ToWorker): Promise<void> {
  const send = (message: FromWorker) => self.postMessage(message)
  try {
    const handler = HANDLERS[kind] as (asks: unknown, tell: Tell) => Answer<Kind> | Promise<Answer<Kind>>
    const told = await handler(asks, (progress) => send({ id, kind: 'progress', progress }))
    send({ id, kind: 'answer', answer: told })
  } catch (error) {
    send({ id, kind: 'fault', message: String(error) })
  }
}

// One after the other: a count is about the election opened before it.
self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  last = last.then(() => answer(data))
})
