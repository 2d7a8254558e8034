export { balanceIn, newReference, type Reference, writeIn } from './reference.ts'
