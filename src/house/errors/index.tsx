import { nearest } from '#kernel/search'
import type { SitemapEntry } from '#platform/context'
import type { Link } from '#ui/action'
import { telephoneHref } from '#ui/frame'
import { SearchField } from '#ui/list'
import { ErrorContent, type ErrorStatus, errorTitle } from '#ui/message'
import { Page, type SiteFrame } from '#ui/page'

export type ErrorPageProps = {
  readonly site: SiteFrame
  readonly status: ErrorStatus
  /** Lets the desk find the fault in the logs. */
  readonly reference?: string | undefined
  /** Pages whose address looks like the one asked for. */
  readonly near?: readonly Link[] | undefined
}

/** What happened, what to do now, whom to ask. */
export function ErrorPage({ site, status, reference, near = [] }: ErrorPageProps) {
  return (
    <Page site={site} title={errorTitle(status)} description="Cette page n’a pas pu être affichée." unlisted>
      <ErrorContent status={status} reference={reference} ways={WAYS[status] ?? [HOME, CONTACT]} />
      {near.length > 0 && (
        <>
          <h2>Vous cherchiez peut-être</h2>
          <ul class="site-plan">
            {near.map((link) => (
              <li>
                <a href={link.href}>{link.label}</a>
              </li>
            ))}
          </ul>
        </>
      )}
      {(status === 404 || status === 410) && <SearchField action="/recherche" label="Chercher sur tout le site" />}
      <Help site={site} />
    </Page>
  )
}

function Help({ site }: { readonly site: SiteFrame }) {
  const telephone = site.contact?.telephone
  if (!telephone) return null
  return (
    <p>
      Besoin d’aide ? Appelez le <a href={telephoneHref(telephone)}>{telephone}</a>
      {site.contact?.hours && ` (${site.contact.hours})`}.
    </p>
  )
}

/** Pages whose address is that one misspelt, the nearest first: compared by their last words, then by the whole. */
export function nearPages(path: string, pages: readonly SitemapEntry[]): readonly Link[] {
  const asked = lastOf(path)
  const byLast = new Map(pages.map((page) => [lastOf(page.path), page]))
  const found = nearest(asked, byLast.keys(), MOST_NEAR).flatMap((last) => byLast.get(last) ?? [])
  const holding = pages.filter((page) => asked.length >= 4 && lastOf(page.path).includes(asked))
  return [...new Set([...found, ...holding])]
    .slice(0, MOST_NEAR)
    .map((page) => ({ label: page.title ?? page.path, href: page.path }))
}

const MOST_NEAR = 3
const HOME: Link = { label: 'Revenir à l’accueil', href: '/' }
const CONTACT: Link = { label: 'Nous contacter', href: '/contact' }

const WAYS: Partial<Record<ErrorStatus, readonly Link[]>> = {
  403: [
    { label: 'Changer de compte', href: '/connexion' },
    { label: 'Demander l’accès', href: '/contact?sujet=acces' },
    HOME,
  ],
  404: [HOME, { label: 'Plan du site', href: '/plan-du-site' }, CONTACT],
  410: [HOME, { label: 'Plan du site', href: '/plan-du-site' }],
}

function lastOf(path: string): string {
  return path.split('/').filter(Boolean).at(-1)?.toLowerCase().slice(0, 100) ?? ''
}
