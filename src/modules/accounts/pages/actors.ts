import type { Context } from '#platform/context'
import { ROLE_NAMES } from '#platform/sessions'
import { dayOf } from '../roles/days.ts'
import * as store from '../store/index.ts'
import type { Actor } from './sign-in-page.tsx'

/** The people of the demonstration and what each may do today. */
export async function listActors(context: Context): Promise<readonly Actor[]> {
  const today = dayOf(context.now())
  const people = await store.listFictitiousPeople(context.db)
  return Promise.all(
    people.map(async (person) => {
      const held = await store.listHeldRoles(context.db, person.id, today)
      const roles = [...new Set(held.map(({ role }) => ROLE_NAMES[role]))]
      return { ...person, roles: roles.length > 0 ? roles : [ROLE_NAMES.resident] }
    }),
  )
}
