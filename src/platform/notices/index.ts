export { tellFollowers } from './many.ts'
export { dueAt, isPeriodOpen, USUAL_SCHEDULE } from './messages.ts'
export { EVERY_SUBJECT, type NoticeSubject, RHYTHMS, type Rhythm } from './subjects.ts'
export { type Change, type Concerned, tell } from './tell.ts'
