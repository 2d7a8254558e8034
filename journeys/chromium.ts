import { execFileSync } from 'node:child_process'
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress } from 'node:zlib'
import { extract } from 'tar-fs'
import { cacheFolder } from '../tools/cache-folder.ts'

export type Chromium = {
  readonly executable: string
  readonly headless: '--headless=shell' | '--headless'
  /** Variables it needs beside those of the process. */
  readonly environment: Readonly<Record<string, string>>
}

const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium']

/**
 * Finds a Chromium: that of `CHROMIUM_PATH`, else the one of the npm package `@sparticuz/chromium` (x64 only), else the
 * system's.
 *
 * @throws  with the sentence to print, when there is none
 */
export async function findChromium(): Promise<Chromium> {
  const { CHROMIUM_PATH: chosen } = process.env
  if (chosen) return { executable: chosen, headless: '--headless', environment: {} }
  if (process.arch === 'x64') {
    const unpacked = await unpackChromium(cacheFolder())
    if (answers(unpacked)) return unpacked
  }
  const executable = SYSTEM.find((path) => existsSync(path))
  if (executable) return { executable, headless: '--headless', environment: {} }
  throw new Error(
    'Aucun navigateur Chromium ne fonctionne ici. Installez-le (« apt-get install chromium ») ou indiquez-le par CHROMIUM_PATH.',
  )
}

/**
 * Unpacks the package's Chromium once per version: the browser, the libraries a bare system lacks, and a font, without
 * which it dies at the first letter it draws. Two at once are right: each works aside, then gives its folder the name.
 *
 * @param cache  where it stays, 210 MB
 */
export async function unpackChromium(cache: string): Promise<Chromium> {
  const folder = join(cache, `chromium-${packageVersion()}`)
  if (!existsSync(folder)) {
    const aside = `${folder}.${process.pid}`
    await unpackInto(aside, folder)
    try {
      renameSync(aside, folder)
    } catch (error) {
      if (!existsSync(folder)) throw error
      rmSync(aside, { recursive: true })
    }
  }
  const environment = { LD_LIBRARY_PATH: join(folder, 'al2023/lib'), FONTCONFIG_PATH: join(folder, 'fontconfig') }
  return { executable: join(folder, 'chromium'), headless: '--headless=shell', environment }
}

async function unpackInto(aside: string, folder: string): Promise<void> {
  const packed = join(packageFolder(), 'bin')
  rmSync(aside, { recursive: true, force: true })
  mkdirSync(join(aside, 'fontconfig'), { recursive: true })
  const open = (name: string) => createReadStream(join(packed, name))
  await Promise.all([
    pipeline(
      open('chromium.br'),
      createBrotliDecompress(),
      createWriteStream(join(aside, 'chromium'), { mode: 0o755 }),
    ),
    ...['al2023', 'swiftshader'].map((name) =>
      pipeline(
        open(`${name}.tar.br`),
        createBrotliDecompress(),
        extract(name === 'al2023' ? join(aside, name) : aside),
      ),
    ),
    pipeline(open('fonts.tar.br'), createBrotliDecompress(), extract(join(aside, 'fonts'))),
  ])
  writeFileSync(join(aside, 'fontconfig/fonts.conf'), fontSettings(folder))
}

function fontSettings(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts</dir>
  <cachedir>${folder}/fontconfig/cache</cachedir>
</fontconfig>
`
}

/** Whether it starts on this system at all. */
function answers({ executable, environment }: Chromium): boolean {
  try {
    const version = execFileSync(executable, ['--version'], {
      env: { ...process.env, ...environment },
      encoding: 'utf8',
    })
    return /\d+\.\d+/.test(version)
  } catch {
    return false
  }
}

function packageFolder(): string {
  return join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..')
}

function packageVersion(): string {
  return (JSON.parse(readFileSync(join(packageFolder(), 'package.json'), 'utf8')) as { readonly version: string })
    .version
}
