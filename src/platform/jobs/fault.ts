import { AssertionError } from '#kernel/result'

/**
 * Says what went wrong, without any value that was handled: messages of libraries may quote an address or a name.
 *
 * @returns  as « error 23505 poll_slug_is_unique at insertPoll (store.ts:12:5) », with its causes
 */
export function describeFault(error: unknown): string {
  if (!(error instanceof Error)) return 'something thrown that is not an error'
  const own = [error.name, codeOf(error), wordsOf(error), placeOf(error)].filter(Boolean).join(' ')
  return error.cause === undefined ? own : `${own}, because of ${describeFault(error.cause)}`
}

// An assertion states a truth of the program: its words are ours and constant.
function wordsOf(error: Error): string {
  return error instanceof AssertionError ? `« ${error.message} »` : ''
}

function codeOf(error: Error): string {
  const code = 'code' in error ? String(error.code) : ''
  const constraint = 'constraint' in error && error.constraint ? String(error.constraint) : ''
  return [code, constraint].filter((part) => /^[\w.-]{1,63}$/.test(part)).join(' ')
}

// The first place in our own code, else the first of all.
function placeOf(error: Error): string {
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  const frame = frames.find((line) => !line.includes('node_modules') && !line.includes('node:')) ?? frames[0]
  return frame ? frame.trim().replace(/(file:\/\/)?\/[^() ]*\//, '') : ''
}
