import { dayIn } from '#kernel/calendar'
import type { Contribution, HomePart, PlacePart, SourcedFigure } from '#platform/context'
import type { Role } from '#platform/sessions'
import type { Figure } from './model.ts'
import { writtenAmount } from './reports/words.ts'
import * as store from './store/index.ts'

const WRITERS: readonly Role[] = ['agent', 'administrator']
const HOME = '/observatoire'

const PAGES = [
  [HOME, 'L’observatoire de l’ESS'],
  [`${HOME}/familles`, 'L’ESS par famille'],
  [`${HOME}/secteurs`, 'L’ESS par secteur'],
  [`${HOME}/taille`, 'L’ESS par taille'],
  [`${HOME}/evolution`, 'L’ESS au fil des ans'],
  [`${HOME}/cartes`, 'Les cartes de l’ESS'],
  [`${HOME}/comparer`, 'Comparer l’ESS de plusieurs lieux'],
  [`${HOME}/territoires`, 'L’ESS, lieu par lieu'],
  [`${HOME}/panoramas`, 'Les panoramas de l’ESS'],
  [`${HOME}/perimetre`, 'Qui est compté dans l’ESS'],
  [`${HOME}/methode`, 'La méthode de l’observatoire'],
] as const

/** What readers see of the observatory on the pages of others, and what agents do there. */
export const publicPart = {
  navigation: [{ label: 'Observatoire', href: HOME }],
  acts: {
    'observatory.panorama-composed': 'a composé un panorama',
    'observatory.panorama-published': 'a publié un panorama',
    'observatory.embedding': 'a choisi les sites qui peuvent montrer les chiffres',
  },

  home: async (db): Promise<HomePart | undefined> => {
    if ((await store.listCitedFigures(db, 'territory')).length === 0) return undefined
    // The key figures of the territory are on home already, with their sources that disagree.
    return {
      title: 'L’ESS en chiffres',
      lead: 'Ce que pèsent les associations, les coopératives, les mutuelles et les fondations d’ici.',
      more: { label: 'Ouvrir l’observatoire', href: HOME },
      entries: [],
    }
  },

  place: async (db, code): Promise<PlacePart | undefined> => {
    const read = await store.readKeyFigures(db, code)
    if (!read.ok) return undefined
    const shown = read.value.filter(({ indicator }) => ON_PLACES.includes(indicator))
    return {
      title: 'L’économie sociale et solidaire',
      figures: shown.map(sourced),
      entries: [],
      more: { label: 'Le profil complet, à lire ou à imprimer', href: `${HOME}/territoires/${code}` },
    }
  },

  search: async (db, words, limit) => {
    const asked = plain(words).split(/\s+/).filter(Boolean)
    const published = await store.listPublications(db)
    const panoramas = published.map(({ year, title }) => [`${HOME}/panoramas/${year}`, title] as const)
    const surveys = (await store.listProtectedTitles(db)).map(
      ({ name, title, vintage }) =>
        [`${HOME}/enquetes/${name}?millesime=${encodeURIComponent(vintage)}`, `${title}, ${vintage}`] as const,
    )
    const known = [...new Map([...PAGES, ...panoramas, ...surveys])]
    const found = known.filter(([, title]) => asked.length > 0 && asked.every((word) => plain(title).includes(word)))
    if (found.length === 0) return undefined
    const hits = found
      .slice(0, limit)
      .map(([href, title]) => ({ href, title, lead: 'Des chiffres, avec leur source.' }))
    return { kind: 'Observatoire', total: found.length, hits }
  },

  taggable: [
    {
      kind: 'panorama',
      label: 'Panoramas publiés',
      list: async (db, from, until) => {
        const published = await store.listPublications(db)
        return published
          .filter(({ year }, index) => published.findIndex((each) => each.year === year) === index)
          .map(({ year, title, publishedAt }) => ({
            id: String(year),
            title,
            href: `${HOME}/panoramas/${year}`,
            day: dayIn(publishedAt),
          }))
          .filter(({ day }) => from <= day && day < until)
      },
    },
  ],

  sitemap: async (db) => {
    const edition = await store.readEdition(db)
    const places = edition ? await store.listPlaces(db, edition.id) : []
    const [published, surveys] = await Promise.all([store.listPublications(db), store.listProtectedTitles(db)])
    return [
      ...PAGES.map(([path, title]) => ({ path, title })),
      ...(surveys.length > 0 ? [{ path: `${HOME}/enquetes`, title: 'Effectifs et argent : les enquêtes' }] : []),
      ...places
        .filter(({ kind }) => kind === 'epci')
        .map(({ code, name }) => ({ path: `${HOME}/territoires/${code}`, title: `L’ESS : ${name}` })),
      ...published
        .filter(({ year }, index) => published.findIndex((each) => each.year === year) === index)
        .map(({ year, title, publishedAt }) => ({ path: `${HOME}/panoramas/${year}`, title, changedAt: publishedAt })),
    ]
  },

  desk: {
    subject: 'Observatoire',
    navigation: [{ label: 'Panorama annuel', href: '/agents/panorama', roles: WRITERS }],
  },
} satisfies Partial<Contribution>

const ON_PLACES: readonly string[] = ['establishments', 'employers', 'share-of-employers']

function sourced(figure: Figure): SourcedFigure {
  const { label, amount, unit, scope, note, sources, nature } = figure
  const [{ producer, vintage, licence, url }] = sources
  return {
    label,
    value: writtenAmount(amount, unit),
    unit,
    producer,
    vintage: figure.nature === 'computed' ? vintage : figure.vintage,
    scope,
    licence,
    url: figure.nature === 'computed' ? url : figure.url,
    nature: amount.kind === 'secret' ? 'secret' : amount.kind === 'not-given' ? 'missing' : nature,
    note,
  }
}

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
}
