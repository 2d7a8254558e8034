import { done, type Result, refuse } from '#kernel/result'

/** What an organisation says of itself: everything else on its page stays as its sources say. */
export type OwnWords = {
  readonly presentation: string
  /** Words of its trade: « épicerie, chantier d’insertion ». */
  readonly activities: string
  readonly hours: string
  readonly telephone: string
  readonly email: string
  /** With https; '' when there is none. */
  readonly website: string
  /** How one gets in: steps, lift, loop. */
  readonly access: string
  /** Places for volunteers, visits of the house. */
  readonly offers: string
  readonly picture: OwnPicture | null
}

/** `id`: the record its file is attached to. */
export type OwnPicture = { readonly id: string; readonly alternative: string }

export type OwnField = Exclude<keyof OwnWords, 'picture'>

export const NO_WORDS: OwnWords = {
  presentation: '',
  activities: '',
  hours: '',
  telephone: '',
  email: '',
  website: '',
  access: '',
  offers: '',
  picture: null,
}

/** Each field with its name in the form, its label, and how long it may be. */
export const OWN_FIELDS: readonly {
  readonly field: OwnField
  readonly name: string
  readonly label: string
  readonly longest: number
}[] = [
  { field: 'presentation', name: 'presentation', label: 'Qui vous êtes et ce que vous faites', longest: 2000 },
  { field: 'activities', name: 'activites', label: 'Vos activités, en quelques mots', longest: 300 },
  { field: 'hours', name: 'horaires', label: 'Vos horaires', longest: 500 },
  { field: 'telephone', name: 'telephone', label: 'Le téléphone de la structure', longest: 30 },
  { field: 'email', name: 'email', label: 'L’adresse e-mail de la structure', longest: 254 },
  { field: 'website', name: 'site', label: 'Votre site internet', longest: 300 },
  { field: 'access', name: 'acces', label: 'Comment on entre chez vous', longest: 500 },
  { field: 'offers', name: 'offres', label: 'Bénévolat et visites', longest: 1000 },
]

export type OwnFault = { readonly name: string; readonly sentence: string }

/** Reads what was typed; every fault at once, in the order of the form. The picture comes beside. */
export function readOwnWords(
  fields: Readonly<Record<string, string>>,
): Result<Omit<OwnWords, 'picture'>, readonly OwnFault[]> {
  const faults: OwnFault[] = []
  const read = (field: OwnField) => {
    const { name, label, longest } = OWN_FIELDS.find((each) => each.field === field)!
    const text = (fields[name] ?? '').replaceAll(/\r\n?/g, '\n').trim()
    if (text.length > longest) {
      faults.push({ name, sentence: `« ${label} » dépasse ${longest} signes : gardez l’essentiel.` })
    }
    return text
  }
  const words = {
    presentation: read('presentation'),
    activities: read('activities'),
    hours: read('hours'),
    telephone: read('telephone'),
    email: read('email'),
    website: withScheme(read('website')),
    access: read('access'),
    offers: read('offers'),
  }
  if (words.telephone !== '' && !/^\+?[\d\s.()-]{8,30}$/.test(words.telephone)) {
    faults.push({ name: 'telephone', sentence: 'Ce numéro n’est pas complet. Il ressemble à : 03 21 00 00 00.' })
  }
  if (words.email !== '' && !/^[^\s@<>()]{1,64}@[^\s@<>()]+\.[^\s@<>().]{2,}$/.test(words.email)) {
    faults.push({
      name: 'email',
      sentence: 'Cette adresse n’est pas complète. Elle ressemble à : contact@votre-structure.fr.',
    })
  }
  if (words.website !== '' && !isWebsite(words.website)) {
    faults.push({
      name: 'site',
      sentence: 'Écrivez l’adresse de votre site comme https://www.votre-structure.fr. Elle commence par https.',
    })
  }
  return faults.length > 0 ? refuse(faults) : done(words)
}

/** The same as it is typed in the form. */
export function writtenWords(words: OwnWords): Readonly<Record<string, string>> {
  return Object.fromEntries(OWN_FIELDS.map(({ field, name }) => [name, words[field]]))
}

/** Its domain as a mail bears it; undefined when there is no site. */
export function domainOfSite(website: string): string | undefined {
  return URL.canParse(website) ? new URL(website).hostname.replace(/^www\./, '') : undefined
}

function withScheme(text: string): string {
  return text === '' || /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`
}

// Its shape alone: whether it answers is not for this form to say.
function isWebsite(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, username, password, port } = new URL(text)
  return protocol === 'https:' && hostname.includes('.') && username === '' && password === '' && port === ''
}
