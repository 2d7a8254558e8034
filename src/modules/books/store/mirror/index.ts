export { entriesLike, insertExplanation, keyOfGap, listGaps, listKnownLines } from './entries.ts'
export {
  applyRows,
  findImport,
  forgetFiles,
  holdMirror,
  insertImport,
  insertRows,
  isAcceptedSince,
  keysIn,
  listImports,
  listRows,
  lockImport,
  type MirrorImport,
  markRead,
  settle,
} from './imports.ts'
export { listMappings, saveMapping } from './mappings.ts'
export { type FileShape, linesOf, readShape } from './read-file.ts'
