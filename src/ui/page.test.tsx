import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { assetsFrom, Page, type SiteFrame } from '#ui/page'

const SITE: SiteFrame = {
  serviceName: 'Filigrane',
  territoryName: 'Pas-de-Calais',
  assets: assetsFrom({ 'site.css': '/public/site-AB.css', 'fonts/text.woff2': '/public/text-1.woff2' }),
  watermark: 'M0 0',
  navigation: [
    { label: 'Accueil', href: '/' },
    { label: 'Scrutins', href: '/scrutins' },
  ],
  footer: { mention: 'Un site.', columns: [{ title: 'Le site', links: [{ label: 'Accessibilité', href: '/acces' }] }] },
}

const html = String(
  <Page
    site={SITE}
    title="Wieliczka <2023>"
    description="Un vote."
    current="/scrutins"
    trail={[SITE.navigation[0] as never]}
  >
    <h1>Bonjour</h1>
  </Page>,
)

test('a page is a whole French document, in standards mode', () => {
  expect(html.startsWith('<!doctype html><html lang="fr">')).toBe(true)
  expect(html).toContain('<title>Wieliczka &lt;2023&gt; · Filigrane</title>')
  expect(html).toContain('<link rel="stylesheet" href="/public/site-AB.css"/>')
  expect(html).toContain('href="/public/text-1.woff2" as="font"')
})

test('the first link of a page leads to its content', () => {
  const firstLink = /<a [^>]*href="([^"]+)"/.exec(html)?.[1]
  expect(firstLink).toBe('#contenu')
  expect(html).toContain('<main id="contenu"')
})

test('the menu says where one is', () => {
  expect(html.match(/aria-current="page"/g)).toHaveLength(2)
  expect(html).toContain('<a href="/scrutins" aria-current="page">Scrutins</a>')
})

test('a page holds no script and no inline style, which the browser would refuse', () => {
  expect(html).not.toMatch(/<script|<style|\sstyle=|\son\w+=/)
})

test('around the page, the browser takes the colour of the paper, by day and by night', () => {
  const tokens = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8')
  const papers = [...tokens.matchAll(/--paper: (#[0-9a-f]{6})/g)].map((match) => match[1])
  const themes = [...html.matchAll(/<meta name="theme-color"[^>]*content="(#[0-9a-f]{6})"/g)].map((match) => match[1])
  expect(themes).toEqual(papers)
})

test('a page has no script, unless it asks for an island by its name', () => {
  const site = { ...SITE, assets: assetsFrom({ 'islands/verify.js': '/public/verify-AB.js' }) }
  const withIsland = String(<Page site={site} title="Vérifier" description="Un compte." scripts={['verify']} />)
  expect(html).not.toContain('<script')
  expect(withIsland).toContain('<script type="module" src="/public/verify-AB.js"></script>')
})
