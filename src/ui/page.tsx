import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { Link } from '#ui/action'
import { Breadcrumb } from '#ui/heading'
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
    const island = /^islands\/(.+)\.js$/.exec(name)?.[1]
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
  /** Path data of the motif behind the headers (see `drawWatermark`). */
  readonly watermark: string
  readonly navigation: readonly Link[]
  readonly footer: Footer
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
          <a class="skip" href="#contenu">
            Aller au contenu
          </a>
          <Watermark path={site.watermark} />
          <Header site={site} current={props.current} />
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

function Head({ site, title, description, canonical, unlisted, scripts = [] }: PageProps) {
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
      {canonical !== undefined && <link rel="canonical" href={canonical} />}
      {site.assets.fonts.map((font) => (
        <link rel="preload" href={font} as="font" type="font/woff2" crossorigin="anonymous" />
      ))}
      <link rel="icon" type="image/svg+xml" href={ICON} />
      <link rel="stylesheet" href={site.assets.stylesheet} />
      {scripts.map((name) => (
        <script type="module" src={islandPath(site.assets, name)} />
      ))}
    </head>
  )
}

/** Public path of an island. A page shown without a build (in a test) names it all the same. */
export function islandPath({ islands }: Assets, name: string): string {
  return islands?.[name] ?? `/public/${name}.js`
}

/** A knot on its thread, in the page itself: a tab asks for no other file. */
const ICON = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" stroke="#0a5352"><path d="M0 16h32" stroke-width="4"/><circle cx="16" cy="16" r="8.5" fill="#f8f4ea" stroke-width="6"/></svg>',
)}`

function Header({ site, current }: { readonly site: SiteFrame; readonly current: string | undefined }) {
  return (
    <header class="site-header">
      <a class="site-name" href="/">
        <span class="site-name-service">{site.serviceName}</span>
        <span class="site-name-territory">{site.territoryName}</span>
      </a>
      <nav class="site-nav" aria-label="Navigation principale">
        <ul>
          {site.navigation.map((link) => (
            <li>
              <a href={link.href} aria-current={link.href === current ? 'page' : undefined}>
                {link.label}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </header>
  )
}

function SiteFooter({ site }: { readonly site: SiteFrame }) {
  return (
    <footer class="site-footer">
      <p class="site-footer-mention">{site.footer.mention}</p>
      {site.footer.columns.map((column) => (
        <nav aria-label={column.title}>
          <p class="site-footer-title">{column.title}</p>
          <ul>
            {column.links.map((link) => (
              <li>
                <a href={link.href}>{link.label}</a>
              </li>
            ))}
          </ul>
        </nav>
      ))}
    </footer>
  )
}
