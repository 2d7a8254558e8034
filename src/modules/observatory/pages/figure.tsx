import { raw } from 'hono/html'
import type { SiteFrame } from '#ui/page'
import type { Table } from '../model.ts'
import { figurePath } from './addresses.ts'
import { PlainTable, TableBlock, TableMatrix } from './block.tsx'
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

/** `/observatoire/cadre/familles`: the same, to stand in a frame of a site that was allowed. */
export function FramePage({ site, table }: Omit<FigureProps, 'origin'>) {
  const { title, place, reading, sources } = table
  const { chart, isMatrix } = { chart: undefined, isMatrix: false, ...drawingOf(table) }
  return (
    <>
      {raw('<!doctype html>')}
      <html lang="fr">
        <head>
          <meta charset="utf-8" />
          <title>{`${title} · ${site.serviceName}`}</title>
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="description" content={reading} />
          <meta name="robots" content="noindex" />
          <link rel="stylesheet" href={site.assets.stylesheet} />
        </head>
        <body class="agenda-frame">
          <nav aria-label="Accès rapide">
            <a class="skip" href="#contenu">
              Aller au contenu
            </a>
          </nav>
          <main id="contenu" tabindex={-1}>
            <h1>
              {title}, {place.name}
            </h1>
            {chart}
            {isMatrix ? <TableMatrix table={table} /> : <PlainTable table={table} />}
            <p class="reading">{reading}</p>
          </main>
          <footer>
            <p class="source">
              Source : {sources.map(({ producer, vintage }) => `${producer}, ${vintage}`).join(' ; ')}.
            </p>
            <a href={figurePath(table)} target="_blank" rel="noopener">
              Le chiffre, sa source et son fichier<span class="hidden"> (autre fenêtre)</span>
            </a>{' '}
            ·{' '}
            <a href="/contact" target="_blank" rel="noopener">
              Nous contacter<span class="hidden"> (autre fenêtre)</span>
            </a>{' '}
            ·{' '}
            <a href="/accessibilite" target="_blank" rel="noopener">
              {site.accessibility ?? 'Accessibilité'}
              <span class="hidden"> (autre fenêtre)</span>
            </a>
          </footer>
        </body>
      </html>
    </>
  )
}
