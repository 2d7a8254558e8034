// Runs a command beside a throw-away PostgreSQL of other binaries, named to it by DATABASE_URL:
//   node tools/with-postgres.ts --bin /usr/lib/postgresql/15/bin -- node tools/test.ts db
import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Embedded, launchEmbedded, sentenceOf } from '#platform/embedded-postgres'

const { values, positionals } = parseArgs({ allowPositionals: true, options: { bin: { type: 'string' } } })
const [command, ...words] = positionals
if (!values.bin || !command) {
  console.error('Usage : with-postgres.ts --bin DOSSIER -- COMMANDE…')
  process.exit(2)
}

const folder = mkdtempSync(join(tmpdir(), 'filigrane-postgres-'))
chmodSync(folder, 0o755) // PostgreSQL may run as another user than we do.
try {
  process.exitCode = await runBeside(values.bin, command, words)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function runBeside(binaries: string, program: string, rest: readonly string[]): Promise<number> {
  const launched = await launchEmbedded({ folder: join(folder, 'data'), binaries, durable: false })
  if (!launched.ok) {
    console.error(sentenceOf(launched.refusal))
    return 1
  }
  try {
    return await run(program, rest, addressOf(launched.value))
  } finally {
    await launched.value.stop()
  }
}

function addressOf({ user, host }: Embedded): string {
  return `postgresql://${user}@/postgres?host=${encodeURIComponent(host)}`
}

function run(program: string, rest: readonly string[], url: string): Promise<number> {
  return new Promise((done, fail) => {
    const child = spawn(program, rest, { stdio: 'inherit', env: { ...process.env, DATABASE_URL: url } })
    child.once('error', fail)
    child.once('close', (status) => done(status ?? 1))
  })
}
