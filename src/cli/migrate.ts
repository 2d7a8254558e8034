import { type Command, DONE, readWords, say } from './command.ts'
import { withWorld } from './world.ts'

/** `filigrane migrate`: opening the database is migrating it; this command does only that. */
export const migrate: Command = {
  summary: 'met les tables de la base à jour',
  help: `Usage : filigrane migrate

Crée la base et ses rôles s’ils manquent, puis met les tables à jour. Sans effet si tout est à jour.`,
  run: async (words) => {
    readWords(words, {})
    return withWorld(async ({ database }) => {
      say(`La base « ${database.name} » est à jour.`)
      return DONE
    })
  },
}
