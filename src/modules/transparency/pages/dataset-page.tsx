import type { DatasetCell, DatasetColumn } from '#platform/context'
import { formatDay } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { DownloadList, Facts } from '#ui/list'
import { EmptyState, Notice } from '#ui/message'
import { Page, type SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import { textOf } from '../data/index.ts'
import { FREQUENCIES, LICENCES, type ShownDataset } from '../model.ts'
import { DATA, TRAIL } from './catalogue-page.tsx'

type Row = readonly DatasetCell[]

/** `/donnees/:slug`: what a dataset is, its files, its first lines, the meaning of its columns. */
export function DatasetPage(props: {
  readonly site: SiteFrame
  readonly shown: ShownDataset
  readonly rows: readonly Row[]
  readonly url: string
}) {
  const { site, shown, rows, url } = props
  const { dataset, obstacle } = shown
  const path = `/donnees/${dataset.slug}`
  return (
    <Page
      site={site}
      path={path}
      title={dataset.title}
      description={dataset.description}
      current={DATA.href}
      trail={[...TRAIL, DATA]}
    >
      <PageHeader kicker="Jeu de données" title={dataset.title} lead={dataset.description} />
      {obstacle === undefined ? (
        <>
          <Section id="fichiers" title="Les fichiers" lead="Leur adresse ne change pas.">
            <DownloadList downloads={downloadsOf(path)} />
            <p class="hint">
              Adresse à citer : <code>{`${url}${path}.csv`}</code>
            </p>
          </Section>
          <Preview columns={dataset.columns} rows={rows} />
        </>
      ) : (
        <Notice kind="info" title="Ce fichier ne peut pas encore être fait.">
          <p>{obstacle}</p>
        </Notice>
      )}
      <Section id="colonnes" title="Ce que dit chaque colonne">
        <DataTable
          caption="Colonnes du fichier"
          captionHidden
          rows={dataset.columns}
          columns={[
            { header: 'Colonne', namesRow: true, cell: ({ name }) => <code>{name}</code> },
            { header: 'Ce qu’elle dit', cell: ({ meaning }) => meaning },
            { header: 'Sorte', cell: ({ type }) => TYPES[type] },
          ]}
        />
      </Section>
      <About site={site} shown={shown} />
    </Page>
  )
}

function Preview({ columns, rows }: { readonly columns: readonly DatasetColumn[]; readonly rows: readonly Row[] }) {
  return (
    <Section id="apercu" title="Aperçu" lead="Les premières lignes du fichier.">
      <DataTable
        caption="Premières lignes"
        captionHidden
        isWide
        rows={rows}
        columns={columns.map(({ name, type }, at) => ({
          header: name,
          align: type === 'number' ? ('end' as const) : undefined,
          cell: (row: Row) => textOf(row[at] ?? null),
        }))}
        empty={
          <EmptyState title="Ce fichier n’a encore aucune ligne.">
            <p>Il se remplira dès qu’il y aura quelque chose à publier.</p>
          </EmptyState>
        }
      />
    </Section>
  )
}

function About({ site, shown }: { readonly site: SiteFrame; readonly shown: ShownDataset }) {
  const { dataset, changedAt } = shown
  return (
    <Section id="reperes" title="Repères">
      <Facts
        facts={[
          { label: 'Producteur', value: dataset.producer ?? site.territoryName },
          { label: 'Licence', value: <a href={LICENCES[dataset.licence].url}>{dataset.licence}</a> },
          { label: 'Mis à jour', value: FREQUENCIES[dataset.frequency].words },
          {
            label: 'Dernier changement',
            value: changedAt ? formatDay(changedAt.toISOString().slice(0, 10)) : 'aucun encore',
          },
          {
            label: 'Schéma',
            value: dataset.schema ?? 'aucun schéma national ne décrit ces données',
          },
        ]}
      />
    </Section>
  )
}

function downloadsOf(path: string) {
  return [
    {
      href: `${path}.csv`,
      format: 'CSV',
      label: 'Télécharger le tableau',
      what: 'UTF-8, séparé par des virgules. S’ouvre dans un tableur.',
    },
    {
      href: `${path}.json`,
      format: 'JSON',
      label: 'Télécharger pour un programme',
      what: 'Les mêmes lignes, par noms de colonnes.',
    },
  ]
}

const TYPES: Readonly<Record<DatasetColumn['type'], string>> = {
  text: 'texte',
  number: 'nombre',
  date: 'date',
  boolean: 'oui ou non',
}
