/** What a territory sets for itself: read from its folder, changed at the desk. `null`: not told yet. */
export type Settings = {
  readonly serviceName: string
  /** As « Pas-de-Calais ». */
  readonly territoryName: string
  readonly contact: {
    readonly telephone: string | null
    /** When somebody answers, in a few words. */
    readonly hours: string | null
    readonly email: string | null
    readonly postalAddress: string | null
  }
  /** The result of the last audit; « non conforme » until one is entered (law of 11 February 2005, art. 47). */
  readonly accessibility: {
    readonly level: 'non' | 'partiellement' | 'totalement'
    readonly auditedOn: string | null
    readonly auditedBy: string | null
    /** Share of the RGAA's criteria that hold, in per cent. */
    readonly rate: number | null
  }
  readonly legal: {
    readonly publisher: string | null
    readonly publicationDirector: string | null
    readonly host: string | null
    readonly dataProtectionOfficer: string | null
  }
  /** How many people share one address or number before an agent looks: more is accepted, and flagged. */
  readonly peoplePerAddress: number
  /** Accents in place of those of the house, by their names in `tokens.css`; contrast is checked when they change. */
  readonly accents: { readonly light: Accents; readonly dark: Accents } | null
  /** SVG made of shapes only; null: the name is enough. */
  readonly logo: string | null
}

export type Accents = { readonly opal: string; readonly brick: string; readonly gold: string }

/** The settings of a territory that has told nothing. */
export const NO_SETTINGS: Settings = {
  serviceName: 'Filigrane',
  territoryName: 'Territoire',
  contact: { telephone: null, hours: null, email: null, postalAddress: null },
  accessibility: { level: 'non', auditedOn: null, auditedBy: null, rate: null },
  legal: { publisher: null, publicationDirector: null, host: null, dataProtectionOfficer: null },
  // As many as the platform proposes for a household: no law sets it, each territory does.
  peoplePerAddress: 8,
  accents: null,
  logo: null,
}

/**
 * What a demonstration shows where the territory has told no telephone: a number that rings nowhere, and says so.
 *
 * @see  Arcep, décision 2018-0881: 03 53 01 is kept for fiction
 */
const FICTITIOUS = { telephone: '03 53 01 00 00', hours: 'numéro fictif, pour la démonstration' } as const

/** The settings as a demonstration shows them. They are shown, never written. */
export function withFictitiousNumber(settings: Settings): Settings {
  if (settings.contact.telephone !== null) return settings
  return { ...settings, contact: { ...settings.contact, ...FICTITIOUS } }
}

/** The settings without what a demonstration adds: what a form may show and write. */
export function withoutFictitiousNumber(settings: Settings): Settings {
  if (settings.contact.telephone !== FICTITIOUS.telephone) return settings
  return { ...settings, contact: { ...settings.contact, telephone: null, hours: null } }
}
