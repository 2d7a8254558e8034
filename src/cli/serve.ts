import { type Command, DONE, readWords } from './command.ts'

/** `filigrane serve`: builds what is not built, then runs the service in this process. */
export const serve: Command = {
  summary: 'démarre le service',
  help: `Usage : filigrane serve

Construit les pages si besoin, démarre ou rejoint PostgreSQL, puis répond sur PORT (3000). Les réglages sont des
variables d’environnement : voir docs/guides/install.md.`,
  run: async (words) => {
    readWords(words, {})
    await import('../../tools/start.ts')
    return DONE
  },
}
