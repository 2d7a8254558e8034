import { seedDemonstration } from '../seed.ts'
import { type Command, DONE, readWords, say } from './command.ts'
import { ROOT, withWorld } from './world.ts'

/** `filigrane seed`: the demonstration. */
export const seed: Command = {
  summary: 'remplit la base avec la démonstration',
  help: `Usage : filigrane seed

Met en place la démonstration : des personnes inventées et des élections réelles. Ce qui est déjà là reste tel quel.`,
  run: async (words) => {
    readWords(words, {})
    return withWorld(async ({ context }) => {
      const { people, elections } = await seedDemonstration(context, ROOT, say)
      say(
        people + elections === 0
          ? 'La démonstration est déjà en place.'
          : `Démonstration prête : ${people} personnes inventées et ${elections} scrutins ajoutés.`,
      )
      return DONE
    })
  },
}
