import { type Command, complain, DONE, REFUSED, type Status, say, UsageError, WRONG_USAGE } from './command.ts'

// Each command is loaded when it is asked for: `filigrane tally` must not wait for the database's libraries.
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import('./serve.ts')).serve,
  migrate: async () => (await import('./migrate.ts')).migrate,
  seed: async () => (await import('./seed.ts')).seed,
  import: async () => (await import('./import.ts')).importFiles,
  export: async () => (await import('./export.ts')).exportFile,
  tally: async () => (await import('./tally.ts')).tallyFiles,
  allocate: async () => (await import('./allocate.ts')).allocateFile,
  validate: async () => (await import('./validate.ts')).validate,
  check: async () => (await import('./check.ts')).check,
  verify: async () => (await import('./verify.ts')).verify,
  witness: async () => (await import('./witness.ts')).witness,
  admin: async () => (await import('./admin.ts')).admin,
}

// Whoever reads us may stop before the end, as `| head` does: that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') complain(`Le résultat ne peut pas être écrit (${error.code}). Le disque est-il plein ?`)
  process.exit(error.code === 'EPIPE' ? DONE : REFUSED)
})
process.exitCode = await main(process.argv.slice(2))

async function main([name, ...words]: readonly string[]): Promise<Status> {
  if (!name || name === '--help' || name === '-h' || name === 'help') return listCommands(name ? DONE : WRONG_USAGE)

  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (!load) {
    complain(`La commande « ${name} » n'existe pas. Commandes : ${Object.keys(COMMANDS).join(', ')}.`)
    return WRONG_USAGE
  }
  const command = await load()
  if (words.includes('--help') || words.includes('-h')) {
    say(command.help)
    return DONE
  }
  return runCommand(name, command, words)
}

async function runCommand(name: string, command: Command, words: readonly string[]): Promise<Status> {
  try {
    return await command.run(words)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    complain(error.message)
    complain(`Voir : filigrane ${name} --help`)
    return WRONG_USAGE
  }
}

async function listCommands(status: Status): Promise<Status> {
  say('Filigrane : la plateforme d’un territoire pour l’économie sociale et solidaire.\n')
  say('Usage : filigrane COMMANDE [options]\n')
  for (const [name, load] of Object.entries(COMMANDS)) say(`  ${name.padEnd(9)} ${(await load()).summary}`)
  say('\nfiligrane COMMANDE --help explique une commande.')
  return status
}
