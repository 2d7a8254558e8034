export { retentionCrontab, retentionTasks } from './tasks.ts'
