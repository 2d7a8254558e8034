import { Hono, type MiddlewareHandler } from 'hono'

const RULES_PATH = '/regles-de-prelecture.json'

/** Left alone: what is for one person, what acts, what is heavy, what is not a page. */
const NEVER = [
  '/connexion*',
  '/contact*',
  '/deconnexion*',
  '/mon-espace*',
  '/agents*',
  '/demonstration*',
  '/premier-demarrage*',
  '/api/*',
  '/public/*',
  '/*.*',
  '/*\\?*',
]

/**
 * Tells browsers that the next page may be fetched when the pointer rests on its link: public pages only, the same for all.
 *
 * @see https://developer.mozilla.org/docs/Web/API/Speculation_Rules_API
 */
export function speculation(): MiddlewareHandler {
  return async (c, next) => {
    await next()
    const isPage = c.res.headers.get('Content-Type')?.startsWith('text/html') ?? false
    const isForAll = c.res.headers.get('Cache-Control')?.includes('public') ?? false
    if (isPage && isForAll && c.res.status === 200) c.res.headers.set('Speculation-Rules', `"${RULES_PATH}"`)
  }
}

/** The rules themselves; none for who asks to save data. */
export function speculationRules(): Hono {
  return new Hono().get(RULES_PATH, (c) => {
    const saves = c.req.header('Save-Data')?.toLowerCase() === 'on'
    return c.body(JSON.stringify(saves ? {} : RULES), 200, {
      'Content-Type': 'application/speculationrules+json',
      'Cache-Control': 'private, max-age=3600',
      Vary: 'Save-Data',
    })
  })
}

const RULES = {
  prefetch: [
    {
      source: 'document',
      eagerness: 'moderate',
      where: {
        and: [
          { href_matches: '/*' },
          ...NEVER.map((href) => ({ not: { href_matches: href } })),
          { not: { selector_matches: '[download]' } },
        ],
      },
    },
  ],
}
