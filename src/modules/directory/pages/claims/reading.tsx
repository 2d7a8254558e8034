import { ChoiceField, Form, type FormState, type HiddenKeys, SubmitRow, TextArea } from '#ui/form'
import { formatInstant } from '#ui/format'
import { Section } from '#ui/heading'
import { DataTable } from '#ui/table'
import { AttachmentList, type ShownFile } from '#ui/upload'
import { changesBetween, type TextChange } from '../../claims/differences.ts'
import { NO_WORDS } from '../../claims/own-words.ts'
import type { Revision } from '../../store/claims/index.ts'

/** A text to be read, beside the one that is shown; what the agents and the ambassadors answer. */
export function TextToRead(props: {
  readonly text: Revision
  readonly published: Revision | undefined
  readonly pictures: readonly ShownFile[]
  readonly action: string
  readonly state: FormState
  readonly keys: HiddenKeys
}) {
  const { text, published, pictures, action, state, keys } = props
  // What is shown already, where the house reads after, is compared with nothing.
  const before = published && published.id !== text.id ? published.content : NO_WORDS
  const changes = changesBetween(before, text.content)
  return (
    <>
      <p>
        Écrit par {text.who ?? 'quelqu’un qui n’a plus de compte'}, le {formatInstant(text.savedAt)}.{' '}
        {text.state === 'published' ? 'Ce texte est déjà public.' : 'Rien n’est public avant votre réponse.'}
      </p>
      <Section id="differences" title="Ce qui change">
        <DataTable<TextChange>
          caption="Ce qui change, champ par champ"
          captionHidden
          rows={changes}
          columns={[
            { header: 'Champ', namesRow: true, cell: ({ label }) => label },
            { header: 'Aujourd’hui', cell: ({ before: text }) => <Words text={text} /> },
            { header: 'Proposé', cell: ({ after: text }) => <Words text={text} /> },
          ]}
          empty={<p>Le texte est le même que celui qui est montré.</p>}
        />
        <AttachmentList files={pictures} />
      </Section>
      <Section id="repondre" title="Répondre">
        <Form action={action} keys={keys} state={state} keep={{ numero: String(text.number) }}>
          <ChoiceField
            name="avis"
            label="Ce texte peut-il être montré ?"
            state={state}
            options={[
              { value: 'accept', label: 'Oui, le montrer' },
              { value: 'ask', label: 'Pas encore : poser une question' },
              { value: 'refuse', label: 'Non, le refuser' },
            ]}
          />
          <TextArea
            name="raison"
            label="Votre question, ou pourquoi"
            hint="La structure lira ces mots. Rien à écrire si vous acceptez."
            state={state}
            optional
            rows={3}
            maxlength={500}
          />
          <SubmitRow label="Répondre" />
        </Form>
      </Section>
    </>
  )
}

function Words({ text }: { readonly text: string }) {
  return text === '' ? <em>(vide)</em> : <span class="conflict-text">{text}</span>
}
