/** What people do about signing in and helping one another, in the audit trail: « Claire Martin … ». */
export const SIGN_IN_ACTS: Readonly<Record<string, string>> = {
  'accounts.joined': 'a créé son compte',
  'accounts.signed-in': 's’est connecté',
  'accounts.signed-out': 's’est déconnecté',
  'accounts.signed-out-everywhere': 'a fermé toutes ses connexions',
  'accounts.session-closed': 'a fermé une de ses connexions',
  'accounts.renamed': 'a changé de nom',
  'accounts.address-added': 'a ajouté une adresse',
  'accounts.address-removed': 'a enlevé une adresse',
  'accounts.card-revoked': 'a déclaré sa carte perdue',
  'accounts.card-issued': 'a fait une carte',
  'accounts.person-entered': 'a inscrit une personne sans e-mail',
  'accounts.acting-begun': 'a commencé à agir pour quelqu’un',
  'accounts.acting-ended': 'a cessé d’agir pour quelqu’un',
  'accounts.mandate-offered': 'a demandé à être aidé',
  'accounts.mandate-accepted': 'a accepté d’aider',
  'accounts.mandate-ended': 'a arrêté une aide',
}
