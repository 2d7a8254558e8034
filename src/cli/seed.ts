import { seedDemonstration } from '../seed.ts'
import { type Command, DONE, readWords, say } from './command.ts'
import { ROOT, withWorld } from './world.ts'

/** `filigrane seed`: the demonstration. */
export const seed: Command = {
  summary: 'remplit la base avec la démonstration',
  help: `Usage : filigrane seed

Publie les élections réelles de la démonstration. Ce qui est déjà publié reste tel quel.`,
  run: async (words) => {
    readWords(words, {})
    return withWorld(async ({ context }) => {
      const published = await seedDemonstration(context, ROOT, say)
      say(
        published === 0
          ? 'La démonstration est déjà en place.'
          : `Démonstration prête : ${published} scrutins publiés.`,
      )
      return DONE
    })
  },
}
