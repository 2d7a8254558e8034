// Writes docs/security/access.csv, who may open what, from the routes of the site. Read the difference before you commit it.
import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const vitest = resolve(root, 'node_modules/vitest/vitest.mjs')
const { status } = spawnSync(
  process.execPath,
  [vitest, 'run', '--project', 'database', 'src/access/access.db.test.ts'],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ACCESS_WRITE: '1' },
  },
)
process.exitCode = status ?? 1
