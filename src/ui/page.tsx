import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { Link } from '#ui/action'
import { SiteFooter, SiteHeader } from '#ui/frame'
import { Breadcrumb } from '#ui/heading'
import { LinkPreview } from '#ui/link-preview'
import { Watermark } from '#ui/watermark'

export type { Link }

/** Public paths of built files, by content hash: they never change under the same name. */
export type Assets = {
  readonly stylesheet: string
  /** The faces every page needs, fetched before the stylesheet asks for them. */
  readonly fonts: readonly string[]
  /** Path of each island by its name (« verify », « count.worker »), for the pages that ask for it. */
  readonly islands?: Readonly<Record<string, string>> | undefined
}

/** Finds what pages need among the built files, listed by logical name (« site.css », « islands/verify.js »). */
export function assetsFrom(manifest: Readonly<Record<string, string>>): Assets {
  const fonts = ['fonts/text.woff2', 'fonts/heading.woff2'].flatMap((name) => manifest[name] ?? [])
  const islands = Object.entries(manifest).flatMap(([name, path]) => {
    // « islands/map.css » is the stylesheet of an island, found by « map.css ».
    const island = /^islands\/(.+?)(?:\.js)?$/.exec(name)?.[1]
    return island === undefined ? [] : [[island, path] as const]
  })
  return { stylesheet: manifest['site.css'] ?? '/public/site.css', fonts, islands: Object.fromEntries(islands) }
}

/** What is the same on every page of a site. Built once. */
export type SiteFrame = {
  readonly serviceName: string
  /** As « Pas-de-Calais ». */
  readonly territoryName: string
  readonly assets: Assets
  /** Path data of the motif behind the headers (see `#ui/watermark`). */
  readonly watermark: string
  readonly navigation: readonly Link[]
  readonly footer: Footer
  /** Public address of the site, without a final slash: shared links and pictures are named by it. */
  readonly url?: string | undefined
  /** Public path of the territory's own mark, drawn beside its name. */
  readonly logo?: string | undefined
  /** Public path of the stylesheet of its own accents. */
  readonly theme?: string | undefined
  /** How to reach somebody, on every page. */
  readonly contact?: { readonly telephone: string | null; readonly hours: string | null } | undefined
  /** As « Accessibilité : non conforme », which the law asks for on every page. */
  readonly accessibility?: string | undefined
  readonly isDemonstration?: boolean | undefined
}

export type Footer = {
  /** One or two sentences: who holds the site, what it is for. */
  readonly mention: string
  readonly columns: readonly { readonly title: string; readonly links: readonly Link[] }[]
}

export type PageProps = {
  readonly site: SiteFrame
  /** Names the page in a tab, a history and a search result. */
  readonly title: string
  /** One sentence for search engines and shared links. */
  readonly description: string
  /** `href` of the navigation entry this page belongs to. */
  readonly current?: string | undefined
  /** Pages above this one, from home; this page's own title closes the trail. */
  readonly trail?: readonly Link[] | undefined
  /** Path of this page, as « /scrutins »: gives it its address for search engines and its picture for shared links. */
  readonly path?: string | undefined
  /** Absolute address of this page, when it can be reached by several. */
  readonly canonical?: string | undefined
  /** Kept out of search engines: errors, search results. */
  readonly unlisted?: boolean | undefined
  /** Islands of this page, by name: scripts that add to what already works without them. */
  readonly scripts?: readonly string[] | undefined
  readonly children?: Child
}

/** A whole document: doctype, head, header, main, footer. It needs no JavaScript. */
export function Page(props: PageProps) {
  const { site, title, trail } = props
  return (
    <>
      {raw('<!doctype html>')}
      <html lang="fr">
        <Head {...props} />
        <body>
          <nav aria-label="Accès rapide">
            <a class="skip" href="#contenu">
              Aller au contenu
            </a>
            <a class="skip" href="/recherche">
              Aller à la recherche
            </a>
          </nav>
          <Watermark path={site.watermark} />
          <SiteHeader site={site} current={props.current} />
          <main id="contenu" tabindex={-1}>
            {trail !== undefined && <Breadcrumb trail={trail} here={title} />}
            {props.children}
          </main>
          <SiteFooter site={site} />
        </body>
      </html>
    </>
  )
}

/** What every document begins with. */
export function Head(props: PageProps) {
  const { site, title, description, unlisted, scripts = [] } = props
  const fullTitle = title === site.serviceName ? `${title} · ${site.territoryName}` : `${title} · ${site.serviceName}`
  return (
    <head>
      <meta charset="utf-8" />
      <title>{fullTitle}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="description" content={description} />
      <meta name="color-scheme" content="light dark" />
      <meta name="theme-color" media="(prefers-color-scheme: light)" content="#f8f4ea" />
      <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#101623" />
      {unlisted && <meta name="robots" content="noindex" />}
      {site.assets.fonts.map((font) => (
        <link rel="preload" href={font} as="font" type="font/woff2" crossorigin="anonymous" />
      ))}
      <link rel="icon" type="image/svg+xml" href={ICON} />
      <link rel="apple-touch-icon" href="/apple-touch-icon.png" />
      <link rel="manifest" href="/manifest.webmanifest" />
      <link rel="stylesheet" href={site.assets.stylesheet} />
      {site.theme !== undefined && <link rel="stylesheet" href={site.theme} />}
      <LinkPreview {...props} />
      {scripts.map((name) => (
        <script type="module" src={islandPath(site.assets, name)} />
      ))}
    </head>
  )
}

/** Public path of an island. A page shown without a build (in a test) names it all the same. */
export function islandPath({ islands }: Assets, name: string): string {
  return islands?.[name] ?? `/public/${name}${name.endsWith('.css') ? '' : '.js'}`
}

/** A knot on its thread, in the page itself: a tab asks for no other file. */
const ICON = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" stroke="#0a5352"><path d="M0 16h32" stroke-width="4"/><circle cx="16" cy="16" r="8.5" fill="#f8f4ea" stroke-width="6"/></svg>',
)}`
