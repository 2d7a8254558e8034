import type { Settings } from '#platform/context'
import {
  type MailParagraph,
  type MailTemplate,
  type MailWords,
  renderWords,
  type TemplateVersion,
} from '#platform/mail'
import { textOf } from '#platform/mail/sending'
import { type DeskFrame, DeskPage } from '#ui/desk'
import { EMPTY_FORM, Form, type FormState, type HiddenKeys, SubmitRow, TextArea, TextField } from '#ui/form'
import { formatInstant } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { Notice } from '#ui/message'
import type { SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import { examplesOf } from './commands.words.ts'

const PATH = '/agents/modeles-courriels'

/** What the page says beyond the template itself. */
export type Told = { readonly state?: FormState; readonly preview?: MailWords; readonly isSent?: boolean }

type TemplateProps = {
  readonly site: SiteFrame
  readonly desk: DeskFrame
  readonly keys: HiddenKeys
  readonly template: MailTemplate
  readonly version: TemplateVersion | undefined
  readonly told: Told
  readonly settings: Settings
}

/** One mail: what it says now, its fields, how it reads. */
export function TemplatePage({ site, desk, keys, template, version, told, settings }: TemplateProps) {
  const state =
    told.state && Object.keys(told.state.values).length > 0 ? told.state : filledState(template, version, told)
  const shown = told.preview ?? version?.words ?? template
  return (
    <DeskPage
      site={site}
      desk={desk}
      title={template.subject.replaceAll(/[{}]/g, '')}
      description="Les mots d’un courriel."
      current={PATH}
      trail={[
        { label: 'Bureau', href: '/agents' },
        { label: 'Modèles de courriels', href: PATH },
      ]}
    >
      <PageHeader title={template.subject.replaceAll(/[{}]/g, '')} lead={template.sense} />
      {told.isSent && <Notice kind="success" title="L’essai est en route vers votre adresse." />}
      <p class="hint">{standingOf(version)}</p>
      <Section id="champs" title="Champs" lead="Écrivez-les entre { et } : chacun prend sa valeur à l’envoi.">
        <DataTable
          caption="Champs de ce courriel"
          captionHidden
          rows={template.fields}
          columns={[
            { header: 'Champ', namesRow: true, cell: ({ name }) => `{${name}}` },
            { header: 'Sens', cell: ({ sense }) => sense },
            { header: 'Exemple', cell: ({ example }) => example },
          ]}
        />
      </Section>
      <WordsForm template={template} version={version} keys={keys} state={state} />
      <Preview words={shown} template={template} settings={settings} />
    </DeskPage>
  )
}

type FormProps = Pick<TemplateProps, 'template' | 'version' | 'keys'> & { readonly state: FormState }

function WordsForm({ template, version, keys, state }: FormProps) {
  return (
    <Form
      action={`${PATH}/${template.kind}`}
      keys={keys}
      state={state}
      keep={{ version: String(version?.number ?? 0) }}
    >
      <TextField
        name="objet"
        label="Objet"
        hint="Rien de personnel : il se lit sur un écran verrouillé."
        state={state}
        maxlength={120}
      />
      <TextArea
        name="texte"
        label="Texte"
        hint="Une ligne vide sépare deux paragraphes. Un bouton, seul sur sa ligne : [Voir]({lien})."
        state={state}
        rows={14}
        maxlength={5000}
      />
      <TextField
        name="objet-neutre"
        label="Objet, avant une élection"
        hint="Vide : le texte d’origine, qui est neutre."
        state={state}
        optional
        maxlength={120}
      />
      <TextArea
        name="texte-neutre"
        label="Texte, avant une élection"
        state={state}
        optional
        rows={8}
        maxlength={5000}
      />
      <SubmitRow
        label="Mettre en usage"
        note="Les courriels suivants prendront ces mots. Les anciens restent connus."
        others={[
          { label: 'Voir l’aperçu', name: 'geste', value: 'apercu' },
          { label: 'M’envoyer un essai', name: 'geste', value: 'essai' },
          ...(version?.words ? [{ label: 'Revenir au texte d’origine', name: 'geste', value: 'origine' }] : []),
        ]}
      />
    </Form>
  )
}

function Preview({
  words,
  template,
  settings,
}: Pick<TemplateProps, 'template' | 'settings'> & { readonly words: MailWords }) {
  const rendered = renderWords(words, examplesOf(template))
  const { serviceName, territoryName, contact } = settings
  return (
    <Section id="apercu" title="Aperçu" lead="Avec les exemples dans les champs.">
      <h3>Avec mise en forme</h3>
      <article class="letter" aria-label={rendered.subject}>
        <p>
          <strong>{rendered.subject}</strong>
        </p>
        {rendered.paragraphs.map((paragraph) => (
          <PreviewParagraph paragraph={paragraph} />
        ))}
      </article>
      <h3>En texte seul</h3>
      <p class="letter-body">
        {textOf(rendered, { url: '', serviceName, territoryName, telephone: contact.telephone })}
      </p>
    </Section>
  )
}

function PreviewParagraph({ paragraph }: { readonly paragraph: MailParagraph }) {
  if (typeof paragraph === 'string') return <p>{paragraph}</p>
  return (
    <p>
      <strong>{'code' in paragraph ? paragraph.code : `[ ${paragraph.label} ]`}</strong>
    </p>
  )
}

function filledState(template: MailTemplate, version: TemplateVersion | undefined, { state }: Told): FormState {
  const words = version?.words ?? template
  return {
    ...(state ?? EMPTY_FORM),
    values: {
      objet: words.subject,
      texte: words.body,
      'objet-neutre': version?.neutral?.subject ?? '',
      'texte-neutre': version?.neutral?.body ?? '',
    },
  }
}

function standingOf(version: TemplateVersion | undefined): string {
  if (!version?.words) return 'En usage : le texte d’origine.'
  return `En usage : la version ${version.number}, du ${formatInstant(version.writtenAt)}.`
}
