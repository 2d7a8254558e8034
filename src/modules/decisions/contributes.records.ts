import { PROPOSED_BY_THE_HOUSE, type Processing, type RecordKind } from '#platform/archives'
import { describeActs, listOldActs } from './store/records.ts'

const LAST_STEP = 'la dernière étape de la décision'

export const processing: Processing = {
  title: 'Préparer et suivre les décisions de l’assemblée',
  people: 'Les élus, les membres de comité et les agents qui préparent les décisions',
}

/** How long what decisions keep is of use, and how it ends. */
export const records: readonly RecordKind[] = [
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'decisions.acts',
    what: 'Les délibérations et les arrêtés : rapport, bénéficiaires, montants, étapes, visas',
    purpose: 'Décider, le prouver et le publier (CGCT, articles L3131-1 et L3131-2).',
    usefulLife: { duration: { count: 10, unit: 'years' }, from: LAST_STEP },
    fate: 'conservation',
    tables: [
      'decision',
      'decision_line',
      'decision_event',
      'decision_visa',
      'decision_visa_remark',
      'decision_set_aside',
      'decision_meeting',
      'decision_chrono',
    ],
    end: {
      by: 'visa',
      reads: {
        listDue: listOldActs,
        describe: describeActs,
        erasing: { isDone: false, why: 'Un acte publié reste consultable : ce qui en est écrit ne s’efface pas.' },
      },
    },
  },
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'decisions.interests',
    what: 'Le registre des liens d’intérêt',
    purpose: 'Que personne ne décide pour une organisation à laquelle un lien l’attache.',
    usefulLife: { duration: { count: 5, unit: 'years' }, from: 'la fin du lien' },
    tables: ['interest_link'],
    end: { by: 'purge', purge: 'decisions.interests' },
  },
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'decisions.documents',
    what: 'Les documents produits : rapports, projets, notifications, leurs modèles et leurs signatures',
    purpose: 'Mettre par écrit ce qui est proposé, décidé et notifié.',
    usefulLife: { duration: { count: 10, unit: 'years' }, from: LAST_STEP },
    fate: 'conservation',
    tables: [
      'document',
      'document_data',
      'document_event',
      'document_remark',
      'document_file',
      'document_file_look',
      'document_template',
      'document_template_use',
      'document_chrono',
      'parapheur_sighting',
      'parapheur_stray',
    ],
    end: { by: 'nothing', words: 'Ils suivent la décision, et restent avec elle. Leur versement est à venir.' },
  },
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'decisions.settings',
    what: 'Les réglages des décisions : délais, identifiants de la collectivité',
    purpose: 'Compter les dates limites.',
    usefulLife: { duration: null, from: 'Tant qu’ils sont en vigueur' },
    tables: ['decision_setting'],
    end: { by: 'act', words: 'Un agent les remplace.' },
  },
]
