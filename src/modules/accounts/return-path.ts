/**
 * Where a person goes back to after signing in: a path of this site, never another site.
 *
 * @param asked  `suite` of the address or the form
 * @returns      the path and query, or `fallback` when what was asked is anything else
 */
export function returnPath(asked: string | undefined, fallback = '/mon-espace'): string {
  if (asked === undefined || !isLocal(asked)) return fallback
  const { pathname, search, hash } = new URL(asked, SITE)
  return `${pathname}${search}${hash}`
}

const SITE = 'https://site.invalid'

// Browsers read « /\ » as « // », and drop tabs and line ends before they look.
function isLocal(path: string): boolean {
  if (!path.startsWith('/') || path.length > 2_000 || /[\\\p{Cc}]/u.test(path)) return false
  const url = URL.canParse(path, SITE) ? new URL(path, SITE) : undefined
  // « /.//evil » is folded into « //evil ».
  return url?.origin === SITE && !url.pathname.startsWith('//') && !url.pathname.startsWith('/connexion')
}
