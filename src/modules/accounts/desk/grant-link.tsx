import type { Child } from 'hono/jsx'
import type { RoleGrant } from '../roles/model.ts'
import { opensGrant, type Visit } from './visit.ts'

/** Leads to the page of a grant those for whom it opens; the others read the words alone. */
export function GrantLink(props: { readonly visit: Visit; readonly grant: RoleGrant; readonly children: Child }) {
  const { visit, grant, children } = props
  return opensGrant(visit, grant) ? <a href={`/agents/roles/${grant.id}`}>{children}</a> : <span>{children}</span>
}
