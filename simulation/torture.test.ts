import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const TORTURE = join(import.meta.dirname, 'torture.ts')

test('killed while people vote, the service and then PostgreSQL lose no vote that was acknowledged, and count none twice', async () => {
  const words = ['votes', '--rounds', '2', '--seed', '1']
  const { stdout } = await promisify(execFile)(process.execPath, [TORTURE, ...words])
  const report: unknown = JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
  expect(report).toMatchObject({ rounds: 2, lost: 0, doubled: 0, ok: true })
  expect(stdout).toContain('kill -9 application')
  expect(stdout).toContain('kill -9 PostgreSQL')
})
