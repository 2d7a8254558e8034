import { expect, test } from 'vitest'
import {
  BoxField,
  ChoiceField,
  EMPTY_FORM,
  FieldGroup,
  Form,
  type FormState,
  SubmitRow,
  SwitchField,
  TextField,
} from '#ui/form'

const KEYS = { submission: 'envoi-1', token: 'jeton-1' }
const OPTIONS = [
  { value: 'mel', label: 'Par e-mail' },
  { value: 'lettre', label: 'Par lettre', hint: 'Deux jours de plus.' },
  { value: 'pigeon', label: 'Par pigeon', closed: 'Le colombier est fermé.' },
]
const WRONG: FormState = {
  values: { prenom: '<Zoé>', reponse: 'lettre' },
  errors: { prenom: 'Écrivez votre prénom.', reponse: 'Choisissez une réponse.' },
}

function draw(state: FormState): string {
  return String(
    <Form action="/essai" keys={KEYS} state={state}>
      <TextField name="prenom" label="Prénom" hint="Comme sur vos papiers." state={state} />
      <ChoiceField name="reponse" label="Comment vous répondre ?" options={OPTIONS} state={state} />
      <SubmitRow label="Envoyer ma demande" ways={[{ label: 'Annuler', href: '/' }]} />
    </Form>,
  )
}

test('a form carries its keys, and its address never holds what was written', () => {
  const html = draw(EMPTY_FORM)
  expect(html).toContain('method="post"')
  expect(html).toContain('<input type="hidden" name="envoi" value="envoi-1"/>')
  expect(html).toContain('<input type="hidden" name="jeton" value="jeton-1"/>')
})

test('nothing is said to be wrong in a form nobody has sent', () => {
  const html = draw(EMPTY_FORM)
  expect(html).not.toContain('role="alert"')
  expect(html).not.toContain('aria-invalid')
})

test('what came back is as it was sent, and a name with brackets stays a name', () => {
  const html = draw(WRONG)
  expect(html).toContain('value="&lt;Zoé&gt;"')
  expect(html).toMatch(/<input[^>]*value="lettre" checked=""/)
})

test('the summary takes the focus as the page opens, and leads to each field at fault', () => {
  const html = draw(WRONG)
  const summary = /<div class="error-summary"[^>]*>/.exec(html)?.[0] ?? ''
  expect(summary).toContain('autofocus')
  expect(summary).toContain('tabindex="-1"')
  for (const [name, sentence] of Object.entries(WRONG.errors)) {
    expect(html).toContain(`<a href="#champ-${name}">${sentence}</a>`)
    expect(html.match(new RegExp(`id="champ-${name}"`, 'g'))).toHaveLength(1)
  }
})

test('a field is told by its help, then by its error', () => {
  const field = /<input[^>]*name="prenom"[^>]*>/.exec(draw(WRONG))?.[0] ?? ''
  expect(field).toContain('aria-describedby="champ-prenom-aide champ-prenom-erreur"')
  expect(field).toContain('aria-invalid="true"')
})

test('what is wrong with the whole is said first, even when no field is at fault', () => {
  const html = draw({ values: {}, errors: {}, problem: 'Ce formulaire attendait depuis longtemps.' })
  expect(html).toContain('Ce formulaire attendait depuis longtemps.')
  expect(html).not.toContain('aria-invalid')
})

test('a choice that is closed stays in sight with its reason', () => {
  const html = draw(EMPTY_FORM)
  expect(html).toMatch(/value="pigeon" disabled="" aria-describedby="champ-reponse-3-aide"/)
  expect(html).toContain('Le colombier est fermé.')
})

test('one thing to say yes to, and a switch, keep what was ticked', () => {
  const state = { values: { accord: 'oui' }, errors: {} }
  expect(String(<BoxField name="accord" label="Je suis d’accord" state={state} />)).toContain('checked')
  const off = String(<SwitchField name="rappel" label="Me le rappeler" state={state} />)
  expect(off).toContain('role="switch"')
  expect(off).not.toContain('checked')
})

test('fields that go together have one name', () => {
  const html = String(<FieldGroup title="Votre association">…</FieldGroup>)
  expect(html).toMatch(/<fieldset[^>]*><legend[^>]*>Votre association<\/legend>/)
})
