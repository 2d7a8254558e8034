import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { sentFields } from './forms.ts'

/** Bodies no form of ours ever sends. */

const URL_ENCODED = 'application/x-www-form-urlencoded'

function siteWithAForm(): Hono {
  const app = new Hono()
  app.post('/', async (c) => c.json({ ...(await sentFields(c)), again: (await sentFields(c)).lists }))
  return app
}

const send = (body: BodyInit, contentType: string) =>
  siteWithAForm().request('/', { method: 'POST', body, headers: { 'Content-Type': contentType } })

const parts = (count: number) =>
  `${'--x\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\n1\r\n'.repeat(count)}--x--`

test.each([
  // Joined one by one they held the whole service for minutes.
  ['a hundred thousand fields of one name', 'a=1&'.repeat(100_000), URL_ENCODED],
  ['a hundred thousand names', Array.from({ length: 100_000 }, (_, n) => `f${n}=`).join('&'), URL_ENCODED],
  ['fifty megabytes', `a=${'x'.repeat(50_000_000)}`, URL_ENCODED],
  ['twenty thousand files', parts(20_000), 'multipart/form-data; boundary=x'],
])('%s are refused before anything is made of them', async (_, body, contentType) => {
  expect((await send(body, contentType)).status).toBe(413)
})

test('a body that announces no length is read no further than the limit', async () => {
  let read = 0
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      read += 1
      if (read > 1_000) controller.close()
      else controller.enqueue(new Uint8Array(100_000).fill(97))
    },
  })
  const init = { method: 'POST', body, duplex: 'half', headers: { 'Content-Type': URL_ENCODED } } as RequestInit
  expect((await siteWithAForm().request('/', init)).status).toBe(413)
  expect(read).toBeLessThan(100)
})

test.each([
  ['without a boundary', 'abc', 'multipart/form-data'],
  ['cut short', '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nabc', 'multipart/form-data; boundary=x'],
])('a body of parts %s is a mistake of who sent it, not a fault of ours', async (_, body, contentType) => {
  expect((await send(body, contentType)).status).toBe(400)
})

test.each(['application/json', 'text/plain'])('a body of %s holds no field', async (contentType) => {
  const answer = await send('{"adresse":"a@b.fr"}', contentType)
  expect(await answer.json()).toEqual({ fields: {}, lists: {}, files: {}, again: {} })
})

test('fields named as what every object has are fields like others', async () => {
  const answer = await send('__proto__=1&__proto__=2&constructor=3&a=4&a=5', URL_ENCODED)
  const { fields, lists, again } = (await answer.json()) as {
    readonly fields: object
    readonly lists: Readonly<Record<string, unknown>>
    readonly again: unknown
  }
  expect(Object.entries(fields)).toEqual(
    expect.arrayContaining([
      ['constructor', '3'],
      ['a', '5'],
    ]),
  )
  expect(lists.a).toEqual(['4', '5'])
  expect(again).toEqual(lists)
})
