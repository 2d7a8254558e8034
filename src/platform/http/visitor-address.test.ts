import fc from 'fast-check'
import { Hono } from 'hono'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { networkOf, undeclaredProxyWarning } from './index.ts'

test.each([
  ['192.0.2.7', '192.0.2.0'],
  ['::ffff:192.0.2.7', '192.0.2.0'],
  ['2001:db8:1:2::1', '2001:db8:1:2::'],
  ['2001:0DB8:0001:0002:ffff::9', '2001:db8:1:2::'],
  ['2001:db8::1', '2001:db8:0:0::'],
  ['2001:db8::1:2:3:4:5', '2001:db8:0:1::'],
  ['fe80::1%eth0', 'fe80:0:0:0::'],
  ['::1', '0:0:0:0::'],
  ['::', '0:0:0:0::'],
  ['1:2:3:4:5:6:7::', '1:2:3:4::'],
  ['64:ff9b::192.0.2.7', '64:ff9b:0:0::'],
  ['1:2:3::4:192.0.2.7', '1:2:3:0::'],
  [undefined, 'unknown'],
  ['', 'unknown'],
  ['not an address', 'unknown'],
  ['1:2:3', 'unknown'],
])('%s is of the network %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})

test('where an hour is capped, all that one customer may hold counts together', () => {
  expect(networkOf('2001:db8:1:2::1', { v6: 48 })).toBe('2001:db8:1::')
  expect(networkOf('2001:db8:1:ffff::1', { v6: 48 })).toBe('2001:db8:1::')
  expect(networkOf('2001:db8:2:2::1', { v6: 48 })).not.toBe('2001:db8:1::')
  expect(networkOf('192.0.2.7', { v6: 48 })).toBe('192.0.2.0')
})

test('where neighbours must not count together, an IPv4 counts alone', () => {
  expect(networkOf('::ffff:192.0.2.7', { v4: 32 })).toBe('192.0.2.7')
  expect(networkOf('2001:db8:1:2::1', { v4: 32 })).toBe('2001:db8:1:2::')
})

test('a network is of itself, and two addresses that share their first 64 bits share it', () => {
  fc.assert(
    fc.property(fc.oneof(fc.ipV6(), fc.ipV4()), (address) => {
      const network = networkOf(address)
      expect(networkOf(network)).toBe(network)
      expect(networkOf(network, { v6: 48 })).toBe(networkOf(address, { v6: 48 }))
    }),
  )
})

test.each([
  ['127.0.0.1', [], 1],
  ['::1', [], 1],
  ['::ffff:172.18.0.2', [], 1],
  ['fd00::7', [], 1],
  ['172.32.0.2', [], 0],
  ['203.0.113.9', [], 0],
  ['127.0.0.1', ['127.0.0.1'], 0],
])('a relay at %s, with %j declared, is warned of %i times', async (remoteAddress, proxies, times) => {
  const lines: string[] = []
  const logger = pino({ base: null }, { write: (line) => lines.push(line) })
  const site = new Hono().use(undeclaredProxyWarning(logger, proxies)).get('/', (c) => c.text('here'))
  const from = { incoming: { socket: { remoteAddress } } }
  await site.request('/', {}, from)
  expect(lines).toEqual([])
  for (let visit = 0; visit < 3; visit += 1) {
    const answer = await site.request('/', { headers: { 'X-Forwarded-For': '198.51.100.4' } }, from)
    expect(await answer.text()).toBe('here')
  }
  expect(lines).toHaveLength(times)
  expect(lines.join('')).not.toContain('198.51.100.4')
})
