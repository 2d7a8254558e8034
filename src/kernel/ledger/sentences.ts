import type { TransferFault } from './model.ts'

const SENTENCES: Record<TransferFault, string> = {
  'id-reused':
    'Cette opération porte le numéro d’une autre, déjà écrite au journal. Rien n’a été écrit ; l’équipe est prévenue.',
  'account-unknown': 'Un des comptes de cette opération n’existe pas. Rechargez la page et recommencez.',
  'pending-unknown': 'La réservation visée n’existe pas. Rechargez la page et recommencez.',
  'pending-ended': 'Cette réservation est terminée : tout a été utilisé, annulé, ou son délai est passé.',
  'pending-expired': 'Le délai de cette réservation est passé. Faites-en une nouvelle.',
  'beyond-pending': 'Le montant dépasse ce qui reste réservé. Baissez le montant.',
  'limit-exceeded': 'Le montant dépasse ce qui est disponible. Baissez le montant, ou ouvrez d’abord des crédits.',
}

/** For the agent who asked; the caller adds the figure when the refusal has one. */
export function sentenceOfTransferFault(fault: TransferFault): string {
  return SENTENCES[fault]
}
