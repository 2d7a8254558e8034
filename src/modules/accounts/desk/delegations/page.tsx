import { DeskPage } from '#ui/desk'
import { Form, type FormState, SelectField, SubmitRow } from '#ui/form'
import { PageHeader, Section } from '#ui/heading'
import { EmptyState } from '#ui/message'
import { DataTable } from '#ui/table'
import { ROLE_RULES, type RoleGrant, stateOf } from '../../roles/model.ts'
import type { RoleHolder } from '../../store/index.ts'
import { GrantFields } from '../grant-fields.tsx'
import type { Visit } from '../visit.ts'
import { DoneNotice, GrantBadge, nameOf, periodInWords } from '../words.tsx'

type DelegationsProps = {
  readonly visit: Visit
  /** Grants of the reader that may be lent. */
  readonly lendable: readonly RoleGrant[]
  readonly colleagues: readonly RoleHolder[]
  readonly grants: readonly RoleGrant[]
  readonly names: ReadonlyMap<string, string>
  readonly state: FormState
}

/** `/agents/delegations`. */
export function DelegationsPage(props: DelegationsProps) {
  const { visit, lendable } = props
  return (
    <DeskPage
      site={visit.site}
      desk={visit.desk}
      title="Délégations"
      description="Prêter un rôle pour un temps."
      current="/agents/delegations"
    >
      <PageHeader
        title="Délégations"
        lead="Vous partez ? Prêtez un de vos rôles à un collègue, d’un jour à un autre. Il finit tout seul."
      />
      <DoneNotice done={visit.done} />
      <Current {...props} />
      <Section
        id="deleguer"
        title="Déléguer un rôle"
        lead="On ne délègue que ce qu’on a soi-même. Un administrateur confirme avant que cela prenne effet."
      >
        {lendable.length === 0 ? (
          <EmptyState title="Vous n’avez pas de rôle qui se délègue.">
            <p>Seuls les rôles de l’équipe se prêtent ; un siège ou un mandat tient à la personne.</p>
          </EmptyState>
        ) : (
          <Lend {...props} />
        )}
      </Section>
    </DeskPage>
  )
}

function Lend({ visit, lendable, colleagues, state }: DelegationsProps) {
  const others = colleagues.filter(({ personId }) => personId !== visit.visitor.personId)
  return (
    <Form action="/agents/delegations" keys={visit.keys()} state={state}>
      <SelectField
        name="personne"
        label="À qui"
        state={state}
        empty="Choisissez une personne"
        options={others.map(({ personId, displayName, roles }) => ({
          value: personId,
          label: `${displayName} (${roles.map((role) => ROLE_RULES[role].label).join(', ')})`,
        }))}
      />
      <GrantFields state={state} roles={[...new Set(lendable.map(({ role }) => role))]} isLoan />
      <SubmitRow label="Déléguer ce rôle" />
    </Form>
  )
}

function Current({ visit, grants, names }: DelegationsProps) {
  return (
    <Section id="en-cours" title="Ce qui est délégué">
      <DataTable
        caption="Délégations"
        captionHidden
        rows={grants}
        empty={
          <EmptyState title="Aucune délégation.">
            <p>Celles que vous ferez ou recevrez seront ici, avec leurs dates.</p>
          </EmptyState>
        }
        columns={[
          {
            header: 'Rôle',
            namesRow: true,
            cell: (grant) => <a href={`/agents/roles/${grant.id}`}>{ROLE_RULES[grant.role].label}</a>,
          },
          { header: 'De', cell: ({ askedBy }) => nameOf(names, askedBy) },
          { header: 'À', cell: ({ personId }) => nameOf(names, personId) },
          { header: 'Période', cell: periodInWords },
          { header: 'État', cell: (grant) => <GrantBadge state={stateOf(grant, visit.today)} /> },
        ]}
      />
    </Section>
  )
}
