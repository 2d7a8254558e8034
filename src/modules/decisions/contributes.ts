import type { Kysely } from 'kysely'
import { dayOf } from '#modules/accounts'
import type { Contribution, DeskEvent, DeskTask } from '#platform/context'
import type { DB } from '#platform/database'
import type { Visitor } from '#platform/sessions'
import { checks } from './checks.ts'
import { openSteps, roundOf, VISA_WORDS, type VisaStep } from './circuit.ts'
import { decisionDatasets } from './contributes.datasets.ts'
import {
  documentActs,
  documentFiles,
  documentNavigation,
  documentPersonalData,
  documentPurges,
  documentTasks,
} from './contributes.documents.ts'
import { decisionsOf } from './contributes.organisation.ts'
import { processing, records } from './contributes.records.ts'
import { addDays, deadlineAfter, deadlinesOf } from './deadlines.ts'
import { INTEREST_WORDS } from './interests.ts'
import { actOf, type Day, type Decision } from './model.ts'
import { BODY_WORDS } from './sentences.ts'
import { type SettingName, type Settings, settingsFrom, visaRolesOf } from './settings.ts'
import { ACT_WORDS, standingOf } from './standing.ts'
import * as store from './store/index.ts'
import { DECISIONS, DESK_WORK } from './subjects.ts'

const DAY_MS = 86_400_000
const SUBJECT = 'Décisions'
const [READERS, WRITERS] = [
  ['agent', 'finance-agent', 'elected-member', 'administrator'],
  ['agent', 'administrator'],
] as const

/** What decisions give to the pages of others. */
export const contribution: Contribution = {
  module: 'decisions',
  processing,
  records,
  checks,
  notices: [DECISIONS, DESK_WORK],
  navigation: [{ label: 'Décisions', href: '/decisions' }],
  acts: {
    'decisions.meeting-planned': 'a noté une séance',
    'decisions.meeting-moved': 'a changé une séance',
    'decisions.setting-changed': 'a changé un réglage des décisions',
    'decisions.report-opened': 'a inscrit un rapport',
    'decisions.report-corrected': 'a corrigé un rapport',
    'decisions.line-added': 'a ajouté des bénéficiaires à un rapport',
    'decisions.line-removed': 'a retiré un bénéficiaire d’un rapport',
    'decisions.amount-decided': 'a noté un montant décidé',
    'decisions.amounts-adopted': 'a noté que les montants proposés sont repris',
    'decisions.step-recorded': 'a noté une étape d’une décision',
    'decisions.visa-given': 'a visé un rapport',
    'decisions.report-sent-back': 'a renvoyé un rapport au rédacteur',
    'decisions.interest-declared': 'a inscrit un lien d’intérêt',
    'decisions.interest-ended': 'a noté la fin d’un lien d’intérêt',
    ...documentActs,
  },

  search: async (db, words, limit) => {
    const found = await store.listPublished(db, { words: words.split(/\s+/).filter(Boolean), limit: 100 })
    if (found.length === 0) return undefined
    const hits = found.slice(0, limit).map((decision) => ({
      href: `/decisions/${decision.slug}`,
      title: decision.title,
      lead: `${standingOf(decision).words}.`,
    }))
    return { kind: 'Décisions', total: found.length, hits }
  },

  organisation: decisionsOf,
  datasets: decisionDatasets,

  taggable: [
    {
      kind: 'decision',
      label: 'Décisions',
      list: async (db, from, until) =>
        (await store.listPublished(db, { limit: 10_000 }))
          .map((each) => ({
            id: each.id,
            title: each.title,
            href: `/decisions/${each.slug}`,
            day: actOf(each)?.on ?? '',
          }))
          .filter(({ day }) => from <= day && day < until)
          .toSorted((a, b) => (a.day < b.day ? 1 : -1)),
    },
  ],

  sitemap: async (db) => {
    const decisions = await store.listPublished(db, { limit: 10_000 })
    const pages = decisions.map(({ slug, title }) => ({ path: `/decisions/${slug}`, title }))
    return [{ path: '/decisions', title: 'Décisions' }, ...pages]
  },

  personalData: [
    {
      what: 'Les liens d’intérêt des élus, des membres de comité et des agents : l’organisation, le lien, la période',
      purpose: 'Que personne ne décide pour une organisation à laquelle un lien l’attache.',
      basis: 'mission d’intérêt public (RGPD, article 6.1.e ; CGCT, article L1111-6)',
      kept: 'Cinq ans après la fin du lien',
      fate: 'élimination',
      seenBy: 'Les agents de la mission',
      stays: null,
      tables: ['interest_link'],
      purge: 'decisions.interests',
    },
    {
      what: 'Vos visas sur les rapports, et ce que vous y demandez de reprendre',
      purpose: 'Savoir qui a relu et approuvé chaque rapport.',
      basis: 'mission d’intérêt public (RGPD, article 6.1.e)',
      kept: 'Aussi longtemps que la décision',
      fate: 'conservation',
      seenBy: 'Les agents et les élus',
      stays: 'La preuve que deux personnes ont lu chaque rapport reste (RGPD, article 17.3.b), sans votre nom.',
      tables: ['decision', 'decision_event', 'decision_visa', 'decision_visa_remark'],
      purge: null,
    },
    ...documentPersonalData,
  ],
  attachments: [documentFiles],
  purges: [
    {
      name: 'decisions.interests',
      run: (db, now) => store.deleteInterestsBefore(db, addDays(dayOf(now), -5 * 365)),
    },
    ...documentPurges,
  ],
  exportPerson: async (db, personId) => {
    const links = await store.listInterestsOf(db, personId)
    if (links.length === 0) return {}
    return {
      'Liens d’intérêt': links.map((link) => ({
        Organisation: link.organisationName,
        Identifiant: link.organisationId,
        Lien: INTEREST_WORDS[link.kind],
        Depuis: link.startsOn,
        'Jusqu’au': link.endsOn,
        Source: link.source,
      })),
    }
  },
  erasePerson: async (transaction, personId) => {
    const gone = await store.deleteInterestsOf(transaction, personId)
    return gone === 0n ? [] : ['Vos liens d’intérêt sont effacés du registre.']
  },

  desk: {
    subject: SUBJECT,
    navigation: [
      { label: 'Rapports et décisions', href: '/agents/decisions', roles: READERS },
      { label: 'Séances', href: '/agents/seances', roles: READERS },
      ...documentNavigation,
      { label: 'Liens d’intérêt', href: '/agents/interets', roles: WRITERS },
    ],
    tasks: async (db, visitor, now) => [...(await tasks(db, visitor, now)), ...(await documentTasks(db, visitor, now))],
    calendar,
  },
}

