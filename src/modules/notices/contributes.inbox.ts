import type { Contribution } from '#platform/context'
import { RHYTHM_WORDS } from './choices.ts'
import { findChoices } from './store.choices.ts'
import { countUnread, deleteNoticesOf, listToldTo, purgeOldMessages } from './store.inbox.ts'

/** What the inbox gives to the pages of others. */
export const inboxContribution = {
  space: async (db, personId) => {
    const unread = await countUnread(db, personId)
    const label = unread === 1 ? 'Un message à lire' : `${unread} messages à lire`
    return {
      title: 'Messages',
      waiting: unread === 0 ? [] : [{ label, href: '/mon-espace/messages', until: null }],
      history: [],
      links: [
        { label: 'Mes messages', href: '/mon-espace/messages' },
        { label: 'Choisir ce que vous recevez', href: '/mon-espace/messages/reglages' },
      ],
    }
  },
  personalData: [
    {
      what: 'Les messages que le service vous adresse, et si vous les avez lus',
      purpose: 'Vous dire ce qui change pour vous, une seule fois.',
      basis: 'mission d’intérêt public (RGPD, article 6.1.e)',
      kept: 'Deux ans, ou ce que la collectivité a réglé',
      fate: 'élimination',
      seenBy: 'Vous, et qui agit pour vous',
      stays: null,
      tables: ['notice_message'],
      purge: 'notices.told',
    },
    {
      what: 'Ce que vous choisissez de recevoir : sujets, lieux, jour et heure',
      purpose: 'Vous écrire comme vous l’avez choisi, et pas plus.',
      basis: 'mission d’intérêt public (RGPD, article 6.1.e)',
      kept: 'Tant que le compte existe',
      fate: 'élimination',
      seenBy: 'Vous, et qui agit pour vous',
      stays: null,
      tables: ['notice_rhythm', 'notice_schedule', 'notice_place', 'notice_way_out'],
      purge: null,
    },
  ],
  purges: [{ name: 'notices.told', run: purgeOldMessages }],
  exportPerson: async (db, personId) => {
    const [told, choices] = [await listToldTo(db, personId), await findChoices(db, personId)]
    const rhythms = [...choices.rhythms].map(([subject, rhythm]) => [subject, RHYTHM_WORDS[rhythm]] as const)
    return {
      ...(told.length > 0 && {
        'Messages reçus': told.map((message) => ({
          'Écrit le': message.toldAt,
          Sujet: message.subject,
          Texte: message.sentence,
          'Lu le': message.readAt,
          'Envoyé le': message.deliveredAt,
        })),
      }),
      ...(rhythms.length + choices.places.length > 0 && {
        'Ce que vous recevez': { Sujets: Object.fromEntries(rhythms), Heure: choices.dailyAt, Lieux: choices.places },
      }),
    }
  },
  erasePerson: async (transaction, personId) => {
    const gone = await deleteNoticesOf(transaction, personId)
    return gone === 0n ? [] : ['Vos messages et ce que vous aviez choisi de recevoir sont effacés.']
  },
} as const satisfies Partial<Contribution>
