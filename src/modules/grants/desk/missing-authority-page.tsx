import { DeskPage } from '#ui/desk'
import { PageHeader } from '#ui/heading'
import { EmptyState } from '#ui/message'
import { GRANTS, type Shell } from './parts.ts'

/** What stands in place of the form while nobody said in whose name grants are given. */
export function MissingAuthorityPage({ site, desk }: Shell) {
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Inscrire une subvention"
      description="Il manque le nom et le SIRET de la collectivité."
      current={GRANTS.href}
      trail={[GRANTS]}
    >
      <PageHeader title="Inscrire une subvention" />
      <EmptyState
        title="Il manque le nom et le SIRET de la collectivité."
        action={{ label: 'Les écrire dans « Délais et réglages »', href: '/agents/seances/reglages' }}
      >
        <p>Chaque subvention dit qui la donne : la loi le demande, et les fichiers ouverts aussi.</p>
      </EmptyState>
    </DeskPage>
  )
}
