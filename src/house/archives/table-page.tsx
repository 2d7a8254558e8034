import type { ArchiveSetting, ArchiveSettings, ManagementTable, RecordKind } from '#platform/archives'
import { usefulLifeInWords } from '#platform/archives'
import { Badge } from '#ui/badge'
import { DeskPage } from '#ui/desk'
import { BoxField, Form, SubmitRow, TextField } from '#ui/form'
import { formatDay, formatInstant } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { DataTable } from '#ui/table'
import { ARCHIVES, type Shell } from './archives-page.tsx'

/** `/agents/archives/tableau`: every kind of record, and the reference the Archives gave. */
export function TablePage(
  props: Shell & {
    readonly kinds: readonly RecordKind[]
    readonly tables: readonly ManagementTable[]
    readonly mayRecord: boolean
  },
) {
  const { site, desk, keys, state, kinds, tables, mayRecord } = props
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Tableau de gestion"
      description="Ce qui est gardé, combien de temps, et ce que cela devient."
      current={ARCHIVES}
      trail={[{ label: 'Archives', href: ARCHIVES }]}
    >
      <PageHeader
        title="Tableau de gestion"
        lead="Ce que le service garde, combien de temps, et comment cela finit. À imprimer et à faire approuver par les Archives."
      />
      <Section id="reference" title="Référence">
        <References tables={tables} />
        {mayRecord && (
          <Form action={`${ARCHIVES}/tableau`} keys={keys} state={state}>
            <TextField name="reference" label="Référence donnée par les Archives" state={state} maxlength={120} />
            <TextField name="jour" label="Jour de l’approbation" type="date" state={state} width={14} />
            <SubmitRow label="Enregistrer la référence" />
          </Form>
        )}
      </Section>
      <Section id="sortes" title="Les sortes de dossiers">
        <KindTable kinds={kinds} />
      </Section>
    </DeskPage>
  )
}

function References({ tables }: { readonly tables: readonly ManagementTable[] }) {
  if (tables.length === 0) return <p>Aucune encore. Tant qu’elle manque, aucun vrai vote ne peut ouvrir.</p>
  return (
    <ul>
      {tables.map(({ reference, approvedOn, enteredAt }, index) => (
        <li>
          {reference}, approuvé le {formatDay(approvedOn)}, enregistré le {formatInstant(enteredAt)}
          {index === 0 && ' : en vigueur'}
        </li>
      ))}
    </ul>
  )
}

function KindTable({ kinds }: { readonly kinds: readonly RecordKind[] }) {
  return (
    <DataTable
      caption="Sortes de dossiers, durée d’utilité et sort final"
      captionHidden
      rows={kinds}
      columns={[
        { header: 'Sorte', cell: ({ what }) => what, namesRow: true },
        { header: 'Base légale', cell: ({ basis }) => basis },
        { header: 'Durée d’utilité administrative', cell: ({ usefulLife }) => usefulLifeInWords(usefulLife) },
        { header: 'Sort final', cell: ({ fate }) => fate },
        { header: 'Comment cela finit', cell: endOf },
        {
          header: 'Qui le dit',
          cell: ({ source, isVerified }) => (
            <>
              {source} <Badge kind={isVerified ? 'decided' : 'draft'}>{isVerified ? 'Vérifié' : 'À vérifier'}</Badge>
            </>
          ),
        },
      ]}
    />
  )
}

function endOf({ end }: RecordKind) {
  if (end.by === 'purge') {
    return (
      <>
        Chaque heure, de soi-même (<code>{end.purge}</code>)
      </>
    )
  }
  if (end.by !== 'visa') return end.words
  const { erasing, sorting } = end.reads
  const told = erasing.isDone ? 'Par un bordereau visé.' : `Par un versement visé. ${erasing.why}`
  return [sorting, told].filter(Boolean).join(' ')
}

/** `/agents/archives/reglages`: durations and identifiers, each with its source. */
export function ArchiveSettingsPage(
  props: Shell & {
    readonly settings: ArchiveSettings
    readonly asked: ArchiveSetting | undefined
    readonly mayRecord: boolean
  },
) {
  const { site, desk, settings, asked, keys, state, mayRecord } = props
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Durées et réglages"
      description="Durées d’utilité et identifiants de l’échange avec les Archives."
      current={ARCHIVES}
      trail={[{ label: 'Archives', href: ARCHIVES }]}
    >
      <PageHeader
        title="Durées et réglages"
        lead="Chaque valeur a sa source. « À vérifier » tant que les Archives ne l’ont pas confirmée."
      />
      {asked !== undefined && mayRecord && <SettingForm {...{ asked, keys, state }} />}
      <Section id="reglages" title="Valeurs en vigueur">
        <DataTable
          caption="Réglages des archives"
          captionHidden
          rows={[...settings.values()]}
          columns={[
            {
              header: 'Réglage',
              namesRow: true,
              cell: ({ name, label }) =>
                mayRecord ? <a href={`${ARCHIVES}/reglages?reglage=${encodeURIComponent(name)}`}>{label}</a> : label,
            },
            { header: 'Valeur', cell: ({ value, shape }) => valueTold(value, shape) },
            { header: 'Source', cell: ({ source }) => source },
            {
              header: 'État',
              cell: ({ isVerified }) => (
                <Badge kind={isVerified ? 'decided' : 'draft'}>{isVerified ? 'Vérifié' : 'À vérifier'}</Badge>
              ),
            },
          ]}
        />
      </Section>
    </DeskPage>
  )
}

function SettingForm({ asked, keys, state }: Pick<Shell, 'keys' | 'state'> & { readonly asked: ArchiveSetting }) {
  const { name, label, value, source, isVerified } = asked
  const isSent = state.values.reglage !== undefined
  const filled = {
    ...state,
    values: isSent ? state.values : { valeur: value, source, verifie: isVerified ? 'oui' : '' },
  }
  return (
    <Section id="changer" title={label}>
      <Form action={`${ARCHIVES}/reglages`} keys={keys} state={filled} keep={{ reglage: name, lu: value }}>
        <TextField name="valeur" label="Valeur" state={filled} maxlength={200} />
        <TextField name="source" label="Qui le dit" state={filled} maxlength={300} />
        <BoxField name="verifie" label="Confirmé par les Archives" state={filled} />
        <SubmitRow label="Enregistrer ce réglage" ways={[{ label: 'Ne rien changer', href: `${ARCHIVES}/reglages` }]} />
      </Form>
    </Section>
  )
}

function valueTold(value: string, shape: ArchiveSetting['shape']): string {
  if (value === '') return 'Pas encore renseigné'
  return shape === 'years' ? `${value} ans` : value
}
