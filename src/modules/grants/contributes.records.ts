import { PROPOSED_BY_THE_HOUSE, type Processing, type RecordKind } from '#platform/archives'

export const processing: Processing = {
  title: 'Étudier les demandes d’aide, suivre et publier les subventions',
  people: 'Les équipes des projets qui demandent une aide ; les entrepreneurs individuels qui en reçoivent une',
}

/** How long what grants keep is of use, and how it ends. */
export const records: readonly RecordKind[] = [
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'grants.conventions',
    what: 'Les subventions accordées, leurs bénéficiaires et leurs parts',
    purpose: 'Dire à qui va l’argent public, et respecter les seuils (loi 2000-321, article 10).',
    usefulLife: { duration: { count: 10, unit: 'years' }, from: 'le dernier versement' },
    fate: 'conservation',
    tables: ['grant_convention', 'grant_beneficiary'],
    end: { by: 'nothing', words: 'Une subvention publiée reste consultable.' },
  },
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'grants.de-minimis',
    what: 'Les aides de minimis déclarées, et les entreprises qui n’en font qu’une',
    purpose: 'Ne pas dépasser les plafonds européens (règlements 2023/2831 et 2023/2832).',
    usefulLife: { duration: { count: 10, unit: 'years' }, from: 'la dernière aide' },
    tables: ['grant_de_minimis_declared', 'grant_single_undertaking'],
    end: { by: 'nothing', words: 'Des organisations, sans rien de personnel.' },
  },
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'grants.imports',
    what: 'Les fichiers de subventions passées, tels que lus, et leurs lignes refusées',
    purpose: 'Relire un fichier ligne par ligne avant de l’accepter.',
    usefulLife: { duration: null, from: 'Tant que le fichier attend d’être accepté' },
    tables: ['grant_import', 'grant_import_line', 'grant_import_fault'],
    end: { by: 'act', words: 'Accepter ou écarter le fichier.' },
  },
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'grants.settings',
    what: 'Les seuils et les plafonds, avec leur source',
    purpose: 'Appliquer la règle en vigueur.',
    usefulLife: { duration: null, from: 'Tant que la règle vaut' },
    tables: ['grant_setting'],
    end: { by: 'act', words: 'Un agent change le réglage.' },
  },
]
