import { runChecks } from '../checks.ts'
import { type Command, DONE, REFUSED, readWords, say } from './command.ts'
import { withWorld } from './world.ts'

/** `filigrane check`: everything that must always hold, asked of the database. */
export const check: Command = {
  summary: 'vérifie ce qui doit toujours être vrai dans la base',
  help: `Usage : filigrane check [--json]

Pose chaque question de contrôle à la base. Statut 0 quand tout tient, 1 sinon.`,
  run: async (words) => {
    const { values } = readWords(words, { json: { type: 'boolean' } })
    return withWorld(async ({ context }) => {
      const outcomes = await runChecks(context)
      if (values.json) for (const outcome of outcomes) say(JSON.stringify(outcome))
      else
        for (const { ok, sentence, rows } of outcomes)
          say(ok ? `✓ ${sentence}` : `✗ ${sentence} Faux pour : ${rows.join(', ')}`)
      return outcomes.every(({ ok }) => ok) ? DONE : REFUSED
    })
  },
}
