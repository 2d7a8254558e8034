import { assert, done } from '#kernel/result'
import {
  type Account,
  accountOf,
  checkCertificate,
  type Election,
  readElection,
  reportOf,
  reportText,
  sentenceOfCertificateFault,
  type Tally,
  tryTally,
} from '#kernel/tally'
import { fetchFile, sha256Of } from './count/file.ts'
import type { Answer, Asks, FromWorker, Kind, Opened, Progress, ToWorker } from './count/messages.ts'
import { tellBallot } from './count/tell.ts'

// The kernel in a Web Worker, for the page « Vérifier »: the same code as the server and the command line, beside the
// page so that the page stays free. What it may be asked is in count/messages.ts.

type Tell = (progress: Progress) => void
type Handlers = { readonly [K in Kind]: (asks: Asks<K>, tell: Tell) => Answer<K> | Promise<Answer<K>> }

let election: Election | undefined
let counted: Tally | undefined
let account: Account | undefined
let last: Promise<void> = Promise.resolve()

const HANDLERS: Handlers = {
  fetch: async ({ url, size }, tell) => {
    const bytes = await fetchFile(url, size, (share) => tell({ step: 'fetching', share }))
    tell({ step: 'reading' })
    return read(bytes)
  },
  count: ({ rule }, tell) => {
    tell({ step: 'counting' })
    const startedAt = performance.now()
    const result = tryTally(opened(), rule)
    if (!result.ok) return result
    counted = result.value
    account = undefined
    const report = reportText(reportOf(opened(), counted))
    return done({ report, milliseconds: performance.now() - startedAt })
  },
  check: ({ certificate }, tell) => {
    tell({ step: 'checking' })
    assert(counted, 'a certificate is checked against a count')
    const checked = checkCertificate(opened(), counted.rule, parsed(certificate))
    return checked.ok ? { ok: true } : { ok: false, sentence: sentenceOfCertificateFault(checked.refusal) }
  },
  ballot: ({ number }, tell) => {
    tell({ step: 'explaining' })
    assert(counted, 'a ballot is explained after a count')
    account ??= accountOf(opened(), counted)
    const { ids } = account.election.voters
    const exact = ids.flatMap((id, voter) => (id === number ? [voter] : []))
    const same = exact.length > 0 ? exact : ids.flatMap((id, voter) => (bare(id) === bare(number) ? [voter] : []))
    return same.slice(0, MOST_SHOWN).map((voter) => tellBallot(account!, voter))
  },
}

// A file may give the same number to all its voters.
const MOST_SHOWN = 20

/** Typed from paper, a number loses its capitals and its hyphens. */
function bare(number: string): string {
  return number.toUpperCase().replace(/[\s-]/g, '')
}

async function read(bytes: Uint8Array): Promise<Opened> {
  const startedAt = performance.now()
  const found = readElection(bytes)
  const milliseconds = performance.now() - startedAt
  if (!found.ok) return found
  election = found.value
  return done({ voterCount: election.profile.voterCount, sha256: await sha256Of(bytes), milliseconds })
}

function opened(): Election {
  assert(election, 'a question about an election comes after it was opened')
  return election
}

/** What is no JSON is no certificate either: the checker says so. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
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
