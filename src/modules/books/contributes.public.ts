import { writtenDay } from '#kernel/calendar'
import { cents, frenchCents } from '#kernel/money'
import type { Contribution, HomePart, OrganisationPart } from '#platform/context'
import { bookDatasets } from './contributes.datasets.ts'
import { linesOf, type PublicPayment, sumsOf } from './published/model.ts'
import * as store from './store/published/index.ts'

const HOME = '/budget'
const PAYMENTS = '/budget/paiements'
const ON_A_PAGE = 5

/** What readers see of the budget on the pages of others. */
export const publicPart = {
  navigation: [{ label: 'Budget', href: HOME }],

  datasets: bookDatasets,

  home: async (db): Promise<HomePart | undefined> => {
    const [latest] = (await store.listPublicYears(db, 3)).filter(({ stages }) => stages.some(({ isOpen }) => isOpen))
    if (!latest) return undefined
    const lines = linesOf(latest.lines, { direction: 'expense', perimeter: 'dedicated' })
    const sums = sumsOf(lines)
    const isFictitious = lines.some((line) => line.isFictitious)
    const figure = (label: string, value: bigint) => ({
      label,
      value: frenchCents(cents(value)),
      unit: '',
      producer: isFictitious ? 'journal de suivi, montants inventés pour la démonstration' : 'journal de suivi',
      vintage: `année ${latest.year}`,
      scope: isFictitious ? 'Montants fictifs, pour la démonstration.' : 'Budget dédié à l’ESS.',
      licence: null,
      url: null,
      nature: 'computed' as const,
    })
    return {
      title: 'Chaque euro',
      lead: `Ce que l’ESS reçoit en ${latest.year}, de ce que les élus votent à chaque paiement.`,
      more: { label: 'Suivre l’argent', href: HOME },
      entries: [],
      figures: [
        figure(`Ouvert en ${latest.year}, budget dédié`, sums.openedCents),
        figure(`Payé en ${latest.year}, budget dédié`, sums.paidCents),
      ],
    }
  },

  organisation: async (db, siren): Promise<OrganisationPart | undefined> => {
    const [payments, sum] = await Promise.all([
      store.listPayments(db, { siren, limit: ON_A_PAGE }),
      store.sumPayments(db, { siren }),
    ])
    if (sum.count === 0) return undefined
    return {
      title: 'Reçu du Département',
      lead: `${frenchCents(cents(sum.cents))} en tout. Ce journal de suivi ne remplace pas la comptabilité tenue par le comptable public.`,
      entries: payments.map((payment) => entryOf(payment)),
      more: { label: `Les ${sum.count} paiements, un par un`, href: `${PAYMENTS}?siren=${siren}` },
    }
  },

  search: async (db, words, limit) => {
    const asked = plain(words).split(/\s+/).filter(Boolean)
    if (asked.length === 0) return undefined
    const years = await store.listPublicYears(db, 3)
    const lines = new Map(
      years.flatMap((year) => year.lines.map((line) => [line.code, { ...line, year: year.year }] as const)).reverse(),
    )
    const known = [
      { href: HOME, title: 'Le budget de l’ESS', lead: 'Où va l’argent, d’où il vient, ce qui est payé.' },
      { href: PAYMENTS, title: 'Les paiements', lead: 'Un par un, avec leur bénéficiaire et leur date.' },
      ...[...lines.values()].map(({ code, label }) => ({
        href: `${HOME}/lignes/${code}`,
        title: label,
        lead: `Ligne de budget ${code}.`,
      })),
    ]
    const found = known.filter(({ title, lead }) => asked.every((word) => plain(`${title} ${lead}`).includes(word)))
    return found.length === 0 ? undefined : { kind: 'Budget', total: found.length, hits: found.slice(0, limit) }
  },

  sitemap: async (db) => {
    const years = await store.listPublicYears(db)
    const codes = new Map(years.flatMap(({ lines }) => lines.map(({ code, label }) => [code, label] as const)))
    return [
      { path: HOME, title: 'Le budget de l’ESS' },
      { path: PAYMENTS, title: 'Les paiements' },
      ...years.map(({ year }) => ({ path: `${HOME}/${year}`, title: `Le budget ${year}` })),
      ...[...codes].map(([code, title]) => ({ path: `${HOME}/lignes/${code}`, title })),
    ]
  },
} satisfies Partial<Contribution>

function entryOf({ id, paidOn, amountCents, purpose, line, isFictitious }: PublicPayment) {
  return {
    href: `${PAYMENTS}/${id}`,
    title: `${frenchCents(amountCents)} : ${purpose}`,
    kicker: writtenDay(paidOn),
    lead: line.label,
    source: isFictitious ? 'Paiement fictif, pour la démonstration.' : 'Journal de suivi.',
  }
}

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
}
