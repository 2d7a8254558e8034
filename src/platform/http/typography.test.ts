import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { frenchTypography } from './index.ts'
import { typesetHtml } from './typography.ts'

test.each([
  [
    '<p>Qui a gagné ? Voici : « le banc » ; 12 % !</p>',
    '<p>Qui a gagné\u202f? Voici\u00a0: «\u00a0le banc\u00a0»\u202f; 12\u202f% !</p>'.replace(' !', '\u202f!'),
  ],
  ['<p>« <b>le banc</b> »</p>', '<p>«\u00a0<b>le banc</b>\u00a0»</p>'],
  ['<input value="Qui ? : oui" title="a : b"/>', '<input value="Qui ? : oui" title="a : b"/>'],
  ['<textarea name="message">Qui ?</textarea> : fin', '<textarea name="message">Qui ?</textarea>\u00a0: fin'],
  ['<code>a ? b : c</code><pre>x ;</pre>', '<code>a ? b : c</code><pre>x ;</pre>'],
  ['<script>a ? b : c</script><p>oui !</p>', '<script>a ? b : c</script><p>oui\u202f!</p>'],
  ['<p>voir :root et ?q=</p>', '<p>voir :root et ?q=</p>'],
])('%s becomes %s', (written, typeset) => {
  expect(typesetHtml(written)).toBe(typeset)
  expect(typesetHtml(typeset)).toBe(typeset)
})

test('pages are typeset with their status and headers; other answers are left alone', async () => {
  const site = new Hono().use(frenchTypography())
  site.get('/page', (c) => c.html('<p>Non !</p>', 422, { 'Cache-Control': 'no-store' }))
  site.get('/data', (c) => c.json({ sentence: 'Non !' }))
  const page = await site.request('/page')
  expect([page.status, page.headers.get('Cache-Control'), await page.text()]).toEqual([
    422,
    'no-store',
    '<p>Non\u202f!</p>',
  ])
  expect(await (await site.request('/data')).text()).toContain('Non !')
})
