export type { ContactMessage, StoredMessage } from './model.ts'
