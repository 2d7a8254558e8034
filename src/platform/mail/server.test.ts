import { expect, test } from 'vitest'
import { readMailServer } from './server.ts'

test.each([
  ['smtps://ess:secret@smtp.exemple.fr', { port: 465, isSecure: true, needsTls: false }],
  ['smtp://ess:secret@smtp.exemple.fr', { port: 587, isSecure: false, needsTls: true }],
  ['smtp://ess:secret@smtp.exemple.fr:2525/', { port: 2525, isSecure: false, needsTls: true }],
  ['smtp://relais.interne', { port: 25, isSecure: false, needsTls: false, login: undefined }],
  ['smtp://ess:secret@127.0.0.1:2525', { port: 2525, needsTls: false }],
  ['smtp://[::1]:2525', { host: '::1', port: 2525 }],
])('%s is read, and a password never travels in clear text beyond this machine', (address, read) => {
  expect(readMailServer(address)).toMatchObject({ ok: true, value: read })
})

test('a password may hold any sign, written as an address writes it', () => {
  expect(readMailServer('smtps://moi%40exemple.fr:a%3Ab%2F%25@smtp.exemple.fr')).toMatchObject({
    ok: true,
    value: { login: { user: 'moi@exemple.fr', password: 'a:b/%' } },
  })
})

test.each([
  ['smtp.exemple.fr', /commencer par smtp/],
  ['http://smtp.exemple.fr', /commencer par smtp/],
  ['smtps://ess:se%zz@smtp.exemple.fr', /%25/],
  ['smtps://ess@smtp.exemple.fr', /sans mot de passe/],
  ['smtps://smtp.exemple.fr/?pool=true', /retirez ce qui suit/],
  ['smtps://smtp.exemple.fr:70000', /ne se lit pas/],
  ['smtps://', /ne se lit pas|nom du serveur/],
])('%s is refused with a sentence that does not repeat it', (address, sentence) => {
  const read = readMailServer(address)
  const refusal = read.ok ? '' : read.refusal
  expect(refusal).toMatch(sentence)
  expect(refusal).not.toContain('se%zz')
})
