import type { Context } from '#platform/context'
import { LIMITS } from '../sign-in-rules.ts'
import * as store from '../store/index.ts'

/** Forgets what signing in leaves behind: sessions that are over, codes of yesterday, counts that count no more. */
export async function purgeSignIns(context: Context): Promise<void> {
  const now = context.now()
  const yesterday = new Date(now.getTime() - LIMITS.dayMs)
  await store.deleteExpiredSessions(context.db, now)
  await store.deleteChallengesBefore(context.db, yesterday)
  await store.deleteTracesBefore(context.db, yesterday)
}
