import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { done, type Result, refuse } from '#kernel/result'

const SENTENCES: Readonly<Record<string, string>> = {
  ENOENT: 'ce fichier n’existe pas. Vérifiez son nom et son dossier.',
  ENOTDIR: 'ce fichier n’existe pas. Vérifiez son nom et son dossier.',
  EISDIR: 'c’est un dossier. Donnez le nom d’un fichier.',
  EACCES: 'ce compte n’a pas le droit de lire ce fichier.',
}

/** Bytes read at most, in all the files a command takes: more than an election or a table ever weighs. */
const MOST_BYTES = 128 * 2 ** 20

/**
 * Bytes of a file, « - » being the standard input; or the French sentence of why it cannot be read. What is too large
 * is refused before it fills the memory, whatever it is: a file, a pipe, a device.
 */
export async function readBytes(file: string): Promise<Result<Uint8Array, string>> {
  try {
    if (file === '-') return await readStream(process.stdin)
    const { size, isFile } = await sizeOf(file)
    if (isFile && size > MOST_BYTES) return refuse(tooLarge(`pèse ${Math.round(size / 1e6)} Mo`))
    const stream = createReadStream(file)
    await once(stream, 'open')
    return await readStream(stream)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    return refuse(SENTENCES[code] ?? `le système refuse de le lire (${code}). Vérifiez son nom et son dossier.`)
  }
}

async function readStream(stream: Readable): Promise<Result<Uint8Array, string>> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of stream as AsyncIterable<Buffer>) {
    size += part.length
    if (size > MOST_BYTES) return refuse(tooLarge('est trop long'))
    parts.push(part)
  }
  return done(Buffer.concat(parts, size))
}

async function sizeOf(file: string): Promise<{ readonly size: number; readonly isFile: boolean }> {
  const found = await stat(file)
  return { size: found.size, isFile: found.isFile() }
}

function tooLarge(what: string): string {
  return `ce fichier ${what} et la limite est de ${Math.round(MOST_BYTES / 1e6)} Mo. Vérifiez que c’est bien le bon fichier.`
}
