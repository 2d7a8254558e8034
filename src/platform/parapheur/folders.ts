import { createHash } from 'node:crypto'
import { lstat, mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What stands beside a file put to signature, for the parapheur of the house. */
export type Sidecar = {
  /** As « RAP-2026-0007 »: its file must keep it in its name. */
  readonly chrono: string
  /** SHA-256 of the file, in hexadecimal. */
  readonly sha256: string
  readonly nature: string
  readonly signataire: string
}

/** Folders the parapheur puts files back into. */
export type ReturnFolder = 'signes' | 'refuses'

/** A file that came back, as it is now. */
export type ReturnedFile = {
  readonly folder: ReturnFolder
  readonly name: string
  readonly sizeBytes: number
  readonly modifiedAt: Date
}

/**
 * The house's parapheur, by four folders that some other program carries to it and back: `a-signer`, `signes`, `refuses`,
 * and `inconnus` for what nobody asked for.
 */
export type Parapheur = {
  /** Puts a file to signature: sidecar first, then the file, each under another name until it is whole. Done twice, it is there once. */
  put(bytes: Uint8Array, sidecar: Sidecar): Promise<void>
  /** Takes it back from `a-signer`, when it is still there. */
  withdraw(chrono: string): Promise<void>
  /** What came back, by name. Links, folders and hidden files are not files. */
  listReturned(): Promise<readonly ReturnedFile[]>
  /** @returns  undefined when it is gone */
  read(file: ReturnedFile): Promise<Uint8Array | undefined>
  remove(file: ReturnedFile): Promise<void>
  /** Moves a file nobody asked for to `inconnus`, under its name or, when it is taken, that of its content. */
  setAside(file: ReturnedFile): Promise<void>
  /** What lies in `inconnus`. */
  listStrays(): Promise<readonly { readonly name: string; readonly sizeBytes: number }[]>
}

const FOLDERS = ['a-signer', 'signes', 'refuses', 'inconnus'] as const
const MOST_FILES = 500
/** A signed file is read whole to be compared: larger ones are nobody's. */
export const LARGEST_BYTES = 50_000_000

/** @param folder  where the four folders are, or will be made */
export function openParapheur(folder: string): Parapheur {
  const at = (place: (typeof FOLDERS)[number], name = '') => join(folder, place, name)
  const ready = async () => {
    for (const place of FOLDERS) await mkdir(at(place), { recursive: true })
  }
  return {
    put: async (bytes, sidecar) => {
      await ready()
      await writeWhole(at('a-signer', `${sidecar.chrono}.json`), Buffer.from(`${JSON.stringify(sidecar, null, 2)}\n`))
      await writeWhole(at('a-signer', `${sidecar.chrono}.pdf`), bytes)
    },
    withdraw: async (chrono) => {
      for (const ending of ['pdf', 'json']) await rm(at('a-signer', `${chrono}.${ending}`), { force: true })
    },
    listReturned: async () => {
      await ready()
      const [signed, refused] = await Promise.all([listIn(at('signes')), listIn(at('refuses'))])
      return [
        ...signed.map((file) => ({ ...file, folder: 'signes' as const })),
        ...refused.map((file) => ({ ...file, folder: 'refuses' as const })),
      ]
    },
    read: ({ folder: from, name }) => readFile(at(from, name)).catch(absent),
    remove: ({ folder: from, name }) => rm(at(from, name), { force: true }),
    setAside: async (file) => {
      const from = at(file.folder, file.name)
      const isTaken = (await lstat(at('inconnus', file.name)).catch(absent)) !== undefined
      const mark = isTaken
        ? createHash('sha256').update(`${file.folder} ${file.modifiedAt.getTime()} ${file.sizeBytes}`)
        : undefined
      await rename(from, at('inconnus', mark ? `${mark.digest('hex').slice(0, 12)}-${file.name}` : file.name)).catch(
        absent,
      )
    },
    listStrays: async () => {
      await ready()
      return listIn(at('inconnus'))
    },
  }
}

// Under a hidden name until it is whole and safe on the disk: a program that watches the folder never reads a half.
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const aside = join(path, '..', `.${path.split('/').at(-1)}.partiel`)
  await writeFile(aside, bytes)
  const handle = await open(aside, 'r')
  await handle.sync().finally(() => handle.close())
  await rename(aside, path)
}

async function listIn(folder: string) {
  const names = (await readdir(folder)).filter((name) => !name.startsWith('.')).sort()
  const found = await Promise.all(
    names.slice(0, MOST_FILES).map(async (name) => {
      const told = await lstat(join(folder, name)).catch(absent)
      return told?.isFile() ? [{ name, sizeBytes: told.size, modifiedAt: told.mtime }] : []
    }),
  )
  return found.flat()
}

function absent(error: unknown): undefined {
  if ((error as { readonly code?: string }).code !== 'ENOENT') throw error
  return undefined
}
