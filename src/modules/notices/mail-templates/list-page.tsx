import type { MailTemplate, NeutralPeriod, TemplateVersion } from '#platform/mail'
import { Button } from '#ui/action'
import { type DeskFrame, DeskPage, Keys } from '#ui/desk'
import { Form, type FormState, type HiddenKeys, SubmitRow, TextField } from '#ui/form'
import { formatPeriod } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { Notice } from '#ui/message'
import type { SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'

const PATH = '/agents/modeles-courriels'

/** Every mail agents may reword, and the periods in which mails are neutral. */
export function TemplatesPage(props: {
  readonly site: SiteFrame
  readonly desk: DeskFrame
  readonly templates: readonly MailTemplate[]
  readonly versions: ReadonlyMap<string, TemplateVersion>
  readonly periods: readonly NeutralPeriod[]
  readonly state: FormState
  readonly keysFor: () => HiddenKeys
}) {
  const { site, desk, templates, versions, periods, state, keysFor } = props
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Modèles de courriels"
      description="Les mots des courriels que le service envoie de lui-même."
      current={PATH}
    >
      <PageHeader
        title="Modèles de courriels"
        lead="Les mots des courriels que le service envoie de lui-même. Vous pouvez les changer."
      />
      {state.problem !== undefined && Object.keys(state.values).length === 0 && (
        <Notice kind="error" title={state.problem} />
      )}
      <DataTable
        caption="Courriels"
        captionHidden
        rows={templates}
        columns={[
          {
            header: 'Courriel',
            namesRow: true,
            cell: ({ kind, subject }) => <a href={`${PATH}/${kind}`}>{subject.replaceAll(/[{}]/g, '')}</a>,
          },
          { header: 'Quand il part', cell: ({ sense }) => sense },
          {
            header: 'En usage',
            cell: ({ kind }) =>
              versions.get(kind)?.words ? `Version ${versions.get(kind)?.number}` : 'Texte d’origine',
          },
        ]}
      />
      <Section
        id="neutres"
        title="Avant les élections"
        lead="Pendant ces périodes, les courriels prennent leur texte neutre : la communication publique ne doit servir aucun candidat (code électoral, article L52-1)."
      >
        {periods.length > 0 && (
          <DataTable
            caption="Périodes"
            rows={periods}
            columns={[
              { header: 'Période', namesRow: true, cell: ({ startsOn, endsOn }) => formatPeriod(startsOn, endsOn) },
              {
                header: 'Agir',
                cell: ({ id, startsOn, endsOn }) => (
                  <form action={`${PATH}/periodes/${id}/retirer`} method="post">
                    <Keys keys={keysFor()} />
                    <Button weight="quiet">
                      Retirer<span class="hidden"> : {formatPeriod(startsOn, endsOn)}</span>
                    </Button>
                  </form>
                ),
              },
            ]}
          />
        )}
        <Form action={`${PATH}/periodes`} keys={keysFor()} state={state}>
          <TextField name="debut" label="Premier jour" type="date" state={state} />
          <TextField name="fin" label="Dernier jour" type="date" state={state} />
          <SubmitRow label="Ajouter cette période" />
        </Form>
      </Section>
    </DeskPage>
  )
}
