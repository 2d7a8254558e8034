export { openParapheur, type Parapheur, type ReturnedFile, type Sidecar } from './folders.ts'
export { groupReturned, isOwnSidecar, isPdf, isSignedCopyOf, type Returned, readRefusal } from './returned.ts'
