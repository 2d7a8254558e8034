import { Icon } from '#ui/icon'
import type { SiteFrame } from '#ui/page'

/** What stands above every page. It knows nothing of the reader: pages are the same for all. */
export function SiteHeader({ site, current }: { readonly site: SiteFrame; readonly current: string | undefined }) {
  return (
    <header class="site-header">
      {site.isDemonstration && (
        <p class="site-ribbon">
          <strong>Démonstration</strong> : les personnes et les projets fictifs sont marqués comme tels.
        </p>
      )}
      <a class="site-name" href="/">
        {site.logo !== undefined && <img class="site-logo" src={site.logo} alt="" height="48" />}
        <span class="site-name-service">{site.serviceName}</span>
        <span class="site-name-territory">{site.territoryName}</span>
      </a>
      <search class="site-search">
        <form action="/recherche" method="get">
          <label class="hidden" for="recherche-du-site">
            Recherche sur le site
          </label>
          <input id="recherche-du-site" type="search" name="q" placeholder="Une commune, un vote…" maxlength={200} />
          <button type="submit" class="site-search-button">
            <Icon name="search" /> <span class="hidden">Lancer la recherche</span>
          </button>
        </form>
      </search>
      <a class="site-door site-search-door" href="/recherche" aria-current={currentIf(current, '/recherche')}>
        <Icon name="search" /> Recherche
      </a>
      <a class="site-door" href="/mon-espace" aria-current={currentIf(current, '/mon-espace')}>
        <Knot /> Mon espace
      </a>
      {/* A closed menu needs no script to open; where there is room the stylesheet shows what it holds. */}
      <details class="site-menu">
        <summary class="site-door">
          <Bars /> Menu
        </summary>
        <nav class="site-nav" aria-label="Navigation principale">
          <ul>
            {site.navigation.map((link) => (
              <li>
                <a href={link.href} aria-current={currentIf(current, link.href)}>
                  {link.label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </details>
    </header>
  )
}

/** What stands below every page: who holds the site, how to reach somebody, the pages the law asks for. */
export function SiteFooter({ site }: { readonly site: SiteFrame }) {
  return (
    <footer class="site-footer">
      <div class="site-footer-about">
        <p class="site-footer-title">{site.serviceName}</p>
        <p class="site-footer-mention">{site.footer.mention}</p>
        <Telephone contact={site.contact} />
      </div>
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

function Telephone({ contact }: { readonly contact: SiteFrame['contact'] }) {
  if (!contact) return null
  if (contact.telephone === null)
    return (
      <p class="site-footer-telephone">
        <a href="/contact">Nous écrire ou nous appeler</a>
      </p>
    )
  return (
    <p class="site-footer-telephone">
      <a href={telephoneHref(contact.telephone)}>{contact.telephone}</a>
      {contact.hours !== null && <span class="site-footer-mention"> {contact.hours}</span>}
    </p>
  )
}

/** « 03 21 21 62 62 » → « tel:0321216262 ». */
export function telephoneHref(telephone: string): string {
  return `tel:${telephone.replace(/[^\d+]/g, '')}`
}

function currentIf(current: string | undefined, href: string): 'page' | undefined {
  return current === href ? 'page' : undefined
}

function Knot() {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path d="M8 2.2a2.9 2.9 0 1 1 0 5.8 2.9 2.9 0 0 1 0-5.8zM2.5 14c.4-3 2.6-4.6 5.5-4.6S13.1 11 13.5 14" />
    </svg>
  )
}

function Bars() {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path d="M2 4h12M2 8h12M2 12h12" />
    </svg>
  )
}
