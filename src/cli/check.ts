import { join } from 'node:path'
import { readConfiguration } from '#platform/configuration'
import { type CheckOutcome, checkTrail, runChecks } from '../checks.ts'
import { type Command, DONE, REFUSED, readWords, say } from './command.ts'
import { ROOT, withWorld } from './world.ts'

/** `filigrane check`: everything that must always hold, asked of the database. */
export const check: Command = {
  summary: 'vérifie ce qui doit toujours être vrai dans la base',
  help: `Usage : filigrane check [--json]

Pose chaque question de contrôle à la base, et relit tout le journal des actes : sa chaîne de sceaux,
les têtes gardées dans FILIGRANE_DATA/audit-heads.log, ce qui attend son sceau.
Statut 0 quand tout tient, 1 sinon. Une mise en garde (!) demande attention et ne change pas le statut.`,
  run: async (words) => {
    const { values } = readWords(words, { json: { type: 'boolean' } })
    return withWorld(async ({ context }) => {
      const trail = await checkTrail(context.db, headsFile(), context.now())
      const outcomes = [...(await runChecks(context)), ...trail]
      for (const outcome of outcomes) say(values.json ? JSON.stringify(outcome) : lineOf(outcome))
      return outcomes.every(({ ok, severity }) => ok || severity === 'warning') ? DONE : REFUSED
    })
  },
}

function lineOf({ ok, severity, sentence, rows }: CheckOutcome): string {
  if (ok) return `✓ ${sentence}`
  return severity === 'warning'
    ? `! ${sentence} À surveiller : ${rows.join(', ')}`
    : `✗ ${sentence} Faux pour : ${rows.join(', ')}`
}

function headsFile(): string {
  const read = readConfiguration(process.env, ROOT)
  // The world was opened by the same words just before.
  return join(read.ok ? read.value.dataFolder : ROOT, 'audit-heads.log')
}
