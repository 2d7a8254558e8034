// `node tools/screenshots.ts`: walks every page of the demonstration and keeps its picture, as a phone and a laptop show
// it, under docs/screenshots/pages. With `JOURNEYS_SITE` it walks through a site that already runs.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import sharp from 'sharp'

const ROOT = resolve(import.meta.dirname, '..')
const KEPT = join(ROOT, 'docs/screenshots/pages')
/** A picture shows the head of its page: the rest is a tap away on the site itself. */
const TALLEST = 1_000

const taken = mkdtempSync(join(tmpdir(), 'filigrane-pictures-'))
const walk = spawnSync(
  process.execPath,
  [join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', '--project', 'journeys', 'journeys/everywhere.journey.ts'],
  { cwd: ROOT, stdio: 'inherit', env: { ...process.env, SCREENSHOTS: taken } },
)
const pictures = readdirSync(taken)
if (pictures.length > 0) await keep(pictures)
rmSync(taken, { recursive: true })
process.exit(walk.status ?? 1)

async function keep(names: readonly string[]): Promise<void> {
  rmSync(KEPT, { recursive: true, force: true })
  mkdirSync(KEPT, { recursive: true })
  for (const name of names) {
    const picture = sharp(join(taken, name))
    const { width, height } = await picture.metadata()
    await picture
      .extract({ left: 0, top: 0, width, height: Math.min(height, TALLEST) })
      .png({ palette: true, colours: 32, effort: 10, dither: 0 })
      .toFile(join(KEPT, name))
  }
  const bytes = names.reduce((sum, name) => sum + statSync(join(KEPT, name)).size, 0)
  console.log(`${names.length} images, ${(bytes / 1e6).toFixed(1).replace('.', ',')} Mo, dans docs/screenshots/pages`)
}
