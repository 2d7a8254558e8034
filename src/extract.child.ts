import { once } from 'node:events'
import { json } from 'node:stream/consumers'
import { type ExtractionRequest, extract } from '#modules/directory'

// A program of its own, started by extract.ts: a request on stdin; on stdout what comes out of the files, one event per
// line, as JSON. To who reads lines, Unicode's two separators end one; JSON lets them stand in a text.
for await (const event of extract((await json(process.stdin)) as ExtractionRequest)) {
  const line = JSON.stringify(event).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')
  if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain')
}
