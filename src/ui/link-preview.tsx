import type { PageProps } from '#ui/page'

/**
 * What a shared link shows elsewhere: a title, a sentence, a picture drawn by the server. Addresses are whole: who reads
 * them is not on the site. Says nothing while the site does not know its own.
 *
 * @see https://ogp.me
 */
export function LinkPreview({ site, title, description, path, canonical, unlisted }: PageProps) {
  const address = canonical ?? (site.url !== undefined && path !== undefined ? site.url + path : undefined)
  const link = address !== undefined && <link rel="canonical" href={address} />
  if (unlisted || site.url === undefined) return link || null
  return (
    <>
      {link}
      <meta property="og:type" content="website" />
      <meta property="og:locale" content="fr_FR" />
      <meta property="og:site_name" content={`${site.serviceName} · ${site.territoryName}`} />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={description} />
      {address !== undefined && <meta property="og:url" content={address} />}
      <meta property="og:image" content={site.url + picturePathOf(path ?? '/')} />
      <meta property="og:image:width" content="1200" />
      <meta property="og:image:height" content="630" />
      <meta name="twitter:card" content="summary_large_image" />
    </>
  )
}

/** Public path of the picture of a page: « /scrutins » → « /partage/scrutins.png ». */
export function picturePathOf(path: string): string {
  return `/partage${path === '/' ? '/accueil' : path}.png`
}
