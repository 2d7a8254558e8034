import { expect, test } from 'vitest'
import { readConfiguration } from './index.ts'

const read = (environment: Record<string, string>) => readConfiguration(environment, '/srv/filigrane')

test('with nothing said, the demonstration runs on this machine alone', () => {
  expect(read({ PATH: '/bin' })).toEqual({
    ok: true,
    value: {
      port: 3000,
      host: '127.0.0.1',
      url: 'http://localhost:3000',
      dataFolder: '/srv/filigrane/var',
      secretsFolder: '/srv/filigrane/var/secrets',
      proxies: [],
      databaseUrl: undefined,
      demonstration: 'local',
    },
  })
})

test('with a database of its own, an installation starts without demonstration', () => {
  const result = read({ DATABASE_URL: 'postgresql://filigrane@db/filigrane' })
  expect(result.ok && result.value.demonstration).toBe('off')
})

test('the public address loses its final slash and the proxies become a list', () => {
  const result = read({ FILIGRANE_URL: 'https://ess.exemple.fr/', FILIGRANE_PROXIES: '10.0.0.1, 10.0.0.2' })
  expect(result.ok && [result.value.url, result.value.proxies]).toEqual([
    'https://ess.exemple.fr',
    ['10.0.0.1', '10.0.0.2'],
  ])
})

test.each([
  [{ PORT: 'abc' }, /PORT doit être un nombre/],
  [{ PORT: '70000' }, /entre 1 et 65535/],
  [{ FILIGRANE_URL: 'ess.exemple.fr' }, /adresse complète/],
  [{ FILIGRANE_URL: 'ftp://ess.exemple.fr' }, /adresse complète/],
  [{ DATABASE_URL: 'mysql://db' }, /postgresql:\/\//],
  [{ FILIGRANE_DEMO: 'oui' }, /FILIGRANE_DEMO vaut/],
  [{ FILIGRANE_DATTA: '/tmp' }, /FILIGRANE_DATTA n'existe pas/],
  [{ HOST: '0.0.0.0' }, /FILIGRANE_DEMO=public/],
])('%o is refused with a sentence', (environment, sentence) => {
  const result = read(environment as Record<string, string>)
  expect(result.ok ? [] : result.refusal.join('\n')).toMatch(sentence)
})

test('every fault is said at once', () => {
  const result = read({ PORT: 'abc', FILIGRANE_DEMO: 'oui', FILIGRANE_COLOR: 'blue' })
  expect(result.ok ? [] : result.refusal).toHaveLength(3)
})

test('an empty variable is an unset one', () => {
  expect(read({ DATABASE_URL: '', PORT: '' }).ok).toBe(true)
})

test('the demonstration may be opened to all when told so', () => {
  expect(read({ HOST: '0.0.0.0', FILIGRANE_DEMO: 'public' }).ok).toBe(true)
})
