import type { SitemapEntry } from '#platform/context'

/** Most addresses a file may hold. @see https://www.sitemaps.org/protocol.html */
export const SITEMAP_PAGE = 50_000

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
const NAMESPACE = 'http://www.sitemaps.org/schemas/sitemap/0.9'

export function sitemapOf(url: string, pages: readonly SitemapEntry[]): string {
  const lines = pages.map(({ path, changedAt }) => {
    const changed = changedAt === undefined ? '' : `<lastmod>${changedAt.toISOString().slice(0, 10)}</lastmod>`
    return `<url><loc>${escapeXml(url + path)}</loc>${changed}</url>\n`
  })
  return `${HEAD}<urlset xmlns="${NAMESPACE}">\n${lines.join('')}</urlset>\n`
}

/** Names the files when one cannot hold them all. */
export function sitemapIndexOf(url: string, pageCount: number): string {
  const files = Array.from({ length: Math.ceil(pageCount / SITEMAP_PAGE) }, (_, index) => {
    return `<sitemap><loc>${escapeXml(`${url}/sitemaps/${index + 1}`)}</loc></sitemap>\n`
  })
  return `${HEAD}<sitemapindex xmlns="${NAMESPACE}">\n${files.join('')}</sitemapindex>\n`
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
