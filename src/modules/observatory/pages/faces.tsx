import { EmptyState } from '#ui/message'
import type { SiteFrame } from '#ui/page'
import type { Table, TableName } from '../model.ts'
import { TableBlock } from './block.tsx'
import { ColumnIntervals, columnBars, RowBands } from './charts.tsx'
import { ObservatoryPage } from './shell.tsx'

/** A face made of tables: what it says, and which it shows. */
export type Face = {
  readonly path: string
  readonly title: string
  readonly lead: string
  readonly tables: readonly TableName[]
}

export const FACES: readonly Face[] = [
  {
    path: '/observatoire/familles',
    title: 'Par famille',
    lead: 'Associations, coopératives, mutuelles, fondations, et sociétés commerciales de l’ESS : qui est là, et où.',
    tables: ['familles', 'familles-par-territoire'],
  },
  {
    path: '/observatoire/secteurs',
    title: 'Par secteur',
    lead: 'Dans quels métiers l’ESS travaille, et ce qu’elle y pèse.',
    tables: ['secteurs', 'familles-par-secteur', 'secteurs-detail'],
  },
  {
    path: '/observatoire/taille',
    title: 'Par taille',
    lead: 'Beaucoup de petites équipes, quelques grandes. Les emplois se lisent « entre … et … ».',
    tables: ['tailles', 'secteurs-par-taille'],
  },
]

/** Faces of the observatory that are tables with their drawing. */
export function FacePage(props: {
  readonly site: SiteFrame
  readonly origin: string
  readonly face: Face
  readonly tables: readonly Table[]
}) {
  const { site, origin, face, tables } = props
  return (
    <ObservatoryPage
      site={site}
      path={face.path}
      title={face.title}
      lead={face.lead}
      description={`L’ESS ${face.title.toLowerCase()} : ${site.territoryName}, avec la source de chaque chiffre.`}
    >
      {tables.length === 0 && <NothingYet />}
      {tables.map((table) => (
        <TableBlock table={table} origin={origin} {...drawingOf(table)} />
      ))}
    </ObservatoryPage>
  )
}

/** Said where nothing was counted yet. */
export function NothingYet() {
  return (
    <EmptyState title="Rien n’est encore compté.">
      <p>Les chiffres paraîtront ici dès qu’un fichier d’établissements sera en service.</p>
    </EmptyState>
  )
}

/** How each table is drawn: two things crossed are a matrix, counts are bars, known parts are bands. */
export function drawingOf(table: Table) {
  switch (table.name) {
    case 'familles':
      return {
        chart: (
          <>
            {columnBars(table, 'etablissements')}
            <ColumnIntervals table={table} column="emplois" />
          </>
        ),
      }
    case 'secteurs':
    case 'secteurs-detail':
      return { chart: columnBars(table, 'part-employeurs', 'employeurs') }
    case 'tailles':
      return { chart: columnBars(table, 'total') }
    case 'familles-par-territoire':
      return { chart: <RowBands table={table} total="total" />, isMatrix: true }
    case 'territoires':
      return { chart: columnBars(table, 'part-employeurs', 'employeurs') }
    case 'familles-par-secteur':
    case 'secteurs-par-taille':
    case 'secteurs-par-territoire':
      return { isMatrix: true }
    case 'annees':
    case 'fin-d-annee':
    case 'emploi-total':
    case 'reperes':
    case 'sensibilite':
      return {}
  }
}
