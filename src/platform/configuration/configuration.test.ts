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
      territoryFolder: '/srv/filigrane/data/territory/pas-de-calais',
      secretsFolder: '/srv/filigrane/var/secrets',
      parapheurFolder: '/srv/filigrane/var/parapheur',
      proxies: [],
      databaseUrl: undefined,
      demonstration: 'local',
      identity: { providers: [], agentSirets: [], confirmEveryDays: 7 },
      mail: {
        server: undefined,
        from: { name: '', address: 'filigrane@localhost' },
        returnsFolder: '/srv/filigrane/var/retours',
      },
      sms: { server: undefined, cents: 10n, dayCents: 5_000n, dayMessages: 500, acceptsAbroad: false },
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
  [{ SMTP_URL: 'smtp.exemple.fr' }, /commencer par smtp:\/\//],
  [{ SMTP_FROM: 'le service' }, /SMTP_FROM doit être une adresse/],
  [{ SMTP_URL: 'smtp://exemple.fr', FILIGRANE_DEMO: 'public' }, /ne vont pas ensemble/],
  [{ SMS_URL: 'https://sms.exemple.fr' }, /SMS_URL et SMS_SECRET vont ensemble/],
  [{ SMS_SECRET: 'secret' }, /SMS_URL et SMS_SECRET vont ensemble/],
  [{ SMS_URL: 'http://sms.exemple.fr', SMS_SECRET: 'secret' }, /https:\/\//],
  [{ SMS_URL: 'https://sms.exemple.fr', SMS_SECRET: 's', FILIGRANE_DEMO: 'public' }, /SMS_URL ne vont pas ensemble/],
  [{ SMS_DAY_CENTS: '10,5' }, /SMS_DAY_CENTS doit être un nombre entier/],
  [{ SMS_ABROAD: 'oui' }, /SMS_ABROAD vaut/],
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

const HOUSE = {
  OIDC_HOUSE_ISSUER: 'https://identite.exemple.fr',
  OIDC_HOUSE_CLIENT_ID: 'filigrane',
  OIDC_HOUSE_CLIENT_SECRET: 'secret',
  OIDC_HOUSE_NAME: 'Département',
}

test('an identity provider needs all of its variables, and comes with its level of assurance', () => {
  const result = read(HOUSE)
  expect(result.ok && result.value.identity.providers).toEqual([
    {
      name: 'house',
      label: 'Département',
      issuer: 'https://identite.exemple.fr',
      clientId: 'filigrane',
      clientSecret: 'secret',
      acr: undefined,
      hasSignedUserinfo: true,
    },
  ])
})

test.each([
  [{ ...HOUSE, OIDC_HOUSE_NAME: '' }, /Il manque OIDC_HOUSE_NAME/],
  [
    { OIDC_FRANCECONNECT_ISSUER: 'https://fc.exemple.fr' },
    /OIDC_FRANCECONNECT_CLIENT_ID, OIDC_FRANCECONNECT_CLIENT_SECRET/,
  ],
  [{ ...HOUSE, OIDC_HOUSE_ISSUER: 'http://identite.exemple.fr' }, /https:\/\//],
  [{ ...HOUSE, OIDC_HOUSE_ISSUER: 'identite' }, /OIDC_HOUSE_ISSUER/],
  [
    {
      OIDC_PROCONNECT_ISSUER: 'https://pc.exemple.fr',
      OIDC_PROCONNECT_CLIENT_ID: 'a',
      OIDC_PROCONNECT_CLIENT_SECRET: 'b',
    },
    /OIDC_PROCONNECT_SIRETS/,
  ],
  [{ OIDC_PROCONNECT_SIRETS: '123' }, /14 chiffres/],
  [{ OIDC_CONFIRM_DAYS: '0' }, /OIDC_CONFIRM_DAYS/],
  [{ OIDC_HOSUE_NAME: 'x' }, /OIDC_HOSUE_NAME n'existe pas/],
])('a provider half told is refused: %o', (environment, sentence) => {
  const result = read(environment as Record<string, string>)
  expect(result.ok ? '' : result.refusal.join('\n')).toMatch(sentence)
})

test('plain http is accepted for a provider of this very machine', () => {
  expect(read({ ...HOUSE, OIDC_HOUSE_ISSUER: 'http://localhost:4000' }).ok).toBe(true)
})
