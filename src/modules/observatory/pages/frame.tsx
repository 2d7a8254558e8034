import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { SiteFrame } from '#ui/page'
import type { Source } from '../model.ts'

/** A figure that stands in a frame of a site that was allowed: bare, with its source and the way to its page. */
export type Framed = {
  readonly title: string
  readonly placeName: string
  /** « Lecture : … » */
  readonly reading: string
  readonly sources: readonly Pick<Source, 'producer' | 'vintage'>[]
  /** Its page here. */
  readonly href: string
}

/** `/observatoire/cadre/…`: no menu, no script; each link opens a window of its own. */
export function FramePage(props: { readonly site: SiteFrame; readonly framed: Framed; readonly children?: Child }) {
  const { site, framed } = props
  const { title, placeName, reading, href } = framed
  return (
    <>
      {raw('<!doctype html>')}
      <html lang="fr">
        <head>
          <meta charset="utf-8" />
          <title>{`${title} · ${site.serviceName}`}</title>
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="description" content={reading || title} />
          <meta name="robots" content="noindex" />
          {/* A page of ours is refused inside a frame: what a table or a map leads to opens beside. */}
          <base target="_blank" />
          <link rel="stylesheet" href={site.assets.stylesheet} />
        </head>
        <body class="agenda-frame">
          <nav aria-label="Accès rapide">
            <a class="skip" href="#contenu">
              Aller au contenu
            </a>
          </nav>
          <main id="contenu" tabindex={-1}>
            <h1>{placeName === '' ? title : `${title}, ${placeName}`}</h1>
            {props.children}
            {reading !== '' && <p class="reading">{reading}</p>}
          </main>
          <footer>
            <p class="source">{sourceLine(framed)}</p>
            <Elsewhere href={href} label="Le chiffre, sa source et son fichier" /> ·{' '}
            <Elsewhere href="/contact" label="Nous contacter" /> ·{' '}
            <Elsewhere href="/accessibilite" label={site.accessibility ?? 'Accessibilité'} />
          </footer>
        </body>
      </html>
    </>
  )
}

function sourceLine({ sources }: Framed): string {
  const named = [...new Set(sources.map(({ producer, vintage }) => `${producer}, ${vintage}`))]
  return `${named.length > 1 ? 'Sources' : 'Source'} : ${named.join(' ; ')}.`
}

function Elsewhere({ href, label }: { readonly href: string; readonly label: string }) {
  return (
    <a href={href} target="_blank" rel="noopener">
      {label}
      <span class="hidden"> (autre fenêtre)</span>
    </a>
  )
}
