import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pino } from 'pino'
import { type Configuration, readConfiguration } from '#platform/configuration'
import { startService } from './service.ts'

const ROOT = resolve(import.meta.dirname, '..')

await main().catch((error: unknown) => {
  console.error('Filigrane ne démarre pas, par notre faute. Le message qui suit nous aidera à corriger :')
  console.error(error)
  process.exit(1)
})

/** The process: reads what it is told, starts the service, stops it cleanly when asked. */
async function main(): Promise<void> {
  const read = readConfiguration(process.env, ROOT)
  if (!read.ok) return giveUp(read.refusal)

  const configuration = read.value
  const logger = pino({ level: levelFor(configuration), base: null, timestamp: pino.stdTimeFunctions.isoTime })
  const started = await startService(configuration, {
    root: ROOT,
    build: process.env.FILIGRANE_BUILD ?? join(ROOT, 'dist'),
    version: versionOf(ROOT),
    logger,
    say: (step) => console.log(step),
  })
  if (!started.ok) return giveUp([started.refusal])

  const service = started.value
  stopOnSignal(service.stop)
  console.log(`Filigrane est prêt : ${service.url}`)
  giveUp([await service.broken])
}

// In the demonstration the screen is for the person who reads it; an installation keeps one line a request.
function levelFor({ demonstration }: Configuration): string {
  return demonstration === 'off' ? 'info' : 'warn'
}

function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stopping) return
      stopping = true
      stop().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error)
          process.exit(1)
        },
      )
    })
  }
}

function giveUp(sentences: readonly string[]): void {
  for (const sentence of sentences) console.error(sentence)
  process.exit(1)
}

function versionOf(root: string): string {
  return (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version
}
