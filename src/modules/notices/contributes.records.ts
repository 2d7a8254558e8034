import { PROPOSED_BY_THE_HOUSE, type Processing, type RecordKind } from '#platform/archives'

export const processing: Processing = {
  title: 'Répondre aux messages, et prévenir chacun de ce qui le concerne',
  people: 'Les personnes qui écrivent, et celles qui ont un compte',
}

/** How long what notices keep is of use, and how it ends. */
export const records: readonly RecordKind[] = [
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'notices.messages',
    what: 'Les messages envoyés à la collectivité',
    purpose: 'Y répondre.',
    usefulLife: { duration: { count: 1, unit: 'years' }, from: 'leur arrivée' },
    tables: ['contact_message'],
    end: { by: 'purge', purge: 'notices.messages' },
  },
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'notices.pace',
    what: 'L’empreinte du réseau d’où part un message',
    purpose: 'Limiter les envois automatiques.',
    basis: 'intérêt légitime (RGPD, article 6.1.f)',
    usefulLife: { duration: { count: 1, unit: 'days' }, from: 'l’envoi, au plus' },
    tables: ['contact_pace'],
    end: { by: 'purge', purge: 'notices.pace' },
  },
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'notices.told',
    what: 'Les messages que le service adresse à chacun',
    purpose: 'Dire ce qui change, une seule fois.',
    usefulLife: { duration: { count: 2, unit: 'years' }, from: 'l’envoi' },
    tables: ['notice_message', 'notice_telling'],
    end: { by: 'purge', purge: 'notices.told' },
  },
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'notices.choices',
    what: 'Ce que chacun choisit de recevoir',
    purpose: 'Écrire comme chacun l’a choisi.',
    usefulLife: { duration: null, from: 'Tant que le compte existe' },
    tables: ['notice_rhythm', 'notice_schedule', 'notice_place', 'notice_way_out'],
    end: { by: 'act', words: 'Son propriétaire change d’avis, ou efface son compte.' },
  },
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'notices.settings',
    what: 'Les périodes avant les élections et la durée des messages',
    purpose: 'Écrire avec neutralité quand la loi le demande (code électoral, article L52-1).',
    usefulLife: { duration: null, from: 'Tant qu’ils sont en vigueur' },
    tables: ['notice_neutral_period', 'notice_setting'],
    end: { by: 'act', words: 'Un agent les remplace.' },
  },
]
