import type { SiteFrame } from '#ui/page'
import { ICONS } from './icons.ts'

/** Everything public may be read; what is for one person or one question is left alone. */
export function robotsOf(url: string): string {
  const closed = ['/agents', '/mon-espace', '/connexion', '/deconnexion', '/recherche', '/api/', '/demonstration']
  return ['User-agent: *', ...closed.map((path) => `Disallow: ${path}`), `Sitemap: ${url}/sitemap.xml`, ''].join('\n')
}

/** @see https://www.w3.org/TR/appmanifest/ */
export function manifestOf({ serviceName, territoryName }: Pick<SiteFrame, 'serviceName' | 'territoryName'>) {
  return {
    name: `${serviceName} · ${territoryName}`,
    short_name: serviceName,
    description: `L’économie sociale et solidaire : ${territoryName}.`,
    lang: 'fr',
    start_url: '/',
    scope: '/',
    display: 'browser',
    background_color: '#f8f4ea',
    theme_color: '#f8f4ea',
    icons: ICONS.filter(({ isMaskable }) => isMaskable).map(({ path, size }) => ({
      src: path,
      sizes: `${size}x${size}`,
      type: 'image/png',
      purpose: 'any maskable',
    })),
  }
}

const A_YEAR_MS = 365 * 86_400_000

/**
 * Where to report a weakness; nothing while nobody would read it.
 *
 * @see RFC 9116
 */
export function securityOf(told: { readonly url: string; readonly email: string | null; readonly now: Date }) {
  if (told.email === null) return undefined
  // By the day: the page is the same for all who ask the same day.
  const expires = new Date(Math.floor((told.now.getTime() + A_YEAR_MS) / 86_400_000) * 86_400_000)
  return [
    `Contact: mailto:${told.email}`,
    `Contact: ${told.url}/contact`,
    `Expires: ${expires.toISOString()}`,
    'Preferred-Languages: fr, en',
    `Canonical: ${told.url}/.well-known/security.txt`,
    '',
  ].join('\n')
}
