import type { Answer } from './crawl.ts'
import type { Fault } from './faults.ts'

/** What every page must say, read from its HTML. */
export function faultsOf({ path, html }: Answer, secrets: readonly string[]): readonly Fault[] {
  const text = html.replaceAll(/<script\b.*?<\/script>|<svg\b.*?<\/svg>/gs, '')
  const footer = /<footer\b.*<\/footer>/s.exec(html)?.[0] ?? ''
  const faults = [
    count(text, /<h1[\s>]/g) === 1 || `${count(text, /<h1[\s>]/g)} titres de premier niveau`,
    /<title>[^<]{3,} · [^<]+<\/title>/.test(html) || 'pas de titre',
    html.includes('<html lang="fr">') || 'pas de langue',
    /<main id="contenu"/.test(html) || 'pas de contenu principal où arrive « Aller au contenu »',
    count(html, /<main[\s>]/g) === 1 || 'plusieurs contenus principaux',
    /<meta name="description" content="[^"]{10,}"/.test(html) || 'pas de description',
    /href="(tel:|\/contact")/.test(footer) || 'ni téléphone ni contact en bas de page',
    footer.includes('Accessibilité') || 'pas de mention d’accessibilité en bas de page',
    !/\sstyle="/.test(html) || 'un style dans le HTML',
    !/ on[a-z]+="/.test(text) || 'un script dans le HTML',
    !/undefined|\[object |NaN(?!\w)/.test(visibleText(text)) || 'un mot de programme dans la page',
    ...addressesOf(html).map(
      (href) => !holdsPersonalData(href, secrets) || `donnée personnelle dans une adresse : ${href}`,
    ),
    ...repeatedIds(text).map((id) => `identifiant répété : ${id}`),
  ]
  return faults.filter((fault) => fault !== true).map((what) => ({ where: path, what }))
}

function holdsPersonalData(href: string, secrets: readonly string[]): boolean {
  if (/^(mailto:|tel:|#)/.test(href)) return false
  const plain = decode(href).toLowerCase()
  const isOurs = plain.startsWith('/') || plain.startsWith('http://localhost')
  return (
    isOurs && (/[^/@\s]@[a-z0-9-]+\./.test(plain) || secrets.some((secret) => plain.includes(secret.toLowerCase())))
  )
}

function addressesOf(html: string): readonly string[] {
  return [...new Set([...html.matchAll(/\s(?:href|action|src)="([^"]*)"/g)].map(([, href = '']) => href))]
}

function repeatedIds(html: string): readonly string[] {
  const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id = '']) => id)
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))]
}

function visibleText(html: string): string {
  return html.replaceAll(/<(code|pre|textarea)\b.*?<\/\1>/gs, '').replaceAll(/<[^>]*>/g, ' ')
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function count(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].length
}
