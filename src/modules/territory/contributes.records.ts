import { PROPOSED_BY_THE_HOUSE, type Processing, type RecordKind } from '#platform/archives'

export const processing: Processing = {
  title: 'Régler le service et dire qui en répond',
  people: 'Les responsables de la collectivité, et les agents qui changent un réglage',
}

/** How long what the territory says of itself is of use, and how it ends. */
export const records: readonly RecordKind[] = [
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'territory.places',
    what: 'Les communes, les groupements et leurs chiffres, tirés de données publiques',
    purpose: 'Nommer et montrer les lieux.',
    usefulLife: { duration: null, from: 'Tant qu’ils sont montrés' },
    tables: ['territory_edition', 'epci', 'commune', 'place_alias', 'place_figure', 'territory_calendar'],
    end: { by: 'nothing', words: 'Des données publiques, que leurs producteurs conservent.' },
  },
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'territory.settings',
    what: 'Les réglages du territoire, et leurs anciennes versions',
    purpose: 'Dire qui est responsable, et pouvoir revenir en arrière.',
    basis: 'obligation légale (RGPD, article 6.1.c)',
    usefulLife: { duration: { count: 2, unit: 'years' }, from: 'leur remplacement' },
    tables: ['territory_setting'],
    end: { by: 'purge', purge: 'territory.settings' },
  },
]
