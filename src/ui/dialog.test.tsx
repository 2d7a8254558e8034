import { expect, test } from 'vitest'
import { Dialog } from '#ui/dialog'
import { Menu, Questions } from '#ui/disclosure'
import { initialsOf, PersonChip } from '#ui/person'
import { Tabs } from '#ui/tabs'
import { CodeBlock, Quote } from '#ui/text'

test('what a dialog asks has a page of its own, for browsers that cannot open it', () => {
  const html = String(
    <Dialog id="retirer" label="Retirer ma demande" title="Retirer votre demande ?" href="/demande/retirer" />,
  )
  expect(html).toMatch(/<button type="button"[^>]*popovertarget="retirer">Retirer ma demande<\/button>/)
  expect(html).toMatch(/<a[^>]*href="\/demande\/retirer">Retirer ma demande<\/a>/)
  expect(html).toMatch(/role="dialog" aria-labelledby="retirer-titre"/)
  expect(html).toContain('popovertargetaction="hide"')
})

test('tabs are links, and say which one is shown', () => {
  const tabs = [
    { label: 'À faire', href: '/a-faire', count: 3 },
    { label: 'Fait', href: '/fait' },
  ]
  const html = String(<Tabs label="Demandes" tabs={tabs} current="/fait" />)
  expect(html).toMatch(/<a href="\/fait" aria-current="page">Fait<\/a>/)
  expect(html.match(/aria-current/g)).toHaveLength(1)
  expect(html).toContain('(3)')
})

test('a menu and questions open without scripts', () => {
  expect(String(<Menu label="Autres" items={[{ label: 'Imprimer', href: '/x' }]} />)).toMatch(/<details.*<summary/)
  const html = String(<Questions name="aide" questions={[{ question: 'Qui vote ?', answer: 'Dès 11 ans.' }]} />)
  expect(html).toMatch(/<details[^>]*name="aide"/)
})

test('a person is known by their name; initials are only drawn', () => {
  expect(initialsOf('Léa Martin')).toBe('LM')
  expect(initialsOf('  élodie ')).toBe('É')
  expect(initialsOf('Jean de Dreux')).toBe('JD')
  expect(initialsOf('')).toBe('')
  expect(String(<PersonChip name="Léa Martin" what="agent" />)).toMatch(/aria-hidden="true">LM<.*Léa Martin.*agent/)
})

test('a quote has its author, a command its name', () => {
  expect(
    String(
      <Quote who="Léa Martin" when="mai 2024">
        Bonjour
      </Quote>,
    ),
  ).toMatch(/<cite>Léa Martin<\/cite>, mai 2024/)
  expect(String(<CodeBlock label="À taper" text="a < b" />)).toContain('<code>a &lt; b</code>')
})
