import type { Day } from '#kernel/calendar'
import { frenchCents } from '#kernel/money'
import { ButtonLink } from '#ui/action'
import { DeskPage } from '#ui/desk'
import { formatCount, formatDay } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { EmptyState } from '#ui/message'
import { DataTable } from '#ui/table'
import { conventionDuty, type YearTotal } from '../counters.ts'
import { type Grant, publicationDueOn } from '../model.ts'
import { centsOf, countOf, type Settings } from '../settings.ts'
import { GRANTS, type Shell } from './parts.ts'

/** `/agents/subventions`: what was granted, the last first, and what the thresholds say. */
export function GrantsPage(
  props: Shell & {
    readonly asked: { readonly words: string; readonly isWaiting: boolean }
    readonly grants: readonly Grant[]
    readonly counted: { readonly count: number; readonly totalCents: bigint }
    readonly totals: readonly YearTotal[]
    readonly settings: Settings
    readonly today: Day
    readonly mayWrite: boolean
  },
) {
  const { site, desk, asked, grants, counted, settings } = props
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Subventions"
      description="Les subventions accordées, leur publication, leurs seuils."
      current={GRANTS.href}
      publicFace={{ label: 'Voir les subventions publiées', href: '/donnees/subventions' }}
    >
      <PageHeader
        title="Subventions"
        lead={`${formatCount(counted.count, 'subvention', 'subventions')}, une ligne par subvention, la dernière d’abord.`}
      >
        {props.mayWrite && (
          <>
            <ButtonLink href={`${GRANTS.href}/nouvelle`} icon="plus">
              Inscrire une subvention
            </ButtonLink>
            <ButtonLink href={`${GRANTS.href}/importer`} weight="quiet">
              Importer des subventions passées
            </ButtonLink>
          </>
        )}
        <a href={asked.isWaiting ? GRANTS.href : `${GRANTS.href}?attente=oui`}>
          {asked.isWaiting ? 'Toutes les subventions' : 'Seulement celles à publier'}
        </a>
      </PageHeader>
      <Section id="liste" title="La liste">
        <List grants={grants} today={props.today} months={countOf(settings, 'publication-months')} />
      </Section>
      <Thresholds totals={props.totals} settings={settings} />
    </DeskPage>
  )
}

function List(props: { readonly grants: readonly Grant[]; readonly today: Day; readonly months: number }) {
  return (
    <DataTable
      caption="Subventions"
      captionHidden
      rows={props.grants}
      stateOf={(grant) => (publicationOf(grant, props).isLate ? 'late' : undefined)}
      columns={[
        {
          header: 'Objet',
          namesRow: true,
          cell: ({ id, purpose }) => <a href={`${GRANTS.href}/${id}`}>{purpose}</a>,
        },
        { header: 'Bénéficiaire', cell: ({ beneficiaries }) => beneficiaries.map(({ name }) => name).join(', ') },
        { header: 'Accordée', cell: ({ grantedOn }) => formatDay(grantedOn) },
        { header: 'Montant', align: 'end', cell: ({ totalCents }) => frenchCents(totalCents) },
        { header: 'Publication', cell: (grant) => publicationOf(grant, props).words },
      ]}
      empty={
        <EmptyState title="Aucune subvention ne répond à cette demande.">
          <p>Inscrivez-en une, ou importez celles des années passées.</p>
        </EmptyState>
      }
    />
  )
}

/** When it was, or must be, published. */
export function publicationOf(
  grant: Grant,
  { today, months }: { readonly today: Day; readonly months: number },
): { readonly words: string; readonly isLate: boolean } {
  if (grant.publishedAt) return { words: 'Publiée', isLate: false }
  const due = publicationDueOn(grant, months)
  const isLate = due < today
  return { words: `${isLate ? 'En retard : à publier avant le' : 'À publier avant le'} ${formatDay(due)}`, isLate }
}

function Thresholds({ totals, settings }: { readonly totals: readonly YearTotal[]; readonly settings: Settings }) {
  const threshold = centsOf(settings, 'convention-cents')
  return (
    <Section
      id="conventions"
      title="Conventions obligatoires"
      lead={`Qui a reçu plus de ${frenchCents(threshold)} dans une année civile. L’argent seul, puis avec ce qui est donné en nature.`}
    >
      <DataTable
        caption="Totaux de l’année au-dessus du seuil"
        captionHidden
        rows={totals}
        columns={[
          { header: 'Organisation', namesRow: true, cell: ({ name }) => name },
          { header: 'Année', align: 'end', cell: ({ year }) => year },
          { header: 'En argent', align: 'end', cell: ({ cashCents }) => frenchCents(cashCents) },
          { header: 'Avec le nature', align: 'end', cell: ({ withInKindCents }) => frenchCents(withInKindCents) },
          { header: 'Ce qu’il faut faire', cell: (total) => dutyOf(total, threshold) },
        ]}
        empty={<EmptyState title="Personne ne dépasse ce seuil." />}
      />
    </Section>
  )
}

function dutyOf(total: YearTotal, threshold: Parameters<typeof conventionDuty>[1]): string {
  if (total.unsignedCount === 0) return 'Convention signée'
  const missing = formatCount(total.unsignedCount, 'subvention sans convention', 'subventions sans convention')
  return conventionDuty(total, threshold) === 'cash'
    ? `Convention à signer : ${missing}`
    : `À vérifier avec le juridique : ${missing}, le seuil n’est dépassé qu’avec le nature`
}
