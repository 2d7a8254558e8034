import { holdsAll, wordsOf } from '#kernel/search'
import type { BudgetPart, Contribution, HomePart, OrganisationPart, Place, PlacePart } from '#platform/context'
import type { Role } from '#platform/sessions'
import { checks } from './checks.ts'
import { personal } from './contributes.personal.ts'
import { records } from './contributes.records.ts'
import { actionOfLine, findAction, listActions, listAims, type PlacedAction } from './model.ts'
import * as store from './store/index.ts'

const HOME = '/politique'
const WRITERS: readonly Role[] = ['agent', 'administrator']

/** What the programme gives to the pages of others. */
export const contribution: Contribution = {
  module: 'programme',
  checks,
  records,
  ...personal,
  navigation: [{ label: 'Politique', href: HOME }],
  acts: {
    'programme.draft-opened': 'a commencé une version du programme',
    'programme.draft-changed': 'a changé le brouillon du programme',
    'programme.publication-asked': 'a demandé la publication du programme',
    'programme.published': 'a publié une version du programme',
    'programme.value-recorded': 'a noté la valeur d’un indicateur',
    'programme.value-withdrawn': 'a retiré la valeur d’un indicateur',
    'programme.step-recorded': 'a noté où en est une action',
    'programme.tagged': 'a rattaché des choses à une orientation',
    'programme.untagged': 'a détaché des choses d’une orientation',
  },

  home: async (db): Promise<HomePart | undefined> => {
    const last = await store.findLastPublication(db)
    const [ambition] = last?.programme.ambitions ?? []
    if (!last || !ambition) return undefined
    return {
      title: 'Ce que fait le territoire',
      lead: ambition.title,
      more: { label: 'Lire la politique, et suivre l’argent', href: HOME },
      entries: ambition.orientations.slice(0, 3).map((orientation) => ({
        href: `${HOME}#${orientation.slug}`,
        title: orientation.title,
        kicker: `Orientation ${orientation.number}`,
        lead: orientation.actions.map(({ title }) => title).join(', '),
        source: orientation.source.label,
      })),
    }
  },

  /** From a line back up to the action and the ambition it pays for. */
  budgetLine: async (db, lineCode): Promise<BudgetPart | undefined> => {
    const last = await store.findLastPublication(db)
    const placed = last && actionOfLine(last.programme, lineCode)
    return placed && { title: PURPOSE, entries: waysUp(placed) }
  },

  /** From a payment, without going back to its line. */
  payment: async (db, paymentId): Promise<BudgetPart | undefined> => {
    const [code, last] = await Promise.all([store.findLineOfPayment(db, paymentId), store.findLastPublication(db)])
    const placed = last && code !== undefined ? actionOfLine(last.programme, code) : undefined
    return placed && { title: PURPOSE, entries: waysUp(placed) }
  },

  /** Actions that name the place; those of the whole territory are everywhere, and told nowhere in particular. */
  place: async (db, code): Promise<PlacePart | undefined> => {
    const [last, around] = await Promise.all([store.findLastPublication(db), store.readPlacesAround(db, code)])
    const here = listActions(last?.programme ?? NOTHING).filter(({ action }) =>
      action.places.some((place) => around.includes(place)),
    )
    if (here.length === 0) return undefined
    const entries = here.map((placed) => waysUp(placed)[0]!)
    return { title: 'Ce que le territoire fait ici', entries, more: { label: 'Toutes les actions', href: HOME } }
  },

  organisation: async (db, siren): Promise<OrganisationPart | undefined> => {
    const last = await store.findLastPublication(db)
    const shared = last ? listActions(last.programme) : []
    const entries = shared
      .filter(({ action }) => action.partners.some((partner) => partner.siren === siren))
      .map((placed) => waysUp(placed)[0]!)
    if (entries.length === 0) return undefined
    return { title: 'Partenaire du programme', entries, more: { label: 'Tout le programme', href: HOME } }
  },

  tagsOf: async (db, thing): Promise<readonly Place[]> => {
    const slugs = await store.listAimsOf(db, thing)
    const last = slugs.length === 0 ? undefined : await store.findLastPublication(db)
    const aims = last ? listAims(last.programme).filter(({ slug }) => slugs.includes(slug)) : []
    return aims.map(({ kind, slug, title }) => ({
      label: title,
      href: kind === 'action' ? `${HOME}/actions/${slug}` : `${HOME}#${slug}`,
    }))
  },

  search: async (db, words, limit) => {
    const asked = wordsOf(words)
    const last = await store.findLastPublication(db)
    if (!last || asked.length === 0) return undefined
    const found = listAims(last.programme).filter(({ slug, title }) => {
      const action = findAction(last.programme, slug)?.action
      return holdsAll(`${title} ${action?.words ?? ''} politique programme`, asked)
    })
    if (found.length === 0) return undefined
    const hits = found.slice(0, limit).map(({ kind, slug, title }) => ({
      title,
      href: kind === 'action' ? `${HOME}/actions/${slug}` : `${HOME}#${slug}`,
      lead: KIND_WORDS[kind],
    }))
    return { kind: 'Politique', total: found.length, hits }
  },

  sitemap: async (db) => {
    const last = await store.findLastPublication(db)
    const actions = last ? listActions(last.programme) : []
    return [
      { path: HOME, title: 'Ce que fait le territoire pour l’ESS' },
      { path: `${HOME}/bilan`, title: 'Le bilan de la politique, année par année' },
      { path: `${HOME}/versions`, title: 'Les versions du programme' },
      ...actions.map(({ action }) => ({ path: `${HOME}/actions/${action.slug}`, title: action.title })),
    ]
  },

  desk: {
    subject: 'Politique',
    navigation: [
      { label: 'Programme', href: '/agents/politique', roles: WRITERS },
      { label: 'Suivi des actions', href: '/agents/politique/suivi', roles: WRITERS },
      { label: 'Rattacher aux orientations', href: '/agents/politique/etiquettes', roles: WRITERS },
    ],
    tasks: async (db, visitor) => {
      const draft = await store.findDraft(db)
      const waits = draft?.askedBy != null && draft.askedBy !== visitor.personId
      if (!draft || !waits || !visitor.roles.some(({ role }) => WRITERS.includes(role))) return []
      const task = { label: 'Publier le programme, ou le relire', href: '/agents/politique/brouillon' }
      return [{ ...task, subject: 'Politique', dueAt: null, urgency: 'soon' }]
    },
  },
}

const PURPOSE = 'À quoi sert cet argent'
const NOTHING = { ambitions: [] } as const
const KIND_WORDS = { ambition: 'Une ambition', orientation: 'Une orientation', action: 'Une action' } as const

function waysUp({ ambition, orientation, action }: PlacedAction) {
  const source = (isFictitious: boolean, label: string) => (isFictitious ? `${label}, fictif` : label)
  return [
    {
      href: `${HOME}/actions/${action.slug}`,
      title: action.title,
      kicker: 'Action',
      lead: action.words,
      source: source(action.source.isFictitious, action.source.label),
    },
    {
      href: `${HOME}#${orientation.slug}`,
      title: orientation.title,
      kicker: `Orientation ${orientation.number}`,
      lead: orientation.words,
      source: source(orientation.source.isFictitious, orientation.source.label),
    },
    {
      href: `${HOME}#${ambition.slug}`,
      title: ambition.title,
      kicker: `Ambition ${ambition.number}`,
      lead: ambition.words,
      source: source(ambition.source.isFictitious, ambition.source.label),
    },
  ]
}
