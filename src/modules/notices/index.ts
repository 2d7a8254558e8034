export type { ContactMessage, StoredMessage } from './model.ts'
export { noticeCrontab, noticeTasks } from './tasks.ts'
