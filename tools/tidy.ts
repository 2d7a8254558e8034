// `npm test -- tidy`: the order of the house, held by a test.
import { resolve } from 'node:path'
import { tidy } from './tidy/index.ts'
import { LINES } from './tidy/order.ts'
import { readTree } from './tidy/tree.ts'
import { longFiles } from './tidy/words.ts'

const tree = readTree(resolve(import.meta.dirname, '..'))
const breaches = tidy(tree)

for (const breach of breaches) console.error(breach)
for (const [path, lines] of longFiles(tree, LINES.tell)) console.log(`${path} is getting long: ${lines} lines.`)
console.log(`${tree.size} files, ${breaches.length} breaches`)
process.exitCode = breaches.length > 0 ? 1 : 0
