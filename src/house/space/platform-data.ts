import { listOwnAddresses } from '#modules/accounts'
import type { Contribution } from '#platform/context'
import { purgeSubmissions } from '#platform/database'
import { attachmentsOfPerson, forgetUploader, purgeHeldFiles } from '#platform/files'
import { emptyMailsOf, listMailsOf, purgeMails } from '#platform/mail'

/** What the platform's own tables keep about people. */
export const contribution: Contribution = {
  module: 'platform',
  processing: {
    title: 'Faire marcher le service : courriels, fichiers, journal des actes, réglages',
    people: 'Les personnes qui utilisent le service, et les agents',
  },
  acts: { 'space.person-erased': 'a effacé son compte' },
  personalData: [
    {
      what: 'Les courriels que nous vous envoyons : adresse, objet, texte',
      purpose: 'Les envoyer, et les renvoyer si le serveur de courrier était en panne.',
      basis: 'mission d’intérêt public (RGPD, article 6.1.e)',
      kept: 'Un jour s’ils contiennent un code, trente jours sinon. Reste une ligne sans nom ni texte, pour compter',
      fate: 'élimination',
      seenBy: 'Personne ; le serveur de courrier de la collectivité les transporte',
      stays: null,
      tables: ['mail'],
      purge: 'mail.words',
    },
    {
      what: 'Les fichiers que vous joignez à un formulaire, avec leur nom et ce que vous dites de leurs images',
      purpose:
        'Les montrer à qui traite votre demande. Le lieu et l’appareil d’une photo sont effacés dès qu’elle arrive.',
      basis: 'mission d’intérêt public (RGPD, article 6.1.e)',
      kept: 'Aussi longtemps que ce à quoi ils sont joints ; douze heures si le formulaire ne part pas',
      fate: 'élimination',
      seenBy: 'Les personnes qui voient ce à quoi ils sont joints',
      stays: 'Ils suivent ce à quoi ils sont joints, et partent avec. Rien n’y dit plus qu’ils viennent de vous.',
      tables: ['attachment', 'file_content'],
      purge: 'files.held',
    },
    {
      what: 'Le journal des actes : qui a fait quoi, quand',
      purpose: 'Prouver ce qui a été fait, et repérer un accès anormal.',
      basis: 'obligation légale (RGPD, articles 6.1.c et 32)',
      kept: 'Dix ans',
      fate: 'conservation',
      seenBy: 'Les personnes qui administrent le service',
      stays:
        'Il reste dix ans. Il ne contient que des numéros, jamais un nom ni une adresse : une fois votre compte effacé, plus rien ne relie ce numéro à vous (RGPD, article 17.3.b et d).',
      tables: ['audit_entry'],
      purge: null,
    },
    {
      what: 'Les réglages du territoire : qui publie, qui veille sur les données, et qui les a changés',
      purpose: 'Dire qui est responsable, comme la loi le demande, et pouvoir revenir en arrière.',
      basis: 'obligation légale (RGPD, article 6.1.c)',
      kept: 'Deux ans après avoir été remplacés',
      fate: 'élimination',
      seenBy: 'Tout le monde pour ceux en vigueur ; les agents pour les anciens',
      stays:
        'Ils restent tant qu’ils sont en vigueur, puis deux ans. Une fois votre compte effacé, votre nom n’y est plus.',
      tables: ['territory_setting'],
      purge: 'territory.settings',
    },
    {
      what: 'L’empreinte des formulaires envoyés',
      purpose: 'Faire une seule fois ce qui est envoyé deux fois.',
      basis: 'mission d’intérêt public (RGPD, article 6.1.e)',
      kept: 'Trente jours',
      fate: 'élimination',
      seenBy: 'Personne',
      stays: 'Rien n’y dit qui a envoyé quoi. Elle disparaît d’elle-même, en trente jours au plus.',
      tables: ['submission'],
      purge: 'platform.submissions',
    },
  ],
  exportPerson: async (db, personId) => {
    const files = await attachmentsOfPerson(db, personId)
    const mails = await listMailsOf(db, personId, await listOwnAddresses(db, personId))
    return {
      ...(files.length > 0 && { 'Pièces jointes': files }),
      ...(mails.length > 0 && {
        'Courriels envoyés': mails.map((mail) => ({
          À: mail.recipient,
          Objet: mail.subject,
          'Écrit le': mail.writtenAt,
          Texte: mail.text,
        })),
      }),
    }
  },
  erasePerson: async (transaction, personId, now) => {
    await forgetUploader(transaction, personId)
    await emptyMailsOf(transaction, personId, await listOwnAddresses(transaction, personId), now)
    return ['Les courriels gardés ici sont effacés. Ceux de votre boîte restent à vous.']
  },
  purges: [
    { name: 'mail.words', run: purgeMails },
    { name: 'files.held', run: purgeHeldFiles },
    { name: 'platform.submissions', run: (db, now) => purgeSubmissions({ db, now: () => now }) },
  ],
}
