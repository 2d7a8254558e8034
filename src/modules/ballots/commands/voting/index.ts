export { forgetVoter } from './forget.ts'
export { mailRecord, type RecordMailRefusal } from './mail.ts'
export { type Confirmation, type Confirmed, type ConfirmRefusal, confirmVote } from './vote.ts'
