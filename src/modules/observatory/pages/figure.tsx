import type { SiteFrame } from '#ui/page'
import type { Table } from '../model.ts'
import { figurePath } from './addresses.ts'
import { TableBlock } from './block.tsx'
import { drawingOf } from './faces.tsx'
import { ObservatoryPage } from './shell.tsx'

type FigureProps = { readonly site: SiteFrame; readonly origin: string; readonly table: Table }

/** `/observatoire/tableaux/familles`: one figure alone, at an address that stays. */
export function FigurePage({ site, origin, table }: FigureProps) {
  return (
    <ObservatoryPage
      site={site}
      path={figurePath(table)}
      tab="/observatoire"
      title={table.title}
      lead={table.place.name}
      description={table.reading}
    >
      <TableBlock table={table} origin={origin} {...drawingOf(table)} />
    </ObservatoryPage>
  )
}
