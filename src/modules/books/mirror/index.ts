export { COMPARED, compare, keyOf } from './compare.ts'
export { checkMapping, proposeMapping } from './mapping.ts'
export { readLine } from './read-line.ts'
