import type { FieldName } from '../settings/index.ts'

/** What each setting is called at the desk. */
export const LABELS: Readonly<Record<FieldName | 'couleurs', string>> = {
  territoire: 'Nom du territoire',
  service: 'Nom du service',
  telephone: 'Téléphone',
  horaires: 'Quand quelqu’un répond',
  courriel: 'Adresse e-mail',
  adresse: 'Adresse postale',
  niveau: 'Résultat de l’audit',
  'audit-date': 'Date de l’audit',
  'audit-auteur': 'Qui a mené l’audit',
  'audit-taux': 'Part des critères respectés, en %',
  editeur: 'Éditeur du site',
  directeur: 'Directeur ou directrice de la publication',
  hebergeur: 'Hébergeur',
  dpd: 'Délégué à la protection des données',
  foyer: 'Personnes par adresse ou numéro',
  couleurs: 'Quelles couleurs ?',
  'jour-opale': 'De jour : ce qui agit (boutons, liens)',
  'jour-brique': 'De jour : ce qui est urgent ou refusé',
  'jour-or': 'De jour : ce qui est gagné ou nouveau',
  'nuit-opale': 'De nuit : ce qui agit (boutons, liens)',
  'nuit-brique': 'De nuit : ce qui est urgent ou refusé',
  'nuit-or': 'De nuit : ce qui est gagné ou nouveau',
}

export const LEVELS = [
  { value: 'non', label: 'Non conforme' },
  { value: 'partiellement', label: 'Partiellement conforme' },
  { value: 'totalement', label: 'Totalement conforme' },
] as const
