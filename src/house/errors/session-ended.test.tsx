import { Hono } from 'hono'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { testContext } from '#platform/context/testing'
import { sessions, signedIn } from '#platform/sessions'
import { errorAnswers } from './answers.tsx'

const frame = {
  serviceName: 'Filigrane',
  territoryName: 'Territoire d’essai',
  assets: { stylesheet: '/public/site.css', fonts: [] },
  watermark: 'M0 0',
  navigation: [],
  footer: { mention: 'Essai', columns: [] },
}

function siteWhereNobodyIsSignedIn(): Hono {
  const context = testContext({ db: {} as never })
  const app = new Hono()
  app.use(sessions(async () => undefined))
  app.post('/mon-espace/idee', signedIn(), (c) => c.text('enregistré'))
  app.onError(
    errorAnswers({ context, frame, logger: pino({ level: 'silent' }), health: async () => ({ ok: true }) }).failure,
  )
  return app
}

function send(fields: Readonly<Record<string, string>>) {
  const body = new URLSearchParams(fields)
  const headers = { Referer: 'http://localhost/mon-espace/idee/nouvelle' }
  return siteWhereNobodyIsSignedIn().request('/mon-espace/idee', { method: 'POST', body, headers })
}

test('what was written before the session ended comes back, whole, to be sent again', async () => {
  const text = '\n« Un jardin » <partagé> & ouvert\nà tous'
  const response = await send({ titre: 'Jardin', texte: text, envoi: 'cle', jeton: 'signature' })
  const html = await response.text()
  expect(response.status).toBe(401)
  expect(response.headers.get('Cache-Control')).toBe('no-store')
  expect(html).toContain('action="/mon-espace/idee"')
  expect(html).toContain('<textarea name="titre" hidden="">\nJardin</textarea>')
  expect(html).toContain(
    '<textarea name="texte" hidden="">\n\n« Un jardin » &lt;partagé&gt; &amp; ouvert\nà tous</textarea>',
  )
  expect(html).toContain('href="/connexion?suite=%2Fmon-espace%2Fidee%2Fnouvelle"')
})

test('the keys of the form and a code typed are not given back', async () => {
  const html = await (await send({ titre: 'Jardin', code: '123456', envoi: 'cle', jeton: 'signature' })).text()
  for (const kept of ['123456', 'cle', 'signature']) expect(html).not.toContain(`>\n${kept}<`)
})

test('a form in which nothing was written leads to the sign-in page and back', async () => {
  const response = await send({ envoi: 'cle', jeton: 'signature' })
  expect([response.status, response.headers.get('Location')]).toEqual([
    303,
    '/connexion?suite=%2Fmon-espace%2Fidee%2Fnouvelle',
  ])
})
