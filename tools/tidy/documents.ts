import { dirname, join, normalize } from 'node:path/posix'
import { resolveImport } from './places.ts'
import { readSource } from './source.ts'
import { isTest, type Rule, type Tree } from './tree.ts'

/** A test lies beside what it tests: `greedy.test.ts` by `greedy.ts`, or in a folder of which it uses a file. */
export const testsBesideCode: Rule = (tree) =>
  [...tree.keys()]
    .filter((path) => /^(src|tools|bench|simulation)\/.*\.test\.tsx?$/.test(path))
    .filter((path) => !hasCodeBeside(tree, path))
    .map((path) => `${path} tests nothing beside it: name it after the file or the folder it tests.`)

function hasCodeBeside(tree: Tree, path: string): boolean {
  const folder = dirname(path)
  const base = path.slice(folder.length + 1).split('.')[0]!
  if (folder.endsWith(`/${base}`)) return true
  const namesake = new RegExp(`^${folder}/${base}(/|\\.(?!.*test\\.tsx?$))`)
  if ([...tree.keys()].some((other) => namesake.test(other))) return true
  // A story that crosses several files of its folder has a name of its own.
  return readSource(tree.get(path)!).imports.some(({ specifier }) => {
    const target = resolveImport(tree, path, specifier)
    return target?.startsWith(`${folder}/`) === true && !isTest(target)
  })
}

const LINK = /\]\(([^)\s#]+)(?:#[^)]*)?\)/g

/** Documents stand alone: their links lead to files that exist here, and none leaves the repository. */
export const links: Rule = (tree) =>
  documents(tree).flatMap(([path, text]) => [
    ...(/\.\.\/shared\b/.test(text) ? [`${path} speaks of ../shared: a document stands alone, say it here.`] : []),
    ...[...text.matchAll(LINK)]
      .map(([, target]) => target!)
      .filter((target) => !/^[a-z]+:/.test(target) && leadsNowhere(tree, path, target))
      .map((target) => `${path} links to ${target}, which does not exist.`),
  ])

// Files that are not read here (pictures, folders) are left to the reader: only those of known kinds can be missing.
function leadsNowhere(tree: Tree, path: string, target: string): boolean {
  const place = normalize(join(dirname(path), target))
  return (
    /\.(md|tsx?|sql|json|css)$/.test(target) && /^[^/.]/.test(place) && !place.startsWith('data/') && !tree.has(place)
  )
}

const DEPENDENCIES = 'docs/decisions/dependencies.md'

/** Each direct dependency has its reason, in one line; a reason without its dependency goes. */
export const dependencies: Rule = (tree) => {
  const manifest = JSON.parse(tree.get('package.json') ?? '{}') as Record<string, Record<string, string> | undefined>
  const { dependencies: run = {}, optionalDependencies: optional = {}, devDependencies: develop = {} } = manifest
  const used = Object.keys({ ...run, ...optional, ...develop })
  const text = tree.get(DEPENDENCIES)
  if (text === undefined)
    return used.length > 0 ? [`${DEPENDENCIES} does not exist: each dependency has its reason there.`] : []

  const explained = new Set(text.split('\n').flatMap((line) => explainedIn(line)))
  return [
    ...used.filter((name) => !explained.has(name)).map((name) => `${DEPENDENCIES} gives no reason for ${name}.`),
    ...[...explained]
      .filter((name) => !used.includes(name))
      .map((name) => `${DEPENDENCIES} explains ${name}, which package.json does not have.`),
  ]
}

// Names stand between backquotes at the head of a table's row or of a list's item: | `hono`, `@hono/node-server` | … |
function explainedIn(line: string): readonly string[] {
  const head = /^\|([^|]*)\|/.exec(line)?.[1] ?? /^[-*] (.*?)(?: : | — |: |$)/.exec(line)?.[1] ?? ''
  return [...head.matchAll(/`([^`]+)`/g)].map(([, name]) => name!)
}

const PARTS = ['Context', 'Decision', 'Consequences']

/** A decision record tells what was found, what was decided and what follows. */
export const decisions: Rule = (tree) =>
  documents(tree)
    .filter(([path]) => /^docs\/decisions\/\d/.test(path))
    .flatMap(([path, text]) => [
      ...(/^docs\/decisions\/\d{4}-[a-z0-9-]+\.md$/.test(path) ? [] : [`${path} is not named as 0001-its-subject.md.`]),
      ...PARTS.filter((part) => !new RegExp(`^(?:#+ |\\*\\*)${part}`, 'm').test(text)).map(
        (part) => `${path} has no part « ${part} ».`,
      ),
    ])

function documents(tree: Tree): readonly (readonly [string, string])[] {
  return [...tree].filter(([path]) => path.endsWith('.md'))
}
