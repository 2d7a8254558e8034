import type { AddressInfo } from 'node:net'
import { createServer, type Socket } from 'node:net'

/** What a PostgreSQL that is not ours may answer: a refusal at once, or the one row of its first statement. */
export type FakeAnswer =
  | { readonly code: string; readonly message: string }
  | { readonly row: Readonly<Record<string, string>> }

/** Speaks just enough of PostgreSQL's protocol (version 3.0) to give one answer. */
export async function startFakeServer(answer: FakeAnswer): Promise<AsyncDisposable & { readonly url: string }> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.once('data', () => {
      if ('code' in answer) return socket.end(message('E', `SFATAL\0C${answer.code}\0M${answer.message}\0\0`))
      socket.write(Buffer.concat([message('R', '\0\0\0\0'), READY]))
      return socket.once('data', () => socket.write(Buffer.concat([...rowOf(answer.row), READY])))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `postgresql://ada:secret@127.0.0.1:${port}/territory`,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function message(type: string, body: string | Buffer): Buffer {
  const content = Buffer.from(body)
  const head = Buffer.alloc(5)
  head.write(type)
  head.writeInt32BE(content.length + 4, 1)
  return Buffer.concat([head, content])
}

const READY = message('Z', 'I')
const TEXT = 25

function rowOf(row: Readonly<Record<string, string>>): readonly Buffer[] {
  const names = Object.keys(row)
  const columns = names.map((name) =>
    Buffer.concat([Buffer.from(`${name}\0`), int32(0), int16(0), int32(TEXT), int16(-1), int32(-1), int16(0)]),
  )
  const values = Object.values(row).map((value) => Buffer.concat([int32(Buffer.byteLength(value)), Buffer.from(value)]))
  return [
    message('T', Buffer.concat([int16(names.length), ...columns])),
    message('D', Buffer.concat([int16(names.length), ...values])),
    message('C', 'SELECT 1\0'),
  ]
}

function int32(value: number): Buffer {
  const buffer = Buffer.alloc(4)
  buffer.writeInt32BE(value)
  return buffer
}

function int16(value: number): Buffer {
  const buffer = Buffer.alloc(2)
  buffer.writeInt16BE(value)
  return buffer
}
