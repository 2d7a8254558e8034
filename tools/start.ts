// `npm start`: builds what is not built, then runs the service in this very process, so that signals reach it.
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from './build.ts'
import { cacheFolder } from './cache-folder.ts'

enableCompileCache(join(cacheFolder(), 'code'))
process.setSourceMapsEnabled(true)

const made = await build().catch((error: unknown) => {
  for (const line of sentenceOf(error)) console.error(line)
  process.exit(1)
})
await import(pathToFileURL(made.serverEntry).href)

function sentenceOf(error: unknown): readonly string[] {
  const message = error instanceof Error ? error.message : String(error)
  if (message.includes('ENOSPC')) return ['Le disque est plein : libérez de la place, puis relancez « npm start ».']
  return ['Les pages du site ne se construisent pas. Le code a-t-il été modifié ? Message :', message]
}
