import type { Context, SitemapEntry } from '#platform/context'

/** A public page of the site: its address, its name, a sentence. */
export type KnownPage = { readonly path: string; readonly title: string; readonly lead: string }

/** Public pages of no module. The menu, the map of the site, the search and the sitemap are made of them. */
export const HOUSE_PAGES: readonly KnownPage[] = [
  { path: '/', title: 'Accueil', lead: 'Ce qui se passe en ce moment.' },
  { path: '/recherche', title: 'Recherche', lead: 'Une seule recherche dans tout ce qui est publié.' },
  { path: '/contact', title: 'Nous contacter', lead: 'Nous écrire, nous appeler, signaler une page qui vous résiste.' },
  {
    path: '/accessibilite',
    title: 'Accessibilité',
    lead: 'La déclaration d’accessibilité : ce qui marche, ce qui manque, les recours.',
  },
  {
    path: '/mentions-legales',
    title: 'Mentions légales',
    lead: 'Qui publie ce site, qui en répond, où il est hébergé.',
  },
  {
    path: '/donnees-personnelles',
    title: 'Données personnelles',
    lead: 'Ce qui est gardé de vous, pourquoi, jusqu’à quand, et vos droits.',
  },
  { path: '/plan-du-site', title: 'Plan du site', lead: 'Toutes les pages, rangées.' },
]

/** Every public page that exists now: those of the house, those of the menu, those the modules tell. */
export async function listKnownPages(context: Pick<Context, 'db' | 'contributions'>): Promise<readonly SitemapEntry[]> {
  const told = await Promise.all(context.contributions.map((each) => each.sitemap?.(context.db) ?? []))
  const menu = context.contributions.flatMap((each) => each.navigation ?? [])
  const all: readonly SitemapEntry[] = [
    ...HOUSE_PAGES.map(({ path, title }) => ({ path, title })),
    ...menu.map(({ href, label }) => ({ path: href, title: label })),
    ...told.flat(),
  ]
  // What comes later says more: the module itself, then the menu.
  return [...new Map(all.map((entry) => [entry.path, entry])).values()]
}

/** The same, asked again a minute later at the soonest: error pages and pictures must not cost a reading of everything. */
export function knownPagesOf(context: Context): () => Promise<readonly SitemapEntry[]> {
  let kept: { readonly pages: readonly SitemapEntry[]; readonly until: number } | undefined
  return async () => {
    const now = context.now().getTime()
    if (!kept || kept.until <= now) kept = { pages: await listKnownPages(context), until: now + FRESH_MS }
    return kept.pages
  }
}

const FRESH_MS = 60_000
