export { type Mailbox, readMailbox, sendableAddress } from './address.ts'
export { grouped } from './code.ts'
export {
  forgetDeadAddresses,
  hasDeadAddress,
  listDead,
  markAlive,
  purgeDeadAddresses,
} from './dead-addresses.ts'
export { countFailed, type DeliveryFigures, listDeliveryFigures, queueFailedAgain } from './figures.ts'
export { findMail, type KeptMail, listMails, type MailState } from './mails.ts'
export {
  countUnreachable,
  type DomainPace,
  findOfficeState,
  listPaces,
  type OfficeState,
  setPace,
  setStopped,
} from './office-state.ts'
export { MAIL_CHANNEL, type Mail, type MailList, type MailParagraph, post } from './post.ts'
export { emptyMailsOf, listMailsOf, purgeMails } from './retention.ts'
export { type MailServer, readMailServer } from './server.ts'
export {
  checkWords,
  type MailField,
  type MailTemplate,
  type MailWords,
  renderWords,
  type WordsFault,
} from './templates/render.ts'
export {
  findVersionInUse,
  insertVersion,
  listVersionsInUse,
  type TemplateVersion,
} from './templates/versions.ts'
