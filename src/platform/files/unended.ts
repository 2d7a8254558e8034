import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Bytes announced by uploads that no form has taken: those of one browser, and of all. */
export type Unended = { readonly browser: number; readonly all: number }

type Told = {
  readonly size?: number
  readonly metadata?: Readonly<Record<string, string | null>> | null
}

/** In the metadata of an upload that was taken: its bytes count among the attachments, and it waits for the sweep. */
export const ENDED = 'ended'

/**
 * What is announced counts, written or not: whoever opens uploads without end fills no disk.
 *
 * @param aside  the folder where uploads arrive, each beside what is told of it (tus: « id.json »)
 */
export async function measureUnended(aside: string, isOfBrowser: (id: string) => boolean): Promise<Unended> {
  const names = (await readdir(aside).catch(() => [])).filter((name) => /^[0-9a-f]{64}\.json$/.test(name))
  let [browser, all] = [0, 0]
  for (const name of names) {
    const bytes = await announced(join(aside, name))
    all += bytes
    if (isOfBrowser(name.slice(0, 64))) browser += bytes
  }
  return { browser, all }
}

// One that goes meanwhile, or is half written, counts for nothing.
async function announced(path: string): Promise<number> {
  try {
    const { size = 0, metadata } = JSON.parse(await readFile(path, 'utf8')) as Told
    return metadata?.[ENDED] === undefined ? size : 0
  } catch {
    return 0
  }
}
