import type { Context } from '#platform/context'
import * as store from '../store/index.ts'

const DAY_MS = 86_400_000

/** Forgets what the staff's sign-in leaves behind: answered challenges, departures, counts, invitations that are over. */
export async function purgeStaffSignIns(context: Context): Promise<void> {
  const ago = (days: number) => new Date(context.now().getTime() - days * DAY_MS)
  await store.deleteStaffTraces(context.db, { challenges: ago(1), paces: ago(90) })
  await store.deleteAttemptsBefore(context.db, ago(1))
  await store.deleteInvitationsBefore(context.db, ago(30))
}
