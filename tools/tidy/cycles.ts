import { resolveImport } from './places.ts'
import { readSource } from './source.ts'
import { isCode, type Rule, type Tree } from './tree.ts'

/** Files that import each other in a circle cannot be read one after the other. Types weigh nothing here. */
export const cycles: Rule = (tree) => {
  const finished = new Set<string>()
  const found: string[] = []
  for (const path of tree.keys()) if (isCode(path)) walk(path, [])
  return found

  function walk(path: string, way: readonly string[]): void {
    if (way.includes(path)) {
      found.push(`${[...way.slice(way.indexOf(path)), path].join(' → ')}: these files import each other in a circle.`)
      return
    }
    if (finished.has(path)) return
    for (const next of importedBy(tree, path)) walk(next, [...way, path])
    finished.add(path)
  }
}

function importedBy(tree: Tree, path: string): readonly string[] {
  return readSource(tree.get(path)!)
    .imports.filter((each) => !each.typeOnly && !each.dynamic)
    .map((each) => resolveImport(tree, path, each.specifier))
    .filter((target): target is string => target !== undefined && isCode(target))
}
