import { wordsOf } from '#kernel/search'
import type { Contribution, SourcedFigure } from '#platform/context'
import { sumOfPopulations } from './atlas/index.ts'
import { checks } from './checks.ts'
import { processing, records } from './contributes.records.ts'
import { slugOf } from './model.ts'
import { whereIs } from './picker.ts'
import { findCommunes } from './search/index.ts'
import * as store from './store/index.ts'

const AT_HOME = 3

/** What the territory gives to the pages of others. */
export const contribution: Contribution = {
  module: 'territory',
  processing,
  records,
  checks,
  purges: [{ name: 'territory.settings', run: store.purgeSettings }],
  navigation: [{ label: 'Territoire', href: '/territoire' }],

  home: async (db) => {
    const atlas = await store.readAtlas(db)
    if (!atlas) return undefined
    const { communes, epcis, sources, figures } = atlas
    const inhabitants: SourcedFigure = {
      label: `Personnes qui vivent dans ${communes.length} communes et ${epcis.length} EPCI`,
      value: number(sumOfPopulations(communes)),
      unit: 'habitants',
      ...sources.population,
      scope: 'Somme des populations municipales des communes.',
      nature: 'computed',
    }
    const own = figures.filter(({ place }) => place === 'territory')
    // The first indicators, each with all its measures: one of two would be a choice made for the reader.
    const shown = new Set([...new Set(own.map(({ indicator }) => indicator))].slice(0, AT_HOME))
    return {
      title: 'Le territoire',
      lead: 'Ses communes, ses groupements, ses chiffres.',
      more: { label: 'Voir le territoire', href: '/territoire' },
      entries: [],
      figures: [inhabitants, ...own.filter(({ indicator }) => shown.has(indicator))],
    }
  },

  homeMap: async (db) => {
    const atlas = await store.readAtlas(db)
    if (!atlas) return undefined
    const { light } = atlas.drawings()
    const { producer, vintage, licence } = atlas.sources.shapes
    return {
      title: 'La carte',
      lead: 'Choisissez un groupement de communes, ou cherchez la vôtre.',
      more: { label: 'Toutes les communes et la grande carte', href: '/territoire' },
      viewBox: `0 0 ${light.width} ${light.height}`,
      shapes: light.shapes.map(({ code, path }) => {
        const epci = atlas.epciByCode.get(code)!
        return { label: epci.name, href: `/territoire/${slugOf(epci)}`, path }
      }),
      source: `Contours : ${[producer, vintage, licence].filter(Boolean).join(', ')}.`,
    }
  },

  search: async (db, words, limit) => {
    const atlas = await store.readAtlas(db)
    if (!atlas) return undefined
    const found = findCommunes(atlas.index, words, atlas.communes.length)
    const asked = wordsOf(words)
    const epcis = atlas.epcis.filter(
      ({ name }) => asked.length > 0 && asked.every((word) => wordsOf(name).includes(word)),
    )
    const hits = [
      ...found.map(({ commune, alias }) => ({
        href: `/territoire/${slugOf(commune)}`,
        title: commune.name,
        lead: [alias && `Aussi : ${alias.name}`, whereIs(atlas, commune)].filter(Boolean).join('. '),
      })),
      ...epcis.map((epci) => ({
        href: `/territoire/${slugOf(epci)}`,
        title: epci.name,
        lead: `${number(epci.communeCount)} communes`,
      })),
    ]
    return { kind: 'Communes et EPCI', total: hits.length, hits: hits.slice(0, limit) }
  },

  sitemap: async (db) => {
    const atlas = await store.readAtlas(db)
    if (!atlas) return []
    const changedAt = atlas.loadedAt
    return [
      { path: '/territoire', title: 'Le territoire', changedAt },
      { path: '/territoire/communes', title: 'Toutes les communes', changedAt },
      ...[...atlas.epcis, ...atlas.communes].map((place) => ({
        path: `/territoire/${slugOf(place)}`,
        title: place.name,
        changedAt,
      })),
    ]
  },

  desk: {
    subject: 'Territoire',
    navigation: [{ label: 'Réglages du territoire', href: '/agents/territoire', roles: ['agent', 'administrator'] }],
    calendar: async (db, from, until) => {
      const entries = await store.listCalendar(db, day(from), day(until))
      return entries.map((entry) => ({
        label: entry.label,
        href: null,
        subject: 'Territoire',
        at: new Date(`${entry.from}T12:00:00Z`),
        isAllDay: true,
      }))
    },
  },
}

const FRENCH = new Intl.NumberFormat('fr-FR')

function number(value: number): string {
  return FRENCH.format(value)
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10)
}
