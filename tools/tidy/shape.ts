import { LAYERS, MODULES, REQUIRED } from './order.ts'
import { resolveImport } from './places.ts'
import { readSource } from './source.ts'
import { isCode, isTest, type Rule, type Tree } from './tree.ts'

/** One shape for every module: known in the order, with its README, model and index, and its schema when it stores. */
export const shape: Rule = (tree) => {
  const modules = new Set([...tree.keys()].flatMap((path) => /^src\/modules\/([^/]+)\//.exec(path)?.[1] ?? []))
  return [...modules].flatMap((name) => [...unknownModule(name), ...missingFiles(tree, name), ...misplaced(tree, name)])
}

function unknownModule(name: string): readonly string[] {
  const known: readonly string[] = MODULES
  return known.includes(name) ? [] : [`src/modules/${name} is not in the order of modules (tools/tidy/order.ts).`]
}

function missingFiles(tree: Tree, name: string): readonly string[] {
  const folder = `src/modules/${name}`
  const stores = [...tree.keys()].some(
    (path) => /^store(\.ts|\/)/.test(path.slice(folder.length + 1)) && path.startsWith(folder),
  )
  const wanted = stores ? [...REQUIRED, 'schema.sql'] : REQUIRED
  return wanted
    .filter((file) => !tree.has(`${folder}/${file}`) && !tree.has(`${folder}/${file.replace(/\.ts$/, '/index.ts')}`))
    .map((file) => `${folder} has no ${file}: every module has the same shape (ARCHITECTURE.md).`)
}

// Tests' own ground, and the parts of a schema that outgrew one file.
const WITHOUT_INDEX: readonly string[] = ['testing', 'schema']

// Where a layer is a folder, only its own files are in it; a folder of another name is a module in the module.
function misplaced(tree: Tree, name: string): readonly string[] {
  const folders = new Set(
    [...tree.keys()].flatMap((path) => new RegExp(`^src/modules/${name}/([^/]+)/`).exec(path)?.[1] ?? []),
  )
  return [...folders]
    .filter(
      (folder) =>
        !WITHOUT_INDEX.includes(folder) &&
        !Object.hasOwn(LAYERS, folder) &&
        !tree.has(`src/modules/${name}/${folder}/index.ts`),
    )
    .map(
      (folder) =>
        `src/modules/${name}/${folder} is a folder without index.ts: a file that outgrows the screen keeps one.`,
    )
}

/** Node strips the types of .ts but does not read .tsx: what the command line reaches holds no page. */
export const pagesStayOnTheSite: Rule = (tree) => {
  const doors = [...tree.keys()].filter(
    (path) => !isTest(path) && (/^src\/modules\/[^/]+\/index\.ts$/.test(path) || /^src\/cli\/.*\.ts$/.test(path)),
  )
  return doors.flatMap((door) => {
    const way = wayToPage(tree, door)
    return way
      ? [`${way.join(' → ')}: the command line cannot read a .tsx file, keep pages out of what it imports.`]
      : []
  })
}

function wayToPage(tree: Tree, door: string): readonly string[] | undefined {
  const ways: (readonly string[])[] = [[door]]
  const met = new Set([door])
  for (let way = ways.shift(); way; way = ways.shift()) {
    const last = way.at(-1)!
    if (last.endsWith('.tsx')) return way
    for (const each of readSource(tree.get(last)!).imports) {
      const target = each.typeOnly ? undefined : resolveImport(tree, last, each.specifier)
      if (!target || met.has(target) || !isCode(target) || target.startsWith('tools/')) continue
      met.add(target)
      ways.push([...way, target])
    }
  }
  return undefined
}
