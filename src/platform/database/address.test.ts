import { expect, test } from 'vitest'
import { administrationOf, placeOf, withDatabase, withLogin } from './address.ts'

const of = (url: string) => {
  const found = administrationOf({ url, secretsFolder: '/secrets' })
  return found.ok ? found.value : undefined
}

test.each([
  ['postgresql://ada:s%40cret@db.example:6432/territory?sslmode=require', 'territory', 'db.example:6432'],
  ['postgres://db.example/pas-de-calais', 'pas-de-calais', 'db.example:5432'],
  ['postgresql://ada@/territory?host=/run/postgresql', 'territory', '/run/postgresql:5432'],
  ['postgresql:///territory?host=/run/postgresql', 'territory', '/run/postgresql:5432'],
  ['postgresql://ada@[::1]:6432/territory', 'territory', '[::1]:6432'],
])('%s is read: base %s on %s', (url, name, place) => {
  expect(of(url)?.name).toBe(name)
  expect(placeOf(of(url)!.administration)).toBe(place)
})

test('another login keeps the server, its options and a password with odd signs', () => {
  const { administration } = of('postgresql://ada:secret@db.example:6432/territory?sslmode=require')!
  expect(withLogin(administration, 'territory_app', 'p@ss/word').connectionString).toBe(
    'postgresql://territory_app:p%40ss%2Fword@db.example:6432/territory?sslmode=require',
  )
})

test('another login without password drops the password of the first', () => {
  const { administration } = of('postgresql://ada:secret@/territory?host=/run/postgresql')!
  expect(withLogin(administration, 'territory_app', undefined).connectionString).toBe(
    'postgresql://territory_app@/territory?host=/run/postgresql',
  )
})

test('another base keeps the login', () => {
  const { administration } = of('postgresql://ada:secret@db.example/territory?sslmode=require')!
  expect(withDatabase(administration, 'postgres').connectionString).toBe(
    'postgresql://ada:secret@db.example/postgres?sslmode=require',
  )
})

test('the embedded server is reached by its socket folder, without password', () => {
  const found = administrationOf({ embedded: { host: '/run/filigrane', user: 'postgres' } })
  expect(found).toEqual({
    ok: true,
    value: {
      name: 'filigrane',
      administration: { host: '/run/filigrane', port: 5432, user: 'postgres', database: 'filigrane' },
    },
  })
})
