import type { Role } from './visitor.ts'

/** How each role is named to people. */
export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  resident: 'habitant ou habitante',
  'project-leader': 'porteur ou porteuse de projet',
  'organisation-member': 'membre d’une organisation',
  'committee-member': 'membre d’un comité',
  'council-member': 'membre d’un conseil',
  'bureau-member': 'membre d’un bureau de dépouillement',
  agent: 'agent ou agente',
  'finance-agent': 'finances',
  'elected-member': 'élu ou élue',
  administrator: 'administration',
}