/** Acts to transmit and publish, for those who record them; visas that wait, for those who may give them. */
async function tasks(db: Kysely<DB>, visitor: Visitor, now: Date): Promise<readonly DeskTask[]> {
  const [unfinished, stored, meetings] = await Promise.all([
    store.listUnfinished(db),
    store.listStoredSettings(db),
    store.listMeetings(db, new Date(now.getTime() - 2 * DAY_MS)),
  ])
  const settings = settingsFrom(stored)
  const days = new Map(meetings.map(({ id, on }) => [id, on]))
  const proposed = unfinished.filter((decision) => actOf(decision) === undefined)
  const visas = await store.listVisas(
    db,
    proposed.map(({ id }) => id),
  )
  const today = dayOf(now)
  const roles = visaRolesOf(settings)
  return [
    ...unfinished.flatMap((decision) => (roleOf(visitor, WRITERS) ? followUps(decision, settings, today) : [])),
    ...proposed.flatMap((decision) => {
      const meetsOn = days.get(decision.meetingId ?? '')
      const own = visas.filter(({ decisionId }) => decisionId === decision.id)
      const round = roundOf(own, decision.reworked)
      const wrote = own.some((one) => one.step === 'writer' && one.round === round && one.givenBy === visitor.personId)
      if (meetsOn === undefined || wrote) return []
      const steps = openSteps(own, decision.reworked).filter((step) => roleOf(visitor, roles[step]))
      return steps.slice(0, 1).map((step) => visaTask(decision, step, meetsOn, settings, today))
    }),
  ]
}

function followUps(decision: Decision, settings: Settings, today: Day): readonly DeskTask[] {
  const act = actOf(decision)
  if (!act) return []
  const named = `${ACT_WORDS[decision.kind]} n°\u00a0${act.number}`
  const missing = (['transmitted', 'published'] as const).filter(
    (kind) => !decision.events.some((event) => event.kind === kind),
  )
  return missing.map((kind) => {
    const [label, name] = (
      {
        transmitted: [`Transmettre à l’État : ${named}`, 'transmission-days'],
        published: [`Publier : ${named}`, 'publication-days'],
      } as const
    )[kind]
    return task(label, decision, deadlineAfter(act.on, name, settings).on, today)
  })
}

function visaTask(decision: Decision, step: VisaStep, meetsOn: Day, settings: Settings, today: Day): DeskTask {
  const name: SettingName = `${step}-days`
  const due = deadlinesOf(meetsOn, settings).find((deadline) => deadline.name === name)!.on
  return task(`Viser (${VISA_WORDS[step].toLocaleLowerCase('fr')}) : ${decision.title}`, decision, due, today)
}

function task(label: string, { id }: Decision, due: Day, today: Day): DeskTask {
  const urgency = due < today ? 'late' : due === today ? 'today' : due <= addDays(today, 7) ? 'soon' : 'later'
  return { label, href: `/agents/decisions/${id}`, subject: SUBJECT, dueAt: noon(due), urgency }
}

/** Meetings, and the deadlines counted back from them. */
async function calendar(db: Kysely<DB>, from: Date, until: Date): Promise<readonly DeskEvent[]> {
  // A deadline may stand a year before its meeting.
  const meetings = await store.listMeetings(db, from, new Date(until.getTime() + 366 * DAY_MS))
  const settings = settingsFrom(await store.listStoredSettings(db))
  return meetings.flatMap(({ id, body, meetsAt, on }): readonly DeskEvent[] => {
    const href = `/agents/seances/${id}`
    const deadlines = deadlinesOf(on, settings).map((each) => {
      return { label: `${each.label} (${BODY_WORDS[body].toLocaleLowerCase('fr')})`, at: noon(each.on) }
    })
    return [{ label: BODY_WORDS[body], at: meetsAt }, ...deadlines]
      .filter(({ at }) => at >= from && at < until)
      .map((event) => ({ ...event, href, subject: SUBJECT }))
  })
}

function roleOf({ roles }: Visitor, wanted: readonly string[]): boolean {
  return roles.some(({ role, object }) => object === null && wanted.includes(role))
}

function noon(day: Day): Date {
  return new Date(`${day}T11:00:00Z`)
}
