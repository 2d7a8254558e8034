import type { Exclusion } from '../model.ts'

/**
 * Activities outside the ESS whatever the legal form: administration, employers, unions, churches, parties, households.
 * 94.99Z, all other associations, stays in. Proposed from the principle stated by Insee; the detail is to be confirmed.
 */
export const EXCLUSIONS_2026_11: readonly Exclusion[] = [
  exclusion('84.11', 'Administration publique générale', '84.11Z', '84.11Y'),
  exclusion(
    '84.12',
    'Administration publique (tutelle) de la santé, de la formation, de la culture et des services sociaux, autres que sécurité sociale',
    '84.12Z',
    '84.12Y',
  ),
  exclusion('84.13', 'Administration publique (tutelle) des activités économiques', '84.13Z', '84.13Y'),
  exclusion('84.21', 'Affaires étrangères', '84.21Z', '84.21Y'),
  exclusion('84.22', 'Défense', '84.22Z', '84.22Y'),
  exclusion('84.23', 'Justice', '84.23Z', '84.23Y'),
  exclusion('84.24', 'Activités d’ordre public et de sécurité', '84.24Z', '84.24Y'),
  exclusion('84.25', 'Services du feu et de secours', '84.25Z', '84.25Y'),
  exclusion('84.30A', 'Activités générales de sécurité sociale', '84.30A', '84.30G'),
  exclusion('84.30B', 'Gestion des retraites complémentaires', '84.30B', '84.30H'),
  exclusion('84.30C', 'Distribution sociale de revenus', '84.30C', '84.30J'),
  exclusion('94.11', 'Activités des organisations patronales et consulaires', '94.11Z', '94.11Y'),
  exclusion('94.12', 'Activités des organisations professionnelles', '94.12Z', '94.12Y'),
  exclusion('94.20', 'Activités des syndicats de salariés', '94.20Z', '94.20Y'),
  exclusion('94.91', 'Activités des organisations religieuses', '94.91Z', '94.91Y'),
  exclusion('94.92', 'Activités des organisations politiques', '94.92Z', '94.92Y'),
  exclusion('97.00', 'Activités des ménages en tant qu’employeurs de personnel domestique', '97.00Z', '97.00Y'),
  exclusion(
    '98.10',
    'Activités indifférenciées des ménages en tant que producteurs de biens pour usage propre',
    '98.10Z',
    '98.10Y',
  ),
  exclusion(
    '98.20',
    'Activités indifférenciées des ménages en tant que producteurs de services pour usage propre',
    '98.20Z',
    '98.20Y',
  ),
  exclusion('99.00', 'Activités des organisations et organismes extraterritoriaux', '99.00Z', '99.00Y'),
]

function exclusion(id: string, label: string, revision2: string, naf2025: string): Exclusion {
  return { id, label, codes: { 'naf-rev-2': [revision2], 'naf-2025': [naf2025] } }
}
