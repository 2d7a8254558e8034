import type { EvidenceClass } from '#kernel/ballot'
import type { SeatOffice } from '../../sealed/poll.ts'
import type { Stage } from '../../sealed/stage.ts'

export const STAGE_WORDS: Readonly<Record<Stage, string>> = {
  draft: 'En préparation',
  waiting: 'Publié, pas encore ouvert',
  open: 'Ouvert',
  deciding: 'Fini, à contrôler',
  closed: 'Clos, à dépouiller',
  opened: 'Dépouillé',
  published: 'Résultat publié',
}

export const OFFICE_WORDS: Readonly<Record<SeatOffice, string>> = {
  bureau: 'Bureau de dépouillement',
  commission: 'Commission de contrôle du vote',
  operator: 'Saisie des bulletins papier',
}

export const EVIDENCE_WORDS: Readonly<Record<EvidenceClass, { readonly label: string; readonly hint?: string }>> = {
  franceconnect: { label: 'FranceConnect' },
  email: { label: 'Un code reçu par mail' },
  sms: { label: 'Un code reçu par SMS', hint: 'Il faut un fournisseur de SMS et un budget.' },
  code: { label: 'Un code imprimé', hint: 'Pour les classes, les établissements et les lettres.' },
  desk: { label: 'À l’accueil, devant un agent' },
  paper: { label: 'Sur papier' },
}
