import { readAtlas } from '#modules/territory'
import type { Contribution, SourcedFigure } from '#platform/context'
import { addressOf, NO_FIELDS, readAsked, readNumber } from './asked.ts'
import { geographyOf } from './map/index.ts'
import { shownName } from './names.ts'
import type { Entry, Narrowing } from './narrowing.ts'
import * as store from './store/index.ts'
import { FAMILIES, sectorOf } from './words.ts'

type Db = Parameters<NonNullable<Contribution['home']>>[0]

const AT_PLACE = 6
const LICENCE = 'Licence Ouverte 2.0'

/** What residents read of the directory on the pages of others. */
export const publicParts: Pick<Contribution, 'navigation' | 'home' | 'search' | 'sitemap' | 'place'> = {
  navigation: [{ label: 'Annuaire', href: '/annuaire' }],

  home: async (db) => {
    const [total, [latest]] = await Promise.all([store.countStructures(db), listRecent(db)])
    if (total === 0) return undefined
    const figure = figureOf(
      total,
      latest,
      'Associations, coopératives, mutuelles, fondations et entreprises solidaires',
    )
    return {
      title: 'L’ESS près de chez vous',
      lead: 'Qui sont les structures de l’économie sociale et solidaire, et où les trouver.',
      more: { label: 'Ouvrir l’annuaire', href: '/annuaire' },
      figures: [figure],
      entries: [
        {
          href: '/annuaire',
          title: 'Chercher une structure',
          kicker: 'Annuaire',
          lead: 'Par son nom, ce qu’elle fait, sa commune ou son numéro.',
          source: sourceWords(latest),
        },
        {
          href: '/carte',
          title: 'La carte de l’ESS',
          kicker: 'Carte',
          lead: 'Où sont les structures, commune par commune.',
          source: sourceWords(latest),
        },
      ],
    }
  },

  search: async (db, question, limit) => {
    const number = readNumber(question)
    const atlas = await readAtlas(db)
    const { narrowing } = readAsked({ q: question }, atlas)
    if (narrowing.words.length === 0) return undefined
    const slug = number.kind === 'right' ? await store.findSlugByNumber(db, number.number) : undefined
    if (slug !== undefined) {
      const structure = await store.findBySlug(db, slug)
      const title = structure ? shownName(structure.title, structure.acronym) : slug
      return { kind: 'Annuaire', total: 1, hits: [{ href: `/annuaire/${slug}`, title, lead: question.trim() }] }
    }
    const [entries, counts] = await Promise.all([
      store.listEntries(db, narrowing, { limit, offset: 0, order: 'pertinence' }),
      store.countEntries(db, narrowing),
    ])
    if (counts.total === 0) return undefined
    const communeOf = (code: string | null) => (code === null ? undefined : atlas?.communeByCode.get(code)?.name)
    return {
      kind: 'Annuaire',
      total: counts.total,
      hits: entries.map((entry) => ({
        href: `/annuaire/${entry.slug}`,
        title: shownName(entry.title, entry.acronym),
        lead: [sectorOf(entry.nafRev2).label, communeOf(entry.communeCode)].filter(Boolean).join(', '),
      })),
    }
  },

  sitemap: async (db) => {
    if ((await store.countStructures(db)) === 0) return []
    return [
      { path: '/annuaire', title: 'Annuaire de l’ESS' },
      { path: '/carte', title: 'La carte de l’ESS' },
      { path: '/annuaire/reconnaissances', title: 'Ce que disent les reconnaissances' },
      { path: '/annuaire/integrer', title: 'Montrer l’annuaire sur votre site' },
      ...(await store.listAddresses(db)).map(({ slug, title, acronym, checkedAt }) => ({
        path: `/annuaire/${slug}`,
        title: shownName(title, acronym),
        changedAt: checkedAt,
      })),
    ]
  },

  place: async (db, code) => {
    const isCommune = code.length === 5
    const narrowing: Narrowing = isCommune ? { words: [], communeCode: code } : { words: [], epciCode: code }
    const [counts, entries, atlas] = await Promise.all([
      store.countEntries(db, narrowing),
      store.listEntries(db, narrowing, { limit: AT_PLACE, offset: 0, order: 'taille' }),
      readAtlas(db),
    ])
    const [first] = entries
    if (first === undefined) return isCommune ? nothingHere(db, code, atlas) : undefined
    const families = FAMILIES.flatMap(({ family, one, many }) => {
      const count = counts.family.get(family) ?? 0
      return count === 0 ? [] : [`${count} ${(count === 1 ? one : many).toLowerCase().replaceAll('l’ess', 'l’ESS')}`]
    })
    const href = addressOf('/annuaire', NO_FIELDS, isCommune ? { commune: code } : { epci: code })
    return {
      title: 'L’économie sociale et solidaire ici',
      lead: `${families.join(', ')}.`,
      figures: [figureOf(counts.total, first, 'Structures de l’ESS dont l’adresse est ici')],
      entries: entries.map((entry) => ({
        href: `/annuaire/${entry.slug}`,
        title: shownName(entry.title, entry.acronym),
        kicker: FAMILIES.find(({ family }) => family === entry.family)?.one ?? '',
        lead: sectorOf(entry.nafRev2).label,
        source: sourceWords(entry),
      })),
      more: { label: counts.total > AT_PLACE ? 'Voir toutes les structures' : 'Voir dans l’annuaire', href },
    }
  },
}

// A commune without any: the nearest are a link away.
async function nothingHere(db: Db, code: string, atlas: Awaited<ReturnType<typeof readAtlas>>) {
  const total = await store.countStructures(db)
  const isKnown = atlas !== undefined && geographyOf(atlas).nearnessFrom(code) !== undefined
  if (total === 0 || !isKnown) return undefined
  return {
    title: 'L’économie sociale et solidaire ici',
    lead: 'L’annuaire ne connaît aucune structure dans cette commune.',
    entries: [],
    more: {
      label: 'Voir les plus proches',
      href: addressOf('/annuaire', NO_FIELDS, { commune: code, tri: 'distance' }),
    },
  }
}

async function listRecent(db: Db): Promise<readonly Entry[]> {
  return store.listEntries(db, { words: [] }, { limit: 1, order: 'adresse', after: '' })
}

function figureOf(count: number, example: Entry | undefined, scope: string): SourcedFigure {
  return {
    label: 'Structures de l’économie sociale et solidaire dans l’annuaire',
    value: new Intl.NumberFormat('fr-FR').format(count),
    unit: count < 2 ? 'structure' : 'structures',
    producer: example?.isFictitious
      ? 'Filigrane, données inventées pour la démonstration'
      : 'Insee (Sirene) et répertoire national des associations',
    vintage: example?.sources[0]?.vintage ?? '',
    scope: `${scope}.`,
    licence: example?.isFictitious ? null : LICENCE,
    url: null,
    nature: 'computed',
  }
}

function sourceWords(example: Entry | undefined): string {
  return example?.isFictitious ? 'Démonstration, données inventées' : 'Insee et répertoire national des associations'
}
