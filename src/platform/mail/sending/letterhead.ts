import type { Mailbox } from '../address.ts'

/** What a message says around its own words: who writes, and where the site is. */
export type Letterhead = {
  readonly from: Mailbox
  /** Public address of the site, without a final slash: every link leads there. */
  readonly url: string
  readonly serviceName: string
  readonly territoryName: string
  readonly telephone: string | null
}

/** What is under every message. */
export function footerOf({ serviceName, territoryName, telephone }: Omit<Letterhead, 'from'>): readonly string[] {
  return [
    `${serviceName}, ${territoryName}`,
    'Ce courriel part tout seul : personne ne lit les réponses à cette adresse.',
    ...(telephone === null ? [] : [`Une question ? Appelez le ${telephone}.`]),
  ]
}
