export { openParapheur, type Parapheur, type ReturnedFile, type Sidecar } from './folders.ts'
export { groupReturned, isSignedCopyOf, type Returned, readRefusal } from './returned.ts'
