export { type Mail, type MailParagraph, post } from './post.ts'
