export { appendLeaves } from './append.ts'
export { castBallot } from './cast.ts'
export { createLog, logKeyOf } from './log.ts'
export { publishHead, publishHeads } from './publish.ts'
