import { answersOf } from './depouillement/answers.ts'
import type { Answer, FromWorker, Kind, Progress, ToWorker } from './depouillement/messages.ts'

// The kernel beside the page of the counting desk: the page stays free while a large file is read and counted. The
// page « Vérifier » has a worker of its own (count.worker.ts): it compares bytes, this one tells stories.

const answers = answersOf()
let last: Promise<unknown> = Promise.resolve()

// One after the other: a count is about the file opened before it.
self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  last = last.then(() => answer(data))
})

async function answer({ id, kind, asks }: ToWorker): Promise<void> {
  const send = (message: FromWorker) => self.postMessage(message)
  try {
    const handler = answers[kind] as (asks: unknown, tell: (progress: Progress) => void) => Promise<Answer<Kind>>
    const told = await handler(asks, (progress) => send({ id, kind: 'progress', progress }))
    send({ id, kind: 'answer', answer: told })
  } catch (error) {
    send({ id, kind: 'fault', message: String(error) })
  }
}
