import { resolve } from 'node:path'
import { readConfiguration } from '#platform/configuration'
import { contributions } from '../modules.ts'
import { type Opening, openWorld } from '../opening.ts'
import { complain, REFUSED, type Status } from './command.ts'

/** The project's folder. */
export const ROOT = resolve(import.meta.dirname, '../..')

/**
 * Runs a command on the data of this installation: beside a running service, which it joins, or without one, starting
 * PostgreSQL and stopping it afterwards.
 */
export async function withWorld(work: (world: Opening) => Promise<Status>): Promise<Status> {
  const read = readConfiguration(process.env, ROOT)
  if (!read.ok) return refused(...read.refusal)

  const opened = await openWorld(read.value, { root: ROOT, contributions, role: 'visitor', say: complain })
  if (!opened.ok) return refused(opened.refusal)
  try {
    return await work(opened.value)
  } finally {
    await opened.value.close()
  }
}

export function refused(...sentences: readonly string[]): Status {
  for (const sentence of sentences) complain(sentence)
  return REFUSED
}
