import { expect, test } from 'vitest'
import { readLogo } from './logo.ts'

const svg = (inside: string, more = '') =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"${more}>${inside}</svg>`

test('shapes, gradients and a title are taken, without prologue nor comment', () => {
  const logo = svg(
    '<title>Notre logo</title><defs><linearGradient id="a"><stop offset="0" stop-color="#fff"/></linearGradient></defs><path d="M0 0h10" fill="url(#a)"/>',
  )
  expect(readLogo(`<?xml version="1.0"?>\n<!-- d’un logiciel -->${logo}`)).toEqual({ ok: true, value: logo })
})

test.each([
  ['a script', svg('<script>alert(1)</script>')],
  ['a handler', svg('<path d="M0 0" onload="alert(1)"/>')],
  ['a handler on the root', svg('', ' onload="alert(1)"')],
  ['a style', svg('<style>*{}</style>')],
  ['a style attribute', svg('<path style="fill:red"/>')],
  ['a page inside', svg('<foreignObject><p>x</p></foreignObject>')],
  ['a picture from elsewhere', svg('<image href="https://exemple.fr/x.png"/>')],
  ['a reuse from elsewhere', svg('<use href="https://exemple.fr/x.svg#a"/>')],
  ['a link', svg('<a href="javascript:alert(1)"><path d="M0 0"/></a>')],
  ['a fill from elsewhere', svg('<path fill="url(https://exemple.fr/x#a)"/>')],
  ['an animation', svg('<animate attributeName="href"/>')],
  ['an entity', svg('<title>&lt;</title>')],
  ['an escape in a value', svg('<path fill="u\\72l(x)"/>')],
  ['a document type', `<!DOCTYPE svg [<!ENTITY a "b">]>${svg('')}`],
  ['an element left open', svg('<g><path d="M0 0"/>')],
  ['a CDATA section', svg('<![CDATA[<script>alert(1)</script>]]>')],
  ['text outside a title', svg('bonjour')],
  ['another namespace', svg('<path d="M0 0"/>', ' xmlns:xlink="http://www.w3.org/1999/xlink"')],
])('%s is refused', (_what, content) => {
  expect(readLogo(content).ok).toBe(false)
})

test('a logo too heavy, and what is no picture, are told apart', () => {
  expect(readLogo(svg(' '.repeat(50_000)))).toEqual({ ok: false, refusal: 'logo-too-heavy' })
  expect(readLogo('<html></html>')).toEqual({ ok: false, refusal: 'logo-not-svg' })
})
