export { annexOf } from './annex.ts'
export { type KeptData, keptDataOf, type Told } from './data.ts'
export { chronoOf, DOCUMENT_KINDS, type DocumentKindName, KIND_FACTS, readKind } from './kinds.ts'
export { registerCsv } from './register.ts'
export {
  DOCUMENT_STATE_WORDS,
  DOCUMENT_STATES,
  DOCUMENT_STEP_WORDS,
  type DocumentRefusal,
  PART_WORDS,
  registerWordsOf,
  sentenceOfDocument,
} from './sentences.ts'
export {
  copiesToRead,
  type DocumentEvent,
  type DocumentFile,
  type DocumentState,
  type DocumentStep,
  decideFinishing,
  decidePreparing,
  decideSending,
  documentStateOf,
  type FiledDocument,
  type FilePart,
  isPublicFile,
  isSignedByReading,
  linesToNotify,
  mayCancel,
} from './states.ts'
