import { LAYERS } from './order.ts'
import { layerOf, pathOf, placeOf } from './places.ts'
import { type Import, lineAt, readSource } from './source.ts'
import { isCode, isTest, type Rule } from './tree.ts'

/** Inside a module: pages → commands → model → store, SQL in two files, acts that touch nothing but the database. */
export const layers: Rule = (tree) =>
  [...tree]
    .filter(([path]) => isCode(path) && !isTest(path) && placeOf(path)?.ring === 'modules')
    .flatMap(([path, text]) => {
      const { rest } = placeOf(path)!
      const layer = layerOf(rest, LAYERS)
      const { imports, code } = readSource(text)
      const faults = imports.flatMap((each) => {
        const why = faultOfImport(path, rest, layer, each)
        return why ? [`${path}:${each.line} imports ${each.specifier}: ${why}`] : []
      })
      return [...faults, ...strayWords(path, layer, code)]
    })

function faultOfImport(path: string, rest: string, layer: string, each: Import): string | undefined {
  const target = pathOf(path, each.specifier)
  if (target === undefined) return faultOfPackage(rest, layer, each)
  const to = placeOf(target)
  if (!to) return undefined
  if (to.ring === 'platform' && layer === 'model' && !each.typeOnly)
    return 'model.ts and its like are pure: they use the kernel only.'
  if (to.ring === 'ui' && !['pages', 'desk', 'contributes'].includes(layer)) return 'only pages draw.'
  if (to.ring !== 'modules' || to.unit !== placeOf(path)!.unit) return undefined

  const reached = layerOf(to.rest, LAYERS)
  // Pages speak in the words of what the store gives, and contributions in those of pages: types weigh nothing.
  if (each.typeOnly || LAYERS[layer]!.includes(reached)) return undefined
  return `${layer} does not reach ${reached} (a write crosses pages → commands → model → store).`
}

const WORLD = /^(kysely|pg|hono|@hono\/.*|undici|nodemailer|graphile-worker|node:(?!crypto$|path$|url$|util$).*)$/

function faultOfPackage(rest: string, layer: string, { specifier, typeOnly }: Import): string | undefined {
  if (typeOnly) return undefined
  if (specifier === 'kysely' && !['store', 'checks'].includes(layer)) return 'SQL lives in store.ts and checks.ts.'
  if (rest === 'model.ts' && !specifier.startsWith('node:')) return 'model.ts uses the kernel only.'
  if (layer === 'model' && WORLD.test(specifier)) return 'model.ts and its like are pure: the world is handed in.'
  if (layer === 'commands' && WORLD.test(specifier)) return 'an act touches the database only: the rest is a job.'
  return undefined
}

const QUERY = /\.(selectFrom|insertInto|updateTable|deleteFrom|mergeInto)\(|\bsql(<[^>]*>)?`/g
const CALL = /\b(fetch|sendMail)\(/g

function strayWords(path: string, layer: string, code: string): readonly string[] {
  const queries = ['store', 'checks'].includes(layer) ? [] : [...code.matchAll(QUERY)]
  const calls = ['model', 'commands'].includes(layer) ? [...code.matchAll(CALL)] : []
  return [
    ...queries.map(({ index }) => `${path}:${lineAt(code, index)} holds SQL: it lives in store.ts and checks.ts.`),
    ...calls.map(
      ({ index, 1: name }) => `${path}:${lineAt(code, index)} calls ${name}: enqueue a job, it is not an act.`,
    ),
  ]
}
