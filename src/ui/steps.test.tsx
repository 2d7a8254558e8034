import { expect, test } from 'vitest'
import { SavedDraft, SteppedForm } from '#ui/steps'

const STEPS = [
  { title: 'Vous', href: '/dossier/vous', isDone: true },
  { title: 'Votre projet', href: '/dossier/projet', isDone: false },
  { title: 'Le budget', isDone: false },
]

test('a long form says where one stands, what remains, and leads back to what is done', () => {
  const html = String(
    <SteppedForm name="Votre dossier" steps={STEPS} current={1} minutesLeft={8}>
      <p>Questions</p>
    </SteppedForm>,
  )
  expect(html).toContain('Étape 2 sur 3')
  expect(html).toContain('il reste environ 8\u00a0minutes')
  expect(html).toContain('href="/dossier/vous"')
  expect(html).toMatch(/aria-current="step"><span class="step-title">Votre projet/)
  expect(html).not.toContain('href="/dossier/projet"')
})

test('a draft says when it was kept and that one may leave', () => {
  expect(String(<SavedDraft when="à 14 h 05" />)).toMatch(/role="status".*à 14 h 05.*reprendre plus tard/)
})
