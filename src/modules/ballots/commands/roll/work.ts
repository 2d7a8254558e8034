import type { Result } from '#kernel/result'
import type { Context } from '#platform/context'
import { readAs } from '#platform/database'
import { PACE, workLevelFor } from '../../sealed/evidence-pace.ts'
import { askForWork, type DoneWork, readWork, type WorkRefusal } from '../../sealed/evidence-work.ts'
import type { SealedPoll } from '../../sealed/poll.ts'
import * as store from '../../store/roll/index.ts'
import { paceTrace, type VoterVisit } from './visit.ts'

/** What a form that asks for a code gives this visitor's device to work out: more where much was asked lately. */
export async function workFor(
  context: Context,
  { poll, address, subnet, browserHash }: Omit<VoterVisit, 'submission'>,
): Promise<string> {
  const now = context.now()
  const traces = [
    paceTrace(context, 'ask', 'address', address),
    paceTrace(context, 'ask', 'subnet', subnet),
    paceTrace(context, 'ask', 'device', browserHash),
  ]
  const since = new Date(now.getTime() - PACE.hourMs)
  const counts = await readAs(context.db, 'registrar', (registrar) => store.countRecent(registrar, traces, since))
  const level = workLevelFor({ address: counts[0]!, subnet: counts[1]!, device: counts[2]! })
  const { work: strength } = poll.settings
  return askForWork(keyOf(context), { level, strength, pollId: poll.id, drawn: context.random(2), now })
}

/** @param answer  what the form brings back; empty without JavaScript */
export function readVoterWork(
  context: Context,
  { id }: SealedPoll,
  answer: string,
): Promise<Result<DoneWork, WorkRefusal>> {
  return readWork(keyOf(context), { answer, pollId: id, now: context.now() })
}

function keyOf({ keyFor }: Context): Uint8Array {
  return keyFor('work before a vote code')
}
