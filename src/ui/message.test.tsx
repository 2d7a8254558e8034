import { expect, test } from 'vitest'
import { EmptyState, ErrorContent, type ErrorStatus, errorTitle, Notice } from '#ui/message'

const STATUSES: readonly ErrorStatus[] = [400, 403, 404, 405, 410, 413, 429, 500, 503]

test.each(STATUSES)('an error %s says in French what happened and what to do, with a way out', (status) => {
  const html = String(<ErrorContent status={status} ways={[{ label: 'Aller à l’accueil', href: '/' }]} />)
  expect(html).toContain(`<h1>${errorTitle(status)}</h1>`)
  expect(html).toMatch(/<p class="lead">[A-ZÉÀ][^<]{20,}\.<\/p>/)
  expect(html).toContain('<a href="/" class="button button-main">Aller à l’accueil</a>')
})

test('our own fault comes with a reference to give us', () => {
  expect(String(<ErrorContent status={500} reference="A1B2" ways={[]} />)).toContain('<code>A1B2</code>')
})

test('an error is announced at once, a remark is not', () => {
  expect(String(<Notice kind="error" title="Non lu" />)).toContain('role="alert"')
  expect(String(<Notice kind="info" title="À savoir" />)).toContain('role="note"')
})

test('an empty place says what will be there and what to do', () => {
  const html = String(
    <EmptyState title="Aucun scrutin" action={{ label: 'Voir les archives', href: '/archives' }}>
      <p>Ils paraîtront ici.</p>
    </EmptyState>,
  )
  expect(html).toContain('Ils paraîtront ici.')
  expect(html).toContain('href="/archives"')
})
