import type { ArchiveList, Due, ListFate, ManagementTable } from '#platform/archives'
import { Button } from '#ui/action'
import { Badge } from '#ui/badge'
import { type DeskFrame, DeskPage } from '#ui/desk'
import { ErrorSummary, Form, type FormState, type HiddenKeys } from '#ui/form'
import { formatCount, formatDay } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { EmptyState, Notice } from '#ui/message'
import type { SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import { FATE_WORDS, STATE_WORDS } from './sentences.ts'

export const ARCHIVES = '/agents/archives'

export type Shell = {
  readonly site: SiteFrame
  readonly desk: DeskFrame
  readonly keys: HiddenKeys
  readonly state: FormState
}

/** `/agents/archives`: what has reached its end, and the bordereaux. */
export function ArchivesPage(
  props: Shell & {
    readonly due: readonly Due[]
    readonly lists: readonly ArchiveList[]
    readonly table: ManagementTable | undefined
  },
) {
  const { site, desk, keys, state, due, lists, table } = props
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Archives"
      description="Ce qui a fait son temps : à éliminer ou à verser, avec le visa des Archives."
      current={ARCHIVES}
    >
      <PageHeader
        title="Archives"
        lead="Rien de ce qui est à garder ne disparaît sans signature. Chaque mois, le service propose ; les Archives visent ; alors seulement le service agit."
      >
        <a href={`${ARCHIVES}/tableau`}>Tableau de gestion</a> <a href={`${ARCHIVES}/reglages`}>Durées et réglages</a>
      </PageHeader>
      <ErrorSummary state={state} />
      {table === undefined && <NoTable />}
      <Section
        id="a-terme"
        title="Ce qui arrive à terme"
        lead="Compté à l’instant. Un bordereau fige la liste : ce qui change après n’est pas touché."
      >
        <DataTable
          caption="Ce qui arrive à terme, par sorte"
          captionHidden
          rows={due}
          columns={[
            { header: 'Sorte', cell: ({ kind }) => kind.what, namesRow: true },
            { header: 'Sort final', cell: ({ fate }) => FATE_WORDS[fate] },
            { header: 'À terme', cell: countOf },
            { header: 'Bordereau', cell: (each) => <Make due={each} keys={keys} /> },
          ]}
        />
      </Section>
      <Section id="bordereaux" title="Bordereaux">
        <Lists lists={lists} />
      </Section>
    </DeskPage>
  )
}

function Lists({ lists }: { readonly lists: readonly ArchiveList[] }) {
  return (
    <DataTable
      caption="Bordereaux, le dernier d’abord"
      captionHidden
      rows={lists}
      columns={[
        {
          header: 'Numéro',
          namesRow: true,
          cell: ({ id, number }) => <a href={`${ARCHIVES}/${id}`}>Bordereau {number}</a>,
        },
        { header: 'Sorte', cell: ({ terms }) => terms.what },
        { header: 'Sort final', cell: ({ fate }) => FATE_WORDS[fate] },
        { header: 'Dossiers', cell: ({ recordCount }) => String(recordCount), align: 'end' },
        { header: 'Dates', cell: ({ firstDay, lastDay }) => `${formatDay(firstDay)} – ${formatDay(lastDay)}` },
        { header: 'État', cell: ({ state: of }) => <StateBadge of={of} /> },
      ]}
      empty={
        <EmptyState title="Aucun bordereau encore.">
          <p>
            Le deux de chaque mois, le service prépare ceux de ce qui arrive à terme. Vous pouvez aussi les faire ici.
          </p>
        </EmptyState>
      }
    />
  )
}

function NoTable() {
  return (
    <Notice kind="warning" title="Le tableau de gestion n’est pas enregistré.">
      <p>
        Sans la référence donnée par les Archives, aucun vrai vote ne peut ouvrir.{' '}
        <a href={`${ARCHIVES}/tableau#reference`}>Enregistrer la référence</a>
      </p>
    </Notice>
  )
}

function countOf({ count, isMore }: Due) {
  if (count === 0) return 'rien'
  return isMore ? `plus de ${count} dossiers` : formatCount(count, 'dossier', 'dossiers')
}

function Make({ due, keys }: { readonly due: Due; readonly keys: HiddenKeys }) {
  const { kind, fate, count, isListed } = due
  if (isListed) return <>Un bordereau attend</>
  if (count === 0) return <>Rien à faire</>
  return (
    <Form action={ARCHIVES} keys={keys} keep={{ sorte: kind.name, sort: fate }}>
      <Button weight="quiet">{MAKE_WORDS[fate]}</Button>
    </Form>
  )
}

const MAKE_WORDS: Record<ListFate, string> = {
  elimination: 'Faire le bordereau d’élimination',
  transfer: 'Faire le bordereau de versement',
}

const BADGES = {
  proposed: 'proposed',
  approved: 'open',
  packed: 'coming',
  acknowledged: 'open',
  ended: 'closed',
  abandoned: 'withdrawn',
} as const

export function StateBadge({ of }: { readonly of: ArchiveList['state'] }) {
  return <Badge kind={BADGES[of]}>{STATE_WORDS[of]}</Badge>
}
