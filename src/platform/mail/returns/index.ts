export { ASIDE, type ReturnsRead, readReturns } from './folder.ts'
export { type Bounce, isAddressGone, readBounce } from './read.ts'
export { returnCrontab, returnTasks } from './tasks.ts'
