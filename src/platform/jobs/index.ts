export { type Enqueue, enqueue, type JobOptions, type JobPayload } from './enqueue.ts'
