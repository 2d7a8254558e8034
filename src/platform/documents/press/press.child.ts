import { once } from 'node:events'
import { buffer } from 'node:stream/consumers'
import { deserialize } from 'node:v8'
import type { Verdict, Work } from './work.ts'

// A program of its own, started by index.ts: the work on stdin, a line of JSON then the document on stdout. What it
// needs is loaded when it is known: a spreadsheet does without the composer of PDF.
const work = deserialize(await buffer(process.stdin)) as Work
const { verdict, document } = await make(work)
if (!process.stdout.write(`${JSON.stringify(verdict)}\n`)) await once(process.stdout, 'drain')
if (document) process.stdout.write(document)

async function make(asked: Work): Promise<{ readonly verdict: Verdict; readonly document?: Uint8Array }> {
  if (asked.work === 'check') {
    const { readTemplate } = await import('../template/check.ts')
    return { verdict: await readTemplate(asked.template, asked.kind) }
  }
  if (asked.work === 'fill') {
    const { fill } = await import('../template/fill.ts')
    return fill(asked)
  }
  if (asked.work === 'finish') {
    const { finish } = await import('../pdf/finish.ts')
    return finish(asked)
  }
  const nothingWrong: Verdict = { faults: [], fields: [] }
  if (asked.work === 'workbook') {
    const { writeXlsx } = await import('../workbook/xlsx.ts')
    return { verdict: nothingWrong, document: await writeXlsx(asked.workbook) }
  }
  const { composePdf } = await import('../pdf/compose.ts')
  return { verdict: nothingWrong, document: composePdf(asked.layout, asked.data) }
}
