import type { Context } from '#platform/context'
import { actingAs } from '#platform/database'
import type { SealedPoll } from '../../sealed/poll.ts'
import { deleteChallenge, forgetPass } from '../../store/roll/index.ts'

/**
 * Forgets who proved who they are in this browser, and the code it waits for: the next person at a lent screen begins anew.
 */
export async function forgetVoter(context: Context, { id }: SealedPoll, browserHash: Uint8Array): Promise<void> {
  await context.db.transaction().execute((transaction) =>
    actingAs(transaction, 'registrar', async (registrar) => {
      await forgetPass(registrar, id, browserHash)
      await deleteChallenge(registrar, { pollId: id, browserHash })
    }),
  )
}
