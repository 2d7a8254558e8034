import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The files of a repository: path with `/` from its root → text. */
export type Tree = ReadonlyMap<string, string>

/** A rule of the house: what in the tree breaks it, one plain sentence each. */
export type Rule = (tree: Tree) => readonly string[]

const FOLDERS = ['bin', 'src', 'tools', 'journeys', 'bench', 'simulation', 'migrations', 'docs']
const READ = /\.(tsx?|mjs|sql|md|json|css)$/

export function readTree(root: string): Tree {
  const top = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isFile() && READ.test(entry.name))
  const folders = readdirSync(root).filter((name) => FOLDERS.includes(name))
  const paths = [...top.map((entry) => entry.name), ...folders.flatMap((folder) => listFiles(root, folder))]
  return new Map(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]))
}

function listFiles(root: string, folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && READ.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort()
}

export function isCode(path: string): boolean {
  return /\.tsx?$/.test(path) && !path.endsWith('.d.ts')
}

/** Tests, and what only tests and benchmarks use. */
export function isTest(path: string): boolean {
  return /\.(test|testing|journey)\.tsx?$/.test(path) || path.split('/').includes('testing')
}
