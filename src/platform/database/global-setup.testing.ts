import type { TestProject } from 'vitest/node'
import { startThrowaway } from './throwaway/index.ts'

/** Once for all test files: a server (that of `DATABASE_URL`, or one without fsync) and the template each file clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { server, stop } = await startThrowaway({ durable: false, url: process.env.DATABASE_URL })
  project.provide('testServer', server)
  return stop
}
