import type { Contributions, Dataset } from '#platform/context'

/** A dataset and what is known of it now. */
export type ShownDataset = {
  readonly dataset: Dataset
  readonly changedAt: Date | undefined
  /** Why it cannot be made yet, in a sentence. */
  readonly obstacle: string | undefined
}

/** Who publishes: the territory, with its SIRET when it has told it. */
export type Publisher = { readonly name: string; readonly siret: string | null }

export function datasetsOf(contributions: Contributions): readonly Dataset[] {
  return contributions.flatMap((each) => each.datasets ?? [])
}

export const FREQUENCIES: Readonly<
  Record<Dataset['frequency'], { readonly words: string; readonly scdl: string; readonly eu: string }>
> = {
  continuous: { words: 'à chaque changement', scdl: 'Continuelle', eu: 'UPDATE_CONT' },
  daily: { words: 'chaque jour', scdl: 'Quotidienne ou plusieurs fois par jour', eu: 'DAILY' },
  weekly: { words: 'chaque semaine', scdl: 'Hebdomadaire ou plusieurs fois par semaine', eu: 'WEEKLY' },
  monthly: { words: 'chaque mois', scdl: 'Mensuelle ou plusieurs fois par mois', eu: 'MONTHLY' },
  yearly: { words: 'chaque année', scdl: 'Annuelle ou plusieurs fois par année', eu: 'ANNUAL' },
  irregular: { words: 'quand il y a du nouveau', scdl: 'Irrégulière', eu: 'IRREG' },
}

export const LICENCES: Readonly<Record<Dataset['licence'], { readonly url: string; readonly scdl: string }>> = {
  'Licence Ouverte 2.0': {
    url: 'https://www.etalab.gouv.fr/licence-ouverte-open-licence/',
    scdl: 'Licence Ouverte-LO',
  },
  'ODbL 1.0': { url: 'https://opendatacommons.org/licenses/odbl/1-0/', scdl: 'Open Database License-ODBL' },
}
