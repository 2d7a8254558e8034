import type { Contribution } from '#platform/context'
import { ROLES } from '#platform/sessions'

/** What only a demonstration shows at the desk. */
export const contribution: Contribution = {
  module: 'demonstration',
  desk: {
    subject: 'Démonstration',
    navigation: [{ label: 'Courriels écrits', href: '/demonstration/courriels', roles: ROLES }],
  },
}
