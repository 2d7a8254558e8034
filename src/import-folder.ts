import { existsSync } from 'node:fs'
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { ExtractionLimits, ImportFolder } from '#modules/directory'

/** The folder of imports under that of the data; made when it is first looked at. */
export function importFolder(dataFolder: string): ImportFolder {
  const folder = join(dataFolder, 'imports')
  const isName = (name: string) => name !== '' && name === basename(name) && !name.startsWith('.')
  return {
    pathOf: (name) => (isName(name) && existsSync(join(folder, name)) ? join(folder, name) : undefined),
    list: async () => {
      await mkdir(folder, { recursive: true })
      const names = (await readdir(folder)).filter(isName)
      const files = await Promise.all(names.map(async (name) => ({ name, found: await stat(join(folder, name)) })))
      return files
        .filter(({ found }) => found.isFile())
        .map(({ name, found }) => ({ name, bytes: found.size, changedAt: found.mtime }))
        .sort((a, b) => b.changedAt.getTime() - a.changedAt.getTime())
    },
    save: async (name, bytes) => {
      await mkdir(folder, { recursive: true })
      const plain = basename(name)
        .normalize('NFD')
        .replace(/[^A-Za-z0-9._-]+/g, '-')
        .replace(/^[.-]+/, '')
      const kept = `${Date.now().toString(36)}-${plain === '' ? 'fichier' : plain.slice(-100)}`
      await writeFile(join(folder, kept), bytes, { flag: 'wx' })
      return kept
    },
  }
}

/** What reading a file may take on this machine. */
export function importLimits(dataFolder: string): ExtractionLimits {
  return { memory: '1GB', threads: 2, folder: join(dataFolder, 'cache', 'imports') }
}
