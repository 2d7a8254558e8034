import { ButtonLink } from '#ui/action'
import { DeskPage } from '#ui/desk'
import { formatDay } from '#ui/format'
import { PageHeader } from '#ui/heading'
import { EmptyState } from '#ui/message'
import { DataTable } from '#ui/table'
import type { Assembly } from '../../sealed/assembly/model.ts'
import { ASSEMBLIES_PATH, pathOf, type Shell, STATE_WORDS } from './shell.ts'

/** `/agents/assemblees`: councils and cooperatives that vote by college. */
export function AssemblyListPage({ site, desk, assemblies }: Shell & { readonly assemblies: readonly Assembly[] }) {
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Assemblées"
      description="Les assemblées qui votent par collège."
      current={ASSEMBLIES_PATH}
    >
      <PageHeader title="Assemblées" lead="Des votes publics par collège : conseils, coopératives, associations.">
        <p>
          <ButtonLink href={`${ASSEMBLIES_PATH}/nouvelle`} icon="plus">
            Préparer une assemblée
          </ButtonLink>
        </p>
      </PageHeader>
      <DataTable
        caption="Assemblées"
        captionHidden
        rows={assemblies}
        columns={[
          {
            header: 'Assemblée',
            namesRow: true,
            cell: (assembly) => <a href={pathOf(assembly)}>{assembly.title}</a>,
          },
          { header: 'Jour', cell: ({ heldOn }) => formatDay(heldOn) },
          { header: 'Où elle en est', cell: ({ state }) => STATE_WORDS[state] },
        ]}
        empty={
          <EmptyState title="Aucune assemblée n’est encore préparée.">
            <p>Une assemblée a des collèges, des membres et des questions. Commencez par « Préparer une assemblée ».</p>
          </EmptyState>
        }
      />
    </DeskPage>
  )
}
