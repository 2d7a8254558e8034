/** Acts of this module in the audit trail, as « Claire Martin … ». */
export const ROLE_ACTS: Readonly<Record<string, string>> = {
  'accounts.role-asked': 'a demandé un rôle',
  'accounts.role-granted': 'a donné un rôle',
  'accounts.role-confirmed': 'a confirmé un rôle',
  'accounts.role-declined': 'a refusé un rôle',
  'accounts.role-revoked': 'a retiré un rôle',
  'accounts.role-delegated': 'a délégué un rôle',
  'accounts.substitute-called': 'a demandé la confirmation d’un suppléant',
  'accounts.absence-declared': 'a noté une absence',
  'accounts.absence-withdrawn': 'a retiré une absence',
  'accounts.sessions-closed': 'a fermé des sessions',
}
