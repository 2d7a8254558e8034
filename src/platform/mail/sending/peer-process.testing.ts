// A mail server in a process of its own, for a measure: it writes the name of each mail it takes before it says so.
import { closeSync, openSync, writeSync } from 'node:fs'
import { messageIdIn } from './outage.testing.ts'
import { startPeer } from './peer.testing.ts'

const file = openSync(process.argv[2]!, 'a')
const peer = await startPeer({
  onRcptTo: (_address, _session, tell) => tell(),
  onData: (stream, _session, tell) => {
    let head = ''
    stream.on('data', (chunk: Buffer) => {
      if (head.length < 4_000) head += chunk.toString()
    })
    stream.on('end', () => {
      writeSync(file, `${messageIdIn(head)}\n`)
      tell()
    })
  },
})
process.on('exit', () => closeSync(file))
console.log(peer.port)
