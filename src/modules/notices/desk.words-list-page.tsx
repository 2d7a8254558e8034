import type { MailTemplate, TemplateVersion } from '#platform/mail'
import { type DeskFrame, DeskPage } from '#ui/desk'
import { PageHeader } from '#ui/heading'
import type { SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'

const PATH = '/agents/modeles-courriels'

/** Every mail agents may reword. */
export function TemplatesPage(props: {
  readonly site: SiteFrame
  readonly desk: DeskFrame
  readonly templates: readonly MailTemplate[]
  readonly versions: ReadonlyMap<string, TemplateVersion>
}) {
  const { site, desk, templates, versions } = props
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
          { header: 'En usage', cell: ({ kind }) => standingOf(versions.get(kind)) },
        ]}
      />
      <p>
        Pendant une <a href="/agents/periodes">période avant une élection</a>, chaque courriel prend son texte neutre.
      </p>
    </DeskPage>
  )
}

function standingOf(version: TemplateVersion | undefined): string {
  return version?.words ? `Version ${version.number}` : 'Texte d’origine'
}
