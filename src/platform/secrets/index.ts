export { type KeyFor, keysFrom, openKeys } from './keys.ts'
export { secretFile } from './secret-file.ts'
