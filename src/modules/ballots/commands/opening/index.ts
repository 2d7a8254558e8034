export { type CloseInput, confirmClose, proposeClose, withdrawClose } from './close.ts'
export { compareOpening } from './compare.ts'
export { publishOpening, type VoteCounter } from './publish.ts'
export { publishSent, sendOpening } from './send.ts'
