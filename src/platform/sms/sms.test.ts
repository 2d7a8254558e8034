import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { httpSender, plainSms } from './index.ts'

type Asked = { readonly headers: IncomingHttpHeaders; readonly body: unknown }

let operator: Server
let url = ''
let status = 200
const asked: Asked[] = []

beforeEach(async () => {
  status = 200
  asked.length = 0
  operator = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    asked.push({ headers: request.headers, body: JSON.parse(Buffer.concat(parts).toString()) })
    response.writeHead(status, status === 302 ? { Location: 'http://localhost:1/elsewhere' } : {}).end('{"to":"+336"}')
  })
  await new Promise<void>((listening) => operator.listen(0, '127.0.0.1', listening))
  url = `http://127.0.0.1:${(operator.address() as AddressInfo).port}/envoi`
})
afterEach(() => new Promise((closed) => operator.close(closed)))

const SMS = { id: 'message-1', to: '+33612345678', text: 'Code : 12 34 56' }

test('a message is one POST of JSON, with the secret and a key that keeps it from leaving twice', async () => {
  expect(await httpSender({ url, secret: 's3cret' }).send(SMS)).toBe('sent')
  expect(asked).toHaveLength(1)
  expect(asked[0]!.body).toEqual({ to: '+33612345678', text: 'Code : 12 34 56', reference: 'message-1' })
  expect(asked[0]!.headers).toMatchObject({
    authorization: 'Bearer s3cret',
    'idempotency-key': 'message-1',
    'content-type': 'application/json',
  })
})

test.each([408, 429, 500, 503])(
  'an operator that answers %i is asked again later; its answer is not repeated',
  async (code) => {
    status = code
    await expect(httpSender({ url, secret: 's' }).send(SMS)).rejects.toThrow(`The SMS operator answered ${code}`)
  },
)

test.each([400, 401, 404, 422])('an operator that answers %i will not do better later', async (code) => {
  status = code
  expect(await httpSender({ url, secret: 's' }).send(SMS)).toBe('refused')
})

test('a number is never sent on to another address', async () => {
  status = 302
  await expect(httpSender({ url, secret: 's' }).send(SMS)).rejects.toThrow()
  expect(asked).toHaveLength(1)
})

test('an operator that is not there throws', async () => {
  await expect(httpSender({ url: 'http://127.0.0.1:1/', secret: 's' }).send(SMS)).rejects.toThrow()
})

test.each([
  ['Code pour voter (L’été des « cœurs ») : 12 34 56', 'Code pour voter (L\'été des "coeurs") : 12 34 56'],
  ['À bientôt, Benoît', 'A bientot, Benoit'],
  ['un ⚡ éclair', 'un ? éclair'],
  ['x'.repeat(300), 'x'.repeat(160)],
])('« %s » fits in one message', (text, plain) => {
  expect(plainSms(text)).toBe(plain)
})
