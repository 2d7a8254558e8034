import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'

/** Exit statuses: 0 done, 1 refused (the reason on stderr, nothing changed), 2 wrong usage. */
export const DONE = 0
export const REFUSED = 1
export const WRONG_USAGE = 2

export type Status = typeof DONE | typeof REFUSED | typeof WRONG_USAGE

/** One `filigrane` command. */
export type Command = {
  /** One line for the list of commands. */
  readonly summary: string
  /** What `--help` prints. */
  readonly help: string
  run(words: readonly string[]): Promise<Status>
}

/** What was typed is not what the command takes; `main` prints it with the way to the help. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/**
 * Reads options and file names.
 *
 * @throws UsageError in French for an unknown option, a missing value, an unexpected word
 */
export function readWords<const Options extends ParseArgsOptionsConfig>(words: readonly string[], options: Options) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true, strict: true })
  } catch (error) {
    throw new UsageError(sentenceOf(error as Error & { code?: string }))
  }
}

/** Takes an option whose value is one of a list. */
export function oneOf<const Value extends string>(
  name: string,
  value: string | undefined,
  values: readonly Value[],
): Value | undefined {
  if (value === undefined) return undefined
  const found = values.find((each) => each === value)
  if (!found) throw new UsageError(`--${name} ${value} : choisissez parmi ${values.join(', ')}.`)
  return found
}

/** A line that holds words of a file: what would move a terminal's cursor, or forge another line, becomes a space. */
export function sayPlainly(line: string): void {
  say(line.replace(/\p{Cc}+/gu, ' '))
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

export function complain(line: string): void {
  process.stderr.write(`${line}\n`)
}

function sentenceOf(error: Error & { code?: string }): string {
  const option = /'(-[^']*)'/.exec(error.message)?.[1] ?? ''
  if (error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `L'option ${option} n'existe pas.`
  if (error.code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE')
    return `L'option ${option} est mal écrite : donnez-lui sa valeur, ou aucune si elle n'en prend pas.`
  return error.message
}
