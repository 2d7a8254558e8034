export { type ExampleBallot, holdExamplePoll } from './hold.ts'
export { type ExamplePoll, publishExamplePoll } from './prepare.ts'
