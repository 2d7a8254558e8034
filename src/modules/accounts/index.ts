export { draftSession, findVisitor, openSession, type SessionDraft } from './commands/index.ts'
export { deviceOf } from './sessions.ts'
