export { holdBody } from './body.ts'
export { DESK_ROLES, deskFrame, deskFrameFor, hasDesk, listDeskTasks, opensAtDesk } from './desk.ts'
export { SessionEndedError, type Unsent } from './ended.ts'
export {
  browserSecret,
  FORM_SENTENCES,
  type FormKeys,
  type FormRefusal,
  formKeys,
  readForm,
  type SentForm,
  SUBMISSION_FIELD,
  sentFields,
  TOKEN_FIELD,
} from './forms.ts'
export { type Audience, audienceOf, having, signedIn, theVisitor } from './guards.ts'
export {
  clearSessionCookie,
  contextOf,
  sessionSecretOf,
  sessions,
  setSessionCookie,
  visitorOf,
} from './requests.ts'
export { ROLE_NAMES } from './role-names.ts'
export { type Assurance, type HeldRole, holds, ROLES, type Role, type Visitor } from './visitor.ts'
