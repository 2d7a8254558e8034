import { LINES } from './order.ts'
import { placeOf } from './places.ts'
import { lineAt, readSource } from './source.ts'
import { isCode, isTest, type Rule, type Tree } from './tree.ts'

type Ban = { readonly pattern: RegExp; readonly why: string; readonly where: (path: string) => boolean }

const inProgram = (path: string) => isCode(path) && path.startsWith('src/') && !isTest(path)
const inRing = (...rings: readonly string[]) => {
  return (path: string) => inProgram(path) && rings.includes(placeOf(path)!.ring)
}

const BANS: readonly Ban[] = [
  {
    pattern:
      /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bperformance\.now\(|\brandom(?:UUID|Bytes|Int)\(|\bgetRandomValues\(/g,
    why: 'time and chance arrive as arguments (context.now, context.random).',
    where: inRing('kernel', 'modules'),
  },
  {
    pattern: /\bprocess\.|\bBuffer\.|\bfetch\(|\bsetTimeout\(|\bglobalThis\./g,
    why: 'the kernel is pure: it knows no machine, no network and no clock.',
    where: inRing('kernel'),
  },
  {
    pattern: /\bparseFloat\(/g,
    why: 'amounts are exact: read cents or decimals as integers, never as floating numbers.',
    where: inProgram,
  },
  {
    pattern: /(?<![\w.$-])class\s+(?![A-Za-z]+ extends (?:[A-Za-z]*Error|HTML[A-Za-z]*Element)\b)[A-Z]\w*/g,
    why: 'a function does: classes are for errors and custom elements only.',
    where: isCode,
  },
  {
    pattern: /(?<![\w.$-])(?:const )?enum [A-Z]\w*/g,
    why: 'a closed list is a union of words, not an enum.',
    where: isCode,
  },
]

/** Words the code does without. */
export const words: Rule = (tree) =>
  BANS.flatMap(({ pattern, why, where }) =>
    [...tree]
      .filter(([path]) => where(path))
      .flatMap(([path, text]) => {
        const { code } = readSource(text)
        return [...code.matchAll(pattern)].map(({ index, 0: word }) => {
          return `${path}:${lineAt(code, index)} says « ${word.replace(/\($/, '')} »: ${why}`
        })
      }),
  )

const EMPTY_NAMES = /^(utils?|helpers?|misc|common|shared|lib|stuff|tools?)$/

/** A file is named by its subject: « utils » is where subjects go to be forgotten. */
export const names: Rule = (tree) =>
  [...tree.keys()]
    .filter((path) => path.startsWith('src/'))
    .filter((path) => path.split(/[/.-]/).some((word) => EMPTY_NAMES.test(word)))
    .map((path) => `${path} has a name that says nothing of its subject: name what it does.`)

/** Files that need a table of contents are cut. */
export const sizes: Rule = (tree) =>
  longFiles(tree, LINES.refuse).map(
    ([path, lines]) => `${path} has ${lines} lines, the most is ${LINES.refuse}: cut it.`,
  )

/** @returns files that are getting long: told, not refused */
export function longFiles(tree: Tree, limit: number): readonly (readonly [string, number])[] {
  return [...tree]
    .filter(([path]) => isCode(path) && !path.endsWith('.generated.ts'))
    .map(([path, text]) => [path, text.split('\n').length - 1] as const)
    .filter(([, lines]) => lines > limit)
    .sort((a, b) => b[1] - a[1])
}
