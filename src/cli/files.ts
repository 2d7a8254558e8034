import { readFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { done, type Result, refuse } from '#kernel/result'

const SENTENCES: Readonly<Record<string, string>> = {
  ENOENT: 'ce fichier n’existe pas. Vérifiez son nom et son dossier.',
  EISDIR: 'c’est un dossier. Donnez le nom d’un fichier .pb.',
  EACCES: 'ce compte n’a pas le droit de lire ce fichier.',
  ERR_FS_FILE_TOO_LARGE: 'ce fichier dépasse 2 Go : ce n’est pas un fichier d’élection.',
}

/** Bytes of a file, « - » being the standard input; or the French sentence of why it cannot be read. */
export async function readBytes(file: string): Promise<Result<Uint8Array, string>> {
  try {
    return done(file === '-' ? await buffer(process.stdin) : await readFile(file))
  } catch (error) {
    const sentence = SENTENCES[(error as NodeJS.ErrnoException).code ?? '']
    if (sentence) return refuse(sentence)
    throw error
  }
}
