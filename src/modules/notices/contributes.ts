import { listOwnAddresses } from '#modules/accounts'
import { nameCommunes } from '#modules/territory'
import type { Contribution } from '#platform/context'
import { holds, type Role } from '#platform/sessions'
import { inboxContribution as inbox } from './contributes.inbox.ts'
import { postContribution as mail } from './contributes.post.ts'
import { processing, records } from './contributes.records.ts'
import { ATTACHMENT_KIND, ATTACHMENT_RULES, codesOf, HOUR_MS, SUBJECT_WORDS } from './model.ts'
import { countUnread } from './store.inbox.ts'
import * as store from './store.ts'
import { CONTACT_SUBJECT } from './subjects.ts'

const DAY_MS = 86_400_000
const [TWO_DAYS_MS, YEAR_MS] = [2 * DAY_MS, 365 * DAY_MS]

const READERS: readonly Role[] = ['agent', 'administrator']

/** What notices give to the pages of others. */
export const contribution: Contribution = {
  module: 'notices',
  processing,
  records,
  notices: [CONTACT_SUBJECT],
  isNeutralAt: mail.isNeutralAt,
  space: async (db, personId) => {
    const space = await inbox.space(db, personId)
    return { ...space, waiting: [...space.waiting, ...(await mail.waiting(db, personId))] }
  },
  unread: countUnread,
  acts: {
    ...mail.acts,
    'notices.message-answered': 'a noté qu’un message a reçu sa réponse',
    'notices.period-declared': 'a noté une période avant une élection',
    'notices.period-removed': 'a retiré une période avant une élection',
    'notices.publicity-approved': 'a laissé partir une annonce pendant une période avant une élection',
    'notices.retention-set': 'a réglé combien de temps les messages sont gardés',
  },
  personalData: [
    ...inbox.personalData,
    ...mail.personalData,
    {
      what: 'Les messages que vous nous envoyez, avec le nom, la commune, l’adresse et le téléphone que vous y mettez',
      purpose: 'Vous répondre.',
      basis: 'mission d’intérêt public (RGPD, article 6.1.e)',
      kept: 'Un an après leur arrivée',
      fate: 'élimination',
      seenBy: 'Les agents de la mission',
      stays: null,
      tables: ['contact_message'],
      purge: 'notices.messages',
    },
    {
      what: 'L’empreinte du réseau d’où part un message ; l’adresse elle-même n’est pas gardée',
      purpose: 'Limiter les envois automatiques.',
      basis: 'intérêt légitime (RGPD, article 6.1.f)',
      kept: 'Deux heures au plus',
      fate: 'élimination',
      seenBy: 'Personne',
      stays: 'Rien n’y dit qui a écrit. Elle disparaît d’elle-même, en deux heures au plus.',
      tables: ['contact_pace'],
      purge: 'notices.pace',
    },
  ],
  purges: [
    ...inbox.purges,
    ...mail.purges,
    { name: 'notices.messages', run: (db, now) => store.deleteMessagesBefore(db, before(now, YEAR_MS)) },
    { name: 'notices.pace', run: (db, now) => store.deletePaceBefore(db, before(now, HOUR_MS)) },
  ],
  exportPerson: async (db, personId) => {
    const received = { ...(await inbox.exportPerson(db, personId)), ...(await mail.exportPerson(db, personId)) }
    const messages = await store.listMessagesFrom(db, await listOwnAddresses(db, personId))
    if (messages.length === 0) return received
    const communes = await nameCommunes(db, codesOf(messages))
    return {
      ...received,
      'Messages envoyés': messages.map((message) => ({
        Référence: message.reference,
        'Reçu le': message.receivedAt,
        Sujet: SUBJECT_WORDS[message.subject],
        Texte: message.body,
        Nom: message.name ?? null,
        Commune: communes.get(message.communeCode ?? '') ?? null,
        Adresse: message.email ?? null,
        Téléphone: message.telephone ?? null,
      })),
    }
  },
  erasePerson: async (transaction, personId, now) => {
    const told = [
      ...(await inbox.erasePerson(transaction, personId)),
      ...(await mail.erasePerson(transaction, personId, now)),
    ]
    const gone = await store.deleteMessagesFrom(transaction, await listOwnAddresses(transaction, personId))
    return gone === 0n ? told : [...told, 'Les messages envoyés avec votre adresse sont effacés.']
  },
  attachments: [
    {
      kind: ATTACHMENT_KIND,
      rules: ATTACHMENT_RULES,
      mayRead: async (_db, visitor) => visitor !== undefined && holds(visitor, ['agent', 'administrator']),
      listExisting: store.listExistingMessages,
    },
  ],
  desk: {
    subject: 'Accueil',
    navigation: [
      { label: 'Messages', href: '/agents/messages', roles: READERS },
      { label: 'Annonces et élections', href: '/agents/periodes', roles: READERS },
      ...mail.navigation,
    ],
    tasks: async (db, visitor, now) => {
      if (!holds(visitor, READERS)) return []
      const others = await mail.tasks(db, visitor, now)
      const { count, since } = await store.findWaiting(db)
      if (count === 0 || since === undefined) return others
      const dueAt = new Date(since.getTime() + TWO_DAYS_MS)
      return [
        {
          label: count === 1 ? 'Répondre à un message' : `Répondre à ${count} messages`,
          href: '/agents/messages',
          subject: 'Accueil',
          dueAt,
          urgency: dueAt < now ? 'late' : 'soon',
        },
        ...others,
      ]
    },
  },
}

function before(now: Date, milliseconds: number): Date {
  return new Date(now.getTime() - milliseconds)
}
