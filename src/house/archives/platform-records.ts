import type { RecordKind } from '#platform/archives'

const HOUSE = {
  basis: 'mission d’intérêt public (RGPD, article 6.1.e)',
  source: 'Proposition de la maison, à valider par les Archives',
  isVerified: false,
  fate: 'élimination',
} as const

/** How long the tables of no module are of use, and how they end. */
export const records: readonly RecordKind[] = [
  {
    ...HOUSE,
    name: 'platform.mails',
    what: 'Les courriels et les lettres envoyés : adresse, objet, texte',
    purpose: 'Les envoyer, et les renvoyer en cas de panne.',
    usefulLife: {
      duration: { count: 30, unit: 'days' },
      from: 'l’envoi, au plus ; il reste une ligne sans nom ni texte',
    },
    tables: ['mail', 'letter', 'letter_batch', 'mail_dead_address'],
    end: { by: 'purge', purge: 'mail.words' },
  },
  {
    ...HOUSE,
    name: 'platform.mail-office',
    what: 'Le réglage des envois : allure, modèles, périodes avant les élections',
    purpose: 'Envoyer sans gêner personne, avec des mots relus.',
    usefulLife: { duration: null, from: 'Tant qu’il est en vigueur' },
    tables: ['mail_office', 'mail_domain', 'mail_pace', 'mail_template_version'],
    end: { by: 'act', words: 'Un agent le remplace.' },
  },
  {
    ...HOUSE,
    name: 'platform.files',
    what: 'Les fichiers joints',
    purpose: 'Les montrer à qui traite la demande.',
    usefulLife: {
      duration: { count: 1, unit: 'days' },
      from: 'l’envoi si aucun formulaire ne les prend ; sinon comme leur dossier',
    },
    tables: ['attachment', 'file_content'],
    end: { by: 'purge', purge: 'files.held' },
  },
  {
    ...HOUSE,
    name: 'platform.submissions',
    what: 'L’empreinte des formulaires envoyés',
    purpose: 'Faire une seule fois ce qui est envoyé deux fois.',
    usefulLife: { duration: { count: 30, unit: 'days' }, from: 'l’envoi' },
    tables: ['submission'],
    end: { by: 'purge', purge: 'platform.submissions' },
  },
  {
    ...HOUSE,
    name: 'platform.trail',
    what: 'Le journal des actes, scellé',
    purpose: 'Prouver ce qui a été fait, et repérer un accès anormal.',
    basis: 'obligation légale (RGPD, articles 6.1.c et 32)',
    usefulLife: { duration: { count: 10, unit: 'years' }, from: 'l’acte' },
    fate: 'conservation',
    tables: ['audit_entry', 'audit_seal', 'audit_sealed_entry'],
    end: {
      by: 'nothing',
      words: 'Chaque sceau tient au précédent : rien ne s’en retire. Il ne porte que des numéros.',
    },
  },
  {
    ...HOUSE,
    name: 'platform.archives',
    what: 'Les bordereaux, leurs visas et ce qui a été éliminé ou versé',
    purpose: 'Prouver que rien n’a disparu sans autorisation.',
    basis: 'obligation légale (code du patrimoine, article L212-2)',
    usefulLife: { duration: null, from: 'Sans limite ; le nom de qui a signé, dix ans' },
    fate: 'conservation',
    tables: [
      'archive_management_table',
      'archive_setting',
      'archive_chrono',
      'archive_list',
      'archive_list_item',
      'archive_step',
      'archive_package',
      'archive_outcome',
    ],
    end: { by: 'nothing', words: 'C’est la preuve de tout le reste.' },
  },
  {
    ...HOUSE,
    name: 'platform.migrations',
    what: 'Les changements de la base de données',
    purpose: 'Savoir quelle version est en service.',
    usefulLife: { duration: null, from: 'Tant que le service existe' },
    tables: ['migration'],
    end: { by: 'nothing', words: 'Rien de personnel : des noms de fichiers.' },
  },
]
