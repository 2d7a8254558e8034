export { deskFrameFor, hasDesk } from './desk.ts'
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
export { type Assurance, type HeldRole, holds, ROLES, type Role, type Visitor } from './visitor.ts'
