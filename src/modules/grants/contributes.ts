import type { Kysely } from 'kysely'
import { dayIn, writtenDay } from '#kernel/calendar'
import { frenchCents } from '#kernel/money'
import type { BudgetPart, Contribution, Dataset, DeskTask } from '#platform/context'
import type { DB } from '#platform/database'
import type { Role, Visitor } from '#platform/sessions'
import { checks } from './checks.ts'
import { grantAlgorithms } from './contributes.algorithms.ts'
import { dossierRecords, dossiers } from './contributes.dossiers.ts'
import { processing, records } from './contributes.records.ts'
import { COLUMNS, rowsOf } from './exports.ts'
import { publicationDueOn } from './model.ts'
import { countOf } from './settings.ts'
import * as store from './store/index.ts'
import { DOSSIERS } from './subjects.ts'

const SUBJECT = 'Subventions'
const READERS: readonly Role[] = ['agent', 'finance-agent', 'elected-member', 'administrator']
const WRITERS: readonly string[] = ['agent', 'administrator']
const MOST_TOLD = 20

/** What grants give to the pages of others. */
export const contribution: Contribution = {
  module: 'grants',
  processing,
  records: [...records, ...dossierRecords],
  checks,
  notices: [DOSSIERS],
  acts: {
    ...dossiers.acts,
    'grants.recorded': 'a inscrit une subvention',
    'grants.corrected': 'a corrigé une subvention',
    'grants.tied': 'a dit où une subvention est payée',
    'grants.published': 'a publié une subvention',
    'grants.file-read': 'a lu un fichier de subventions passées',
    'grants.file-accepted': 'a accepté un fichier de subventions passées',
    'grants.file-discarded': 'a écarté un fichier de subventions passées',
    'grants.setting-changed': 'a changé un réglage des subventions',
    'grants.aid-declared': 'a noté une aide de minimis déclarée',
    'grants.aid-withdrawn': 'a retiré une aide de minimis déclarée',
    'grants.undertaking-joined': 'a noté que deux entreprises n’en font qu’une',
    'grants.undertaking-left': 'a retiré un lien entre deux entreprises',
  },
  personalData: [
    {
      what: 'Le nom et le SIRET d’un entrepreneur individuel qui reçoit une subvention',
      purpose: 'Payer la bonne personne et compter ce qu’elle reçoit. Son nom n’est jamais publié.',
      basis: 'mission d’intérêt public (RGPD, article 6.1.e ; loi 2000-321, article 10)',
      kept: 'Dix ans après le dernier versement',
      fate: 'conservation',
      seenBy: 'Les agents de la mission, les finances et les élus',
      stays: 'La preuve d’un paiement public reste (RGPD, article 17.3.b).',
      tables: ['grant_beneficiary'],
      purge: null,
    },
    ...dossiers.personalData,
  ],
  // Beneficiaries are organisations, to whom no account leads: dossiers alone are somebody's.
  exportPerson: dossiers.exportPerson,
  erasePerson: dossiers.erasePerson,
  purges: dossiers.purges,
  organisation: async (db, siren) => {
    const grants = (await store.listGrants(db, { words: siren }, 50)).filter(
      ({ publishedAt, beneficiaries }) =>
        publishedAt !== null &&
        beneficiaries.some(({ siret, isNaturalPerson }) => siret?.startsWith(siren) && !isNaturalPerson),
    )
    if (grants.length === 0) return undefined
    return {
      title: 'Subventions reçues',
      lead: 'Telles que publiées dans les données ouvertes.',
      entries: grants.slice(0, 5).map((grant) => ({
        href: '/donnees/subventions',
        title: grant.purpose,
        kicker: grant.signedOn ?? grant.grantedOn,
        lead: `${grant.authorityName}${grant.isFictitious ? ' (exemple)' : ''}`,
        source: 'Subventions publiées',
      })),
      more: { label: 'Toutes les subventions', href: '/donnees/subventions' },
    }
  },
  payment: grantOfPayment,
  datasets: [subsidies()],
  algorithms: grantAlgorithms,
  desk: {
    subject: SUBJECT,
    navigation: [
      { label: 'Subventions', href: '/agents/subventions', roles: READERS },
      { label: 'Seuils et plafonds', href: '/agents/subventions/reglages', roles: READERS },
    ],
    tasks,
  },
}

/** The grant a payment carries out, once it is published. */
async function grantOfPayment(db: Kysely<DB>, paymentId: string): Promise<BudgetPart | undefined> {
  const grant = await store.findGrantOfPayment(db, paymentId)
  if (!grant) return undefined
  const { purpose, signedOn, grantedOn, totalCents, authorityName, isFictitious } = grant
  return {
    title: 'La subvention',
    lead: 'Ce paiement verse tout ou partie de cette subvention.',
    entries: [
      {
        href: '/donnees/subventions',
        title: purpose,
        kicker:
          signedOn === null
            ? `Accordée le ${writtenDay(grantedOn)}, sans convention`
            : `Convention signée le ${writtenDay(signedOn)}`,
        lead: `${frenchCents(totalCents)} en tout, par ${authorityName}${isFictitious ? ' (exemple)' : ''}`,
        source: 'Subventions publiées',
      },
    ],
  }
}

function subsidies(): Dataset {
  return {
    slug: 'subventions',
    title: 'Subventions attribuées',
    description:
      'Chaque subvention attribuée à une organisation : pour quoi, combien, quand. Une ligne par bénéficiaire. Les particuliers n’y sont pas.',
    keywords: ['subventions', 'associations', 'budget'],
    producer: null,
    licence: 'Licence Ouverte 2.0',
    frequency: 'continuous',
    schema: 'scdl-subventions-2.1.1',
    columns: COLUMNS,
    lastChange: store.lastChange,
    rows: async function* (db) {
      // No day is needed: everything published is given, whatever the law obliges to.
      for await (const grant of store.choosePublished(db, '9999-12-31')) yield* rowsOf(grant)
    },
  }
}

/** Grants whose publication is near or late. */
async function tasks(db: Kysely<DB>, { roles }: Visitor, now: Date): Promise<readonly DeskTask[]> {
  if (!roles.some(({ role, object }) => object === null && WRITERS.includes(role))) return []
  const settings = await store.readSettings(db)
  const waiting = await store.listGrants(db, { isWaiting: true }, MOST_TOLD)
  const today = dayIn(now)
  return waiting.map((grant) => {
    const due = publicationDueOn(grant, countOf(settings, 'publication-months'))
    return {
      label: `Publier la subvention : ${grant.purpose}`,
      href: `/agents/subventions/${grant.id}`,
      subject: SUBJECT,
      dueAt: new Date(`${due}T11:00:00Z`),
      urgency: due < today ? 'late' : due === today ? 'today' : 'later',
    }
  })
}
