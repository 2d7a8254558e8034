import type { Kysely } from 'kysely'
import { dayOf } from '#modules/accounts'
import type { Contribution, DeskTask, SpacePart } from '#platform/context'
import type { DB } from '#platform/database'
import { findOfficeState, forgetDeadAddresses, hasDeadAddress, purgeDeadAddresses } from '#platform/mail'
import { holds, type Role } from '#platform/sessions'
import { emptyLettersOf, listLettersOf, listWaiting, purgeLetters } from './store.letters.ts'
import { listHeld, listPeriods } from './store.periods.ts'

const WORKERS: readonly Role[] = ['agent', 'administrator']

/** What the post gives to the pages of others: mails, their words, letters. */
export const postContribution = {
  isNeutralAt: async (db, now) => {
    const today = dayOf(now)
    return (await listPeriods(db)).some(({ startsOn, endsOn }) => startsOn <= today && today <= endsOn)
  },
  navigation: [
    { label: 'Lettres', href: '/agents/lettres', roles: WORKERS },
    { label: 'Courriels', href: '/agents/courriels', roles: WORKERS },
    { label: 'Modèles de courriels', href: '/agents/modeles-courriels', roles: WORKERS },
  ],
  acts: {
    'notices.post-stopped': 'a arrêté les envois de courriels',
    'notices.post-resumed': 'a repris les envois de courriels',
    'notices.mails-sent-again': 'a renvoyé les courriels qui n’étaient pas arrivés',
    'notices.pace-set': 'a réglé le rythme des courriels',
    'notices.mail-reworded': 'a changé les mots d’un courriel',
    'notices.letters-gathered': 'a préparé un lot de lettres',
    'notices.letters-printed': 'a noté qu’un lot de lettres est imprimé',
    'notices.letters-posted': 'a noté qu’un lot de lettres est posté',
    'notices.letter-cancelled': 'a annulé une lettre',
  },
  personalData: [
    {
      what: 'Les lettres que nous vous envoyons : nom, adresse, objet, texte',
      purpose: 'Vous écrire quand vous n’avez pas d’adresse e-mail.',
      basis: 'mission d’intérêt public (RGPD, article 6.1.e)',
      kept: 'Soixante jours. Reste une ligne sans nom ni texte, avec son numéro',
      fate: 'élimination',
      seenBy: 'Les agents de la mission, qui les impriment',
      stays: null,
      tables: ['letter'],
      purge: 'notices.letters',
    },
    {
      what: 'L’empreinte d’une adresse e-mail qui ne reçoit plus ; l’adresse elle-même n’y est pas',
      purpose: 'Ne plus écrire à une adresse d’où tout revient, et vous demander de la vérifier.',
      basis: 'mission d’intérêt public (RGPD, article 6.1.e)',
      kept: 'Un an, ou jusqu’à ce que vous disiez que l’adresse marche',
      fate: 'élimination',
      seenBy: 'Personne ; les agents voient combien il y en a',
      stays: null,
      tables: ['mail_dead_address'],
      purge: 'mail.dead-addresses',
    },
    {
      what: 'Qui a changé les mots d’un courriel, et quand',
      purpose: 'Savoir ce que le service a écrit en son nom.',
      basis: 'mission d’intérêt public (RGPD, article 6.1.e)',
      kept: 'Tant que le service existe : ce qui a été écrit reste connu',
      fate: 'conservation',
      seenBy: 'Les agents de la mission',
      stays: 'Il n’y a là qu’un numéro. Une fois votre compte effacé, plus rien ne le relie à vous.',
      tables: ['mail_template_version'],
      purge: null,
    },
  ],
  purges: [
    { name: 'notices.letters', run: purgeLetters },
    { name: 'mail.dead-addresses', run: purgeDeadAddresses },
  ],
  tasks: async (db, visitor, now) => {
    if (!holds(visitor, WORKERS)) return []
    const [letters, office, held] = await Promise.all([listWaiting(db), findOfficeState(db), listHeld(db)])
    const tasks: DeskTask[] = []
    const oldest = letters[0]
    if (oldest !== undefined) {
      tasks.push({
        label: letters.length === 1 ? 'Imprimer une lettre' : `Imprimer ${letters.length} lettres`,
        href: '/agents/lettres',
        subject: 'Accueil',
        dueAt: null,
        urgency: now.getTime() - oldest.writtenAt.getTime() > 2 * 86_400_000 ? 'late' : 'soon',
      })
    }
    // A second person says yes: who made it is not asked.
    const toApprove = held.filter(({ toldBy }) => toldBy !== visitor.personId)
    if (toApprove.length > 0) {
      tasks.push({
        label: toApprove.length === 1 ? 'Relire une annonce retenue' : `Relire ${toApprove.length} annonces retenues`,
        href: '/agents/periodes',
        subject: 'Accueil',
        dueAt: null,
        urgency: 'soon',
      })
    }
    if (office.awaySince !== null) {
      const task = { href: '/agents/courriels', subject: 'Accueil', dueAt: null, urgency: 'today' } as const
      tasks.push({ ...task, label: 'Prévenir l’informatique : le serveur de courrier ne répond plus' })
    }
    return tasks
  },
  waiting: async (db, personId) => {
    if (!(await hasDeadAddress(db, personId))) return []
    return [
      {
        label: 'Vérifier votre adresse : nos courriels n’arrivent plus',
        href: '/mon-espace/compte#adresses',
        until: null,
      },
    ]
  },
  exportPerson: async (db, personId) => {
    const letters = await listLettersOf(db, personId)
    if (letters.length === 0) return {}
    return {
      'Lettres envoyées': letters.map((letter) => ({
        Numéro: letter.chrono,
        Objet: letter.subject,
        Adresse: [letter.recipientName, ...letter.addressLines].join(', '),
        'Écrite le': letter.writtenAt,
      })),
    }
  },
  erasePerson: async (transaction, personId, now) => {
    await forgetDeadAddresses(transaction, personId)
    const gone = await emptyLettersOf(transaction, personId, now)
    return gone === 0n ? [] : ['Les lettres gardées ici sont effacées. Celles que vous avez reçues restent à vous.']
  },
} satisfies Pick<Contribution, 'acts' | 'isNeutralAt' | 'personalData' | 'purges' | 'exportPerson' | 'erasePerson'> & {
  readonly navigation: NonNullable<Contribution['desk']>['navigation']
  readonly tasks: NonNullable<NonNullable<Contribution['desk']>['tasks']>
  readonly waiting: (db: Kysely<DB>, personId: string) => Promise<SpacePart['waiting']>
}
