import { expect, test } from 'vitest'
import { Badge } from '#ui/badge'
import { Notice } from '#ui/message'
import { Thread } from '#ui/thread'
import { jsxText } from './jsx-text.ts'

test('a component is written as it would be in a page', () => {
  expect(jsxText(<Badge kind="won" />)).toBe('<Badge kind="won" />')
  expect(jsxText(<Badge kind="won">Élu</Badge>)).toBe('<Badge kind="won">Élu</Badge>')
})

test('what stands in it is indented, and lists are cut when they are long', () => {
  const text = jsxText(
    <Notice kind="info" title="Les résultats paraissent le 12 mai, une fois les bulletins recomptés deux fois">
      <p>Ici.</p>
    </Notice>,
  )
  expect(text).toBe(`<Notice
  kind="info"
  title="Les résultats paraissent le 12 mai, une fois les bulletins recomptés deux fois"
>
  <p>Ici.</p>
</Notice>`)
  expect(jsxText(<Thread label="Le fil" knots={[{ state: 'past', title: 'Dépôt' }]} />)).toBe(
    `<Thread label="Le fil" knots={[{ state: 'past', title: 'Dépôt' }]} />`,
  )
})

test('a no-break space is seen by who copies the text', () => {
  expect(jsxText(<Badge kind="open">{'12\u00a0j'}</Badge>)).toContain('12\\u00a0j')
})
