import {
  ENTERED_ITEMS,
  type EnteredItem,
  type ManagementTable,
  type ServiceEntry,
  type ServiceItem,
} from '#platform/archives'
import type { Settings } from '#platform/context'
import { Badge } from '#ui/badge'
import { DeskPage } from '#ui/desk'
import { BoxField, Form, SubmitRow, TextField } from '#ui/form'
import { formatCount, formatDay, formatInstant } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { EmptyState, Notice } from '#ui/message'
import { DataTable } from '#ui/table'
import type { Shell } from '../archives-page.tsx'
import { ITEM_SLUGS, ITEM_WORDS } from './words.ts'

const PATH = '/agents/mise-en-service'

type ServiceProps = Shell & {
  /** All that was entered, the last first. */
  readonly entries: readonly ServiceEntry[]
  readonly inForce: ReadonlyMap<EnteredItem, ServiceEntry>
  readonly table: ManagementTable | undefined
  readonly missing: readonly ServiceItem[]
  readonly accessibility: Settings['accessibility']
  /** The point whose form is open. */
  readonly asked: EnteredItem | undefined
  readonly mayRecord: boolean
}

/** `/agents/mise-en-service`: the points, the form of one of them, and all that was entered. */
export function ServicePage(props: ServiceProps) {
  const { site, desk, missing, asked, entries, mayRecord } = props
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Mise en service"
      description="Ce qui doit être signé avant un vrai vote ou une vraie collecte."
      current={PATH}
    >
      <PageHeader
        title="Mise en service"
        lead="Ce que d’autres signent avant un vrai vote ou une vraie collecte. Cette page garde qui a signé, et quand."
      />
      {missing.length > 0 ? (
        <Notice kind="warning" title={`Il manque ${formatCount(missing.length, 'point', 'points')} sur 6.`}>
          <p>Tant qu’il en manque, « À faire » le rappelle aux administrateurs.</p>
        </Notice>
      ) : (
        <Notice kind="success" title="Les six points sont là." />
      )}
      {asked !== undefined && mayRecord && <EntryForm {...props} asked={asked} />}
      <Section id="points" title="Les six points">
        <Items {...props} />
      </Section>
      <Section
        id="historique"
        title="Tout ce qui a été enregistré"
        lead="Une correction est une ligne de plus : rien ne s’efface."
      >
        <Entries entries={entries} />
      </Section>
    </DeskPage>
  )
}

const ITEMS: readonly ServiceItem[] = [...ENTERED_ITEMS, 'management-table', 'accessibility-audit']

function Items(props: ServiceProps) {
  const { missing, mayRecord } = props
  return (
    <DataTable
      caption="Les points de la mise en service"
      captionHidden
      rows={ITEMS}
      columns={[
        { header: 'Point', namesRow: true, cell: (item) => nameOf(item, mayRecord) },
        { header: 'Texte', cell: (item) => ITEM_WORDS[item].law },
        {
          header: 'État',
          cell: (item) =>
            missing.includes(item) ? <Badge kind="draft">Il manque</Badge> : <Badge kind="decided">Signé</Badge>,
        },
        { header: 'Qui, quand', cell: (item) => standingOf(item, props) },
      ]}
    />
  )
}

function nameOf(item: ServiceItem, isOpen: boolean) {
  const { name, href } = ITEM_WORDS[item]
  return isOpen ? <a href={href}>{name}</a> : name
}

function standingOf(item: ServiceItem, { inForce, table, accessibility }: ServiceProps): string {
  if (item === 'management-table')
    return table ? `${table.reference}, approuvé le ${formatDay(table.approvedOn)}` : 'Pas encore'
  if (item === 'accessibility-audit') {
    const { auditedOn, auditedBy, level } = accessibility
    const shown = `Le site affiche « ${level} conforme »`
    return auditedOn === null
      ? `Aucun audit. ${shown}.`
      : `${auditedBy ?? 'Audit'}, le ${formatDay(auditedOn)}. ${shown}.`
  }
  const entry = inForce.get(item)
  return entry ? signatureOf(entry) : 'Pas encore'
}

function signatureOf({ signedBy, signedOn, reference }: ServiceEntry): string {
  return `${signedBy || 'Nom effacé au bout de dix ans'}, le ${formatDay(signedOn)}. ${reference}`
}

function EntryForm({ asked, inForce, keys, state }: ServiceProps & { readonly asked: EnteredItem }) {
  const entry = inForce.get(asked)
  const keep = { point: ITEM_SLUGS[asked], lu: entry?.id ?? '' }
  return (
    <Section
      id="enregistrer"
      title={ITEM_WORDS[asked].name}
      {...(entry && { lead: `Enregistré : ${signatureOf(entry)}. Ce que vous écrivez le remplace.` })}
    >
      <Form action={PATH} keys={keys} state={state} keep={keep}>
        <TextField name="signataire" label="Qui a signé : nom et fonction" state={state} maxlength={200} />
        <TextField name="jour" label="Jour de la signature" type="date" state={state} width={14} />
        <TextField name="reference" label="Numéro ou titre du document signé" state={state} maxlength={120} />
        {entry !== undefined && (
          <>
            <TextField name="raison" label="Pourquoi vous corrigez" state={state} maxlength={200} />
            <BoxField name="retirer" label="Retirer ce point, sans rien mettre à la place" state={state} />
          </>
        )}
        <SubmitRow label="Enregistrer ce point" ways={[{ label: 'Ne rien changer', href: PATH }]} />
      </Form>
    </Section>
  )
}

function Entries({ entries }: Pick<ServiceProps, 'entries'>) {
  return (
    <DataTable
      caption="Ce qui a été enregistré, le dernier d’abord"
      captionHidden
      rows={entries}
      columns={[
        { header: 'Enregistré le', namesRow: true, cell: ({ enteredAt }) => formatInstant(enteredAt) },
        { header: 'Point', cell: ({ item }) => ITEM_WORDS[item].name },
        { header: 'Ce qui est dit', cell: (entry) => (entry.isWithdrawn ? 'Retiré' : signatureOf(entry)) },
        { header: 'Pourquoi', cell: ({ reason }) => reason },
      ]}
      empty={
        <EmptyState title="Rien n’est encore enregistré.">
          <p>Ouvrez un point ci-dessus, puis écrivez qui l’a signé et quand.</p>
        </EmptyState>
      }
    />
  )
}
